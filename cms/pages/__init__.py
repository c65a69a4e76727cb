"""The kinds of pages, a module each."""
