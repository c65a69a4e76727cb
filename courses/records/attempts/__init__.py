"""A learner's attempts at interactive content: opened by the server, and the only way in for what a package claims."""
