"""Numbers are read as they are written in different places."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.numerals import readings


@pytest.mark.parametrize(
    "text",
    ["1234.5", "1234,5", "1 234,5", "1.234,5", "1,234.5", "1'234.5", "١٢٣٤٫٥", "١٬٢٣٤٫٥", "۱۲۳۴٫۵", "१२३४.५",
     "１２３４．５", "\u200f١٢٣٤٫٥\u200f", " +1234.50 ", "1\u202f234,5"],
)  # fmt: skip
def test_one_number_in_many_hands(text: str):
    assert readings(text) == {Decimal("1234.5")}


@pytest.mark.parametrize("text", ["-3", "−3", "–3", "- 3", "−٣", "-3.0", "-3,"])
def test_a_minus_is_a_minus_whichever_key_wrote_it(text: str):
    assert readings(text) == {Decimal(-3)}


def test_a_separator_before_three_digits_may_be_either():
    assert readings("1,234") == readings("1.234") == {Decimal(1234), Decimal("1.234")}
    assert readings("0.125") == {Decimal("0.125")}
    assert readings("1,234,567") == {Decimal(1234567)}


@pytest.mark.parametrize(
    "text", ["", " ", "-", ".", "x", "1e3", "NaN", "Infinity", "½", "3²", "1..2", "12 34", "1,2.3", "0x1f", "1" * 41]
)
def test_what_is_no_number_has_no_reading(text: str):
    assert readings(text) == set()


@given(st.text())
def test_any_text_is_read_without_a_fault(text: str):
    assert all(number.is_finite() for number in readings(text))


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_number_is_among_the_readings_of_what_it_is_written_as(number: Decimal):
    written = f"{number:f}"
    arabic = written.translate(str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫"))
    assert number in readings(written)
    assert number in readings(written.replace(".", ","))
    assert number in readings(arabic)
    assert number in readings(f"{number:,f}")
