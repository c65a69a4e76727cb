"""The desk of instructors and the secretariat for the bank of questions, and for marking essays."""
