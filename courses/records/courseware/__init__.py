"""SCORM packages as learners play them: what each object has set so far, and what comes of all of them together."""
