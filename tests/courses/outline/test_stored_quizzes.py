"""Outlines and attempts that were stored before a quiz had its rules are read as they were."""

import pytest
from pydantic import ValidationError

from courses.assessment.answers import questions_of
from courses.outline.structure import Counts, Quiz, Review

STORED = {
    "pass_mark": 70, "attempts": 2, "draw": 1,
    "questions": [
        {
            "key": "q1", "kind": "single", "texts": {"en": "Which?"}, "feedback": {}, "answer": None, "accepted": {},
            "choices": [{"key": "a", "texts": {"en": "One"}, "correct": True, "feedback": {}}],
        }
    ],
}  # fmt: skip


def test_a_quiz_stored_before_is_one_without_haste_whose_best_attempt_counts():
    quiz = Quiz.model_validate(STORED)
    assert (quiz.minutes, quiz.counts, quiz.shuffle, quiz.review, quiz.pools) == (0, Counts.BEST, True, Review(), ())
    assert (quiz.questions[0].weight, quiz.questions[0].partial, quiz.questions[0].version) == (1, True, 0)


def test_an_attempt_drawn_before_finds_its_questions():
    quiz = Quiz.model_validate(STORED)
    found = list(questions_of(quiz, [{"question": "q1", "choices": ["a"]}]))
    assert [(name, question.key) for name, question, _drawn in found] == [("a1", "q1")]


def test_a_quiz_asks_something():
    with pytest.raises(ValidationError, match="no question"):
        Quiz.model_validate({**STORED, "questions": []})
