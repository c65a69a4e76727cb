import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.numbers import check_digits, is_well_formed, number_of, tidied

SERIALS = st.integers(1, 99999)
DIGITS, LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def a_number(serial: int = 42) -> str:
    return number_of(network="WNCG", year=2026, edition="egf-1", kind="C", serial=serial)


def test_a_number_names_network_year_edition_kind_and_serial():
    assert a_number().rpartition("-")[0] == "WNCG-2026-EGF-1-C-00042"


def test_the_check_digits_are_those_of_mod_97_10():
    # ISO 7064's own example of the pure system: 794 has the check characters 44.
    assert check_digits("794") == "44"


@given(SERIALS)
def test_every_number_is_well_formed(serial):
    assert is_well_formed(a_number(serial))


@given(SERIALS, st.data())
def test_a_digit_or_letter_mistyped_as_another_is_noticed(serial, data):
    number = a_number(serial)
    place = data.draw(st.sampled_from([at for at, character in enumerate(number) if character != "-"]))
    alike = DIGITS if number[place] in DIGITS else LETTERS
    other = data.draw(st.sampled_from([sign for sign in alike if sign != number[place]]))
    assert not is_well_formed(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize("text", ["", "-", "C", "１２３４５６", "ب" * 9, "A" * 500, "--------", "WNCG²2026"])
def test_what_is_no_number_is_not_well_formed(text):
    assert not is_well_formed(text)


def test_a_number_may_be_typed_with_spaces_and_small_letters():
    assert tidied(" wncg-2026-egf-1-c-00042 -10 ") == "WNCG-2026-EGF-1-C-00042-10"
