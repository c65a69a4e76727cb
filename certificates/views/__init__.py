"""Pages and files: the record, downloads, letters, and public verification."""
