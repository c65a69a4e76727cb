"""Names shrink to fit and are never cut, whatever they are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.render import MissingGlyph, Words, has_typeface_for, render
from certificates.render.fitting import POINTS_PER_MM, fitted
from certificates.render.runs import marked_up, runs
from certificates.render.typefaces import width_of
from tests.certificates.render import samples
from tests.certificates.render.samples import completion, text_of, words_with_places

LONG_LATIN = "Maria Aparecida dos Santos Vasconcelos de Albuquerque e Castro Figueiredo"
LONG_ARABIC = "عبد الرحمن بن محمد بن عبد الله بن إبراهيم آل الشيخ المهيري الحسيني القرشي"
FRAME = 20 * POINTS_PER_MM  # nothing but the frame stands nearer to the paper's edge


@pytest.mark.parametrize(
    ("name", "native", "language"),
    [
        (LONG_LATIN, LONG_ARABIC, "ar"),
        ("O", "", "en"),
        (LONG_LATIN + " " + LONG_LATIN, LONG_ARABIC + " " + LONG_ARABIC, "ar"),
        ("W" * 70, "", "en"),
        ("남궁민수" * 18, "남궁민수" * 18, "ko"),
    ],
)
def test_any_length_stays_on_one_page_inside_the_frame(name, native, language):
    pdf = render(completion(name, native, city=samples.HEBRON, language=language, title=Words(LONG_LATIN)))
    for left, top, right, bottom, word in words_with_places(pdf):
        assert left >= FRAME, word
        assert top >= FRAME, word
        assert right <= 297 * POINTS_PER_MM - FRAME, word
        assert bottom <= 210 * POINTS_PER_MM - FRAME, word
    assert text_of(pdf).count("\f") == 0
    assert name.replace(" ", "") in text_of(pdf).replace(" ", "")


def test_the_column_of_text_ends_above_the_signatures_at_its_fullest():
    certificate = completion(LONG_LATIN, "남궁민수" * 10, city=samples.SEOUL, language="ko", title=Words(LONG_LATIN))
    words = words_with_places(render(certificate))
    signers = min(top for _, top, _, _, word in words if word in {"Han", "Rafael"})
    [last] = [bottom for _, _, _, bottom, word in words if "수여합니다" in word]
    assert last < signers - 15 * POINTS_PER_MM


@pytest.mark.parametrize(("city", "language"), [(samples.HEBRON, "ar"), (samples.SEOUL, "ko")])
def test_the_column_of_a_city_ends_above_the_signatures_at_its_fullest(city, language):
    certificate = samples.of_city(40, city=city, language=language)
    courses = (Words("E-government foundations for city officials"),) * 2
    certificate = replace(certificate, training=replace(certificate.training, courses=courses))
    words = words_with_places(render(certificate))
    signers = min(top for _, top, _, _, word in words if word in {"Han", "Rafael"})
    column = [bottom for left, _, right, bottom, _ in words if left < 421 < right + 200 and bottom < signers]
    assert max(column) < signers - 15 * POINTS_PER_MM


def test_a_short_name_is_set_as_large_as_the_design_allows():
    assert fitted("O", width=225, height=12.5, largest=29, leading=1.2) == 29


@given(st.text(alphabet="abcdefghij WMil-", min_size=1, max_size=300))
def test_a_fitted_text_fits_its_box(text):
    size = fitted(text, width=100, height=12, largest=30)
    box = 100 * POINTS_PER_MM
    longest = max((width_of(word) for word in text.split()), default=0)
    assert longest * size <= box + 0.01
    lines_that_fit = int(12 * POINTS_PER_MM / (size * 1.3) + 0.01)
    assert width_of(text) * size <= max(lines_that_fit, 1) * box + 0.01


@pytest.mark.parametrize("character", ["\U0001f600", "\u202e", "\x00", "ᠮ", "\ue000"])
def test_a_character_that_no_typeface_has_is_named_and_not_printed_as_a_box(character):
    with pytest.raises(MissingGlyph, match=f"U\\+{ord(character):04X}"):
        render(completion(f"Batu {character}"))


@pytest.mark.parametrize("where", ["native", "title", "city"])
def test_glyphs_are_checked_wherever_data_stands(where):
    bad = Words("Fine", "ᠮᠣᠩᠭᠣᠯ")
    certificate = {
        "native": lambda: completion("Batu", bad.native),
        "title": lambda: completion(title=Words(bad.native)),
        "city": lambda: completion(city=samples.City(name=Words(bad.native))),
    }[where]
    with pytest.raises(MissingGlyph):
        render(certificate())


def test_what_no_typeface_has_can_be_asked_before_a_name_is_printed():
    assert has_typeface_for("ፀሐይ ዓለሙ")
    assert not has_typeface_for("ᠮᠣᠩᠭᠣᠯ")


def test_han_letters_take_the_language_of_the_city():
    assert runs("金民", "ko")[0].language == "ko"
    assert runs("金民", "zh")[0].language == "zh"
    assert runs("金民", "ar")[0].language == "zh"


def test_each_run_of_a_line_says_its_language():
    marked = marked_up("Kim Min-seo (김민서)", "en")
    assert marked == '<span lang="en" dir="ltr">Kim Min-seo (</span><span lang="ko" dir="ltr">김민서)</span>'


def test_a_line_of_both_directions_stays_in_one_piece_for_the_bidirectional_algorithm():
    assert runs("محمد (Kim) علي", "ar") == [("ar", "rtl", "محمد (Kim) علي")]
