"""The desk of instructors for what attempts say about the questions of their quizzes."""
