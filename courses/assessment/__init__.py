"""Quizzes, drawn and marked on the server."""
