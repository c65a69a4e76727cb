"""Uploading interactive content."""
