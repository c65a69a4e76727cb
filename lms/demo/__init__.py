"""The demo: one command that serves everything, and a page that signs a visitor in as a persona."""
