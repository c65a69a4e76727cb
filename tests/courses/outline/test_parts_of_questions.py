"""Answers are kept by the keys of what they are given to, so no key names two parts."""

import pytest
from pydantic import ValidationError

from courses.outline.structure import Question
from tests.factories.outlines import every_kind, fill_in, matching, multiple, ordering, single


@pytest.mark.parametrize("question", [single(), multiple(), ordering(), matching(), fill_in()])
def test_no_two_parts_have_the_same_key(question: Question) -> None:
    data = question.model_dump()
    group = next(name for name in ("pairs", "gaps", "choices") if data[name])
    data[group] = [part | {"key": "same"} for part in data[group]]
    with pytest.raises(ValidationError, match="the same key"):
        Question.model_validate(data)


def test_a_match_of_nothing_has_another_key_than_a_pair() -> None:
    data = matching().model_dump()
    data["choices"][0]["key"] = data["pairs"][0]["key"]
    with pytest.raises(ValidationError, match="the same key"):
        Question.model_validate(data)


@pytest.mark.parametrize("question", every_kind())
def test_a_question_is_read_as_it_was_written(question: Question) -> None:
    assert Question.model_validate(question.model_dump(mode="json")) == question
