"""QTI 3.0 holds everything, keys included, in one language."""

from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.formats.items import Notes
from courses.assessment.formats.qti.package import read_qti, write_qti, written_alone
from courses.assessment.formats.standard import standard
from tests.courses.assessment.formats.comparing import lossless
from tests.courses.assessment.formats.strategies import LANGUAGE, items, some


@some
@given(st.lists(items(), min_size=1, max_size=3))
def test_questions_come_back_as_they_went_with_their_keys(given_items):
    written = write_qti(given_items, language=LANGUAGE)
    assert lossless(written), written.lines
    read = read_qti(written.content, language=LANGUAGE)
    one = written_alone(given_items[0], language=LANGUAGE).content.decode()
    assert lossless(read), (one, read.lines)
    assert list(read.items) == [standard(item, language=LANGUAGE, notes=Notes()) for item in given_items], one


@some
@given(items())
def test_one_item_can_be_written_alone(item):
    read = read_qti(written_alone(item, language=LANGUAGE).content, language=LANGUAGE)
    assert read.items[0].question == standard(item, language=LANGUAGE, notes=Notes()).question
