"""Attempts at quizzes, and the bank of questions."""

from courses.assessment.models.attempts import QuizAttempt
from courses.assessment.models.bank import BankQuestion, QuestionTag, QuestionVersion

__all__ = ["BankQuestion", "QuestionTag", "QuestionVersion", "QuizAttempt"]
