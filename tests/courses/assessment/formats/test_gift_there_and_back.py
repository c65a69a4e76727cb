"""What GIFT cannot hold is said in the report; everything else comes back."""

from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.formats.gift.reading import read_gift
from courses.assessment.formats.gift.writing import write_gift
from courses.assessment.formats.items import Item, Verdict
from courses.outline.structure import QuestionKind
from tests.courses.assessment.formats.comparing import by_place, expected, lossless
from tests.courses.assessment.formats.strategies import LANGUAGE, items, some


def held(item: Item) -> Item:
    """GIFT knows no weights, no capitals, and no all-or-nothing but in an ordering."""
    partial = item.question.partial or item.question.kind is not QuestionKind.ORDERING
    return expected(item, weight=1, case_sensitive=False, partial=partial, points=10)


@some
@given(st.lists(items(), min_size=1, max_size=3))
def test_questions_come_back_as_they_went(given_items):
    written = write_gift(given_items, language=LANGUAGE)
    sent = [item for item, line in zip(given_items, written.lines, strict=True) if line.item]
    if not sent or "“->”" in str(written.lines):
        return
    read = read_gift(written.content, language=LANGUAGE)
    assert lossless(read), (written.content.decode(), read.lines)
    assert [by_place(item) for item in read.items] == [held(item) for item in sent], written.content.decode()


@some
@given(items())
def test_what_is_given_up_is_said(item):
    written = write_gift([item], language=LANGUAGE).lines[0]
    assert written.verdict != Verdict.TAKEN or held(item) == expected(item)
