"""The desk of instructors and the secretariat for marking assignments."""
