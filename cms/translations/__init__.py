"""Pages in several languages as wagtail-localize keeps them: an original cut into strings, and their translations."""
