"""Where lines end: never inside a Korean word, a date, or between a number and its unit; and about equally long."""

import subprocess
from dataclasses import replace
from html import unescape

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from certificates.render import Words, render
from certificates.render.breaking import NO_BREAK, balanced, filled, unbroken
from certificates.render.fitting import POINTS_PER_MM
from certificates.render.phrases import full_sentence, listed_apart, said_in
from certificates.render.runs import in_spans, runs
from certificates.render.typefaces import width_of
from tests.certificates.render import samples
from tests.certificates.render.samples import completion, invitation, of_city


def lines_of(document) -> str:
    """The printed lines as they stand, with ordinary spaces and without marks of direction."""
    printed = subprocess.run(["pdftotext", "-", "-"], input=render(document), capture_output=True, check=True).stdout
    return printed.decode().replace(NO_BREAK, " ").translate(dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F)]))


@pytest.mark.parametrize("syllables", range(1, 40, 6))
def test_no_korean_line_ends_inside_a_date_or_a_word(syllables):
    text = lines_of(completion("Kim", "김" * syllables, city=samples.SEOUL, language="ko"))
    for whole in ("2026년 9월 7일부터", "2026년 10월 30일까지", "40시간)을", "성공적으로", "수여합니다."):
        assert whole in text, text


def test_arabic_has_no_space_to_break_at_inside_a_date_a_name_or_between_a_number_and_its_unit():
    official = completion("Mohammed", "محمد عبد الرحمن", city=samples.HEBRON, language="ar")
    with said_in("ar"):
        sentences = [full_sentence(each, "ar") for each in (official, of_city(40, city=samples.HEBRON, language="ar"))]
    said = " ".join(sentences)
    for whole in ("7 سبتمبر 2026", "30 أكتوبر 2026", "40 ساعة", "40 من", "محمد عبد الرحمن"):
        assert whole.replace(" ", NO_BREAK) in said


@pytest.mark.parametrize("length", range(1, 12, 3))
def test_no_line_of_a_letter_ends_inside_a_date_or_a_korean_word(length):
    letter = replace(invitation(city=samples.SEOUL, language="ko"), programme=Words("Foundations", "기초 " * length))
    text = lines_of(letter)
    for whole in ("2026년 9월 7일부터", "2026년 10월 30일까지", "2026년 7월 15일 수요일", "초청합니다.", "바랍니다."):
        assert whole in text, text


WORDS = st.lists(st.sampled_from(["a", "of", "city", "교육", "2026년", "administration", "수여합니다"]), max_size=40)


@given(WORDS, st.integers(40, 200))
def test_balancing_changes_nothing_but_spaces_and_no_line_is_too_long(words, width):
    text = " ".join(words)
    lines = balanced(text, width=width, size=10).split("<br>")
    assert " ".join(lines) == text
    assert all(width_of(line) * 10 <= width * POINTS_PER_MM or " " not in line for line in lines)


@given(WORDS, st.integers(40, 200))
def test_lines_end_in_marked_up_text_where_they_end_in_plain_text(words, width):
    marked = balanced(in_spans(runs(" ".join(words))), width=width, size=10)
    assert unescape(strip_tags(marked.replace("<br>", "|"))) == balanced(" ".join(words), width=width, size=10).replace(
        "<br>", "|"
    )


def test_lines_are_about_equally_long():
    first, second = balanced("word " * 10 + "end", width=100, size=10).split("<br>")
    assert abs(width_of(first) - width_of(second)) < 5


def test_a_paragraph_does_not_end_in_a_line_of_one_word():
    assert filled("one two three four five six seven eight nine ten", "en", width=60, size=10).endswith("nine\xa0ten")


def test_a_date_has_no_space_at_which_a_line_could_end():
    assert unbroken("7 سبتمبر 2026").split(" ") == ["7\xa0سبتمبر\xa02026"]


def test_parts_of_a_list_keep_their_own_direction_and_the_list_has_the_languages():
    with said_in("ar"):
        marked = listed_apart(["Seoul", "", "1 يونيو 2026"], "ar")
    assert marked == '<span lang="en" dir="ltr">Seoul</span>، 1 يونيو 2026'
