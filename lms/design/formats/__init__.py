"""Formats of dates and times where the interface differs from Django's (FORMAT_MODULE_PATH)."""
