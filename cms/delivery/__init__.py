"""Lessons and course pages, rendered once for everybody and completed for each reader."""
