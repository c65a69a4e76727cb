"""The table holds everything in one language but the keys of answers, which stand by their place."""

from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.formats.table.cells import as_meant, listed, neutralised, parts_of
from courses.assessment.formats.table.reading import read_table
from courses.assessment.formats.table.writing import write_table
from tests.courses.assessment.formats.comparing import by_place, expected, lossless
from tests.courses.assessment.formats.strategies import LANGUAGE, LINES, items, some


@some
@given(st.lists(items(), min_size=1, max_size=3))
def test_questions_come_back_as_they_went(given_items):
    written = write_table(given_items, language=LANGUAGE)
    assert lossless(written), written.lines
    read = read_table(written.content, language=LANGUAGE)
    assert lossless(read), (written.content.decode(), read.lines)
    assert [by_place(item) for item in read.items] == [expected(item) for item in given_items], written.content.decode()


@some
@given(st.lists(LINES, max_size=4, unique=True))
def test_lists_in_a_cell_come_back(values):
    assert parts_of(listed(values)) == tuple(values)


@some
@given(LINES)
def test_no_cell_is_a_formula_and_every_cell_comes_back(text):
    assert as_meant(neutralised(text)) == text
    assert not neutralised(text).startswith(("=", "+", "@"))
