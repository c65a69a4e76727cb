"""The officers' desks in the Wagtail admin, an app each."""
