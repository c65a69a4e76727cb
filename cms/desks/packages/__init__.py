"""The desk of instructors and the secretariat for interactive content: upload, try, see where it is used."""
