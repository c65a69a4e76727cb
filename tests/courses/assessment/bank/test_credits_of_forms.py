"""A form earns its credit as long as it is accepted."""

from courses.assessment.bank.languages import with_other_languages, with_texts
from tests.factories.outlines import short_text

HELD = short_text("q", en=("Seoul", "Soul"), ko=("서울", "셔울")).model_copy(
    update={"credits": {"Soul": 25, "셔울": 50}}
)


def test_a_form_taken_out_at_the_desk_loses_its_credit_and_one_of_another_language_keeps_it():
    written = short_text("q", en=("Seoul",))
    assert with_other_languages(written, HELD, "en").credits == {"셔울": 50}


def test_a_form_that_is_only_spelt_in_capitals_keeps_its_credit():
    written = short_text("q", en=("Seoul", "SOUL"))
    assert with_other_languages(written, HELD, "en").credits == {"Soul": 25, "셔울": 50}


def test_a_form_taken_out_of_a_translation_loses_its_credit():
    assert with_texts(HELD, "ko", {"text": "수도?", "accepted": "서울"}).credits == {"Soul": 25}
