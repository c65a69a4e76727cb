"""Assignments: work that is handed in, reviewed by peers and marked by people."""
