import time

import pytest

from courses.packages.h5p.filtering_regexps import fits
from courses.packages.h5p.semantics import Regexp


@pytest.mark.parametrize(
    ("pattern", "modifiers", "text", "expected"),
    [
        (r"^\d{1,2}:\d\d$", "", "12:30", True),
        (r"^\d{1,2}:\d\d$", "", "noon", False),
        (r"^[a-z]+$", "i", "ABC", True),
        (r"^https?:\/\/", "", "https://x", True),
        (r"^#(?:[0-9a-f]{3})$", "", "#12g", False),
        (r"^[^@]+@[^@]+\.[a-z]{2,}$", "", "somebody@city.example", True),
        (r"^[^@]+@[^@]+\.[a-z]{2,}$", "", "nobody", False),
        (r"^\w+$", "", "é", False),
        (r"^\w+$", "g", "e", True),
    ],
)
def test_a_text_fits_or_does_not(pattern: str, modifiers: str, text: str, expected: bool):
    assert fits(Regexp(pattern=pattern, modifiers=modifiers), text) is expected


@pytest.mark.parametrize("pattern", ["(", "[", "*", "(?P<x", "a{2,1}", "[[a]", "x(?i)", "\\", "(?<=a+)b", "a" * 999])
def test_what_cannot_be_evaluated_passes(pattern: str):
    assert fits(Regexp(pattern=pattern), "anything")


@pytest.mark.parametrize(
    "pattern",
    [
        r"^(a+)+$",
        r"^(a|a)*$",
        r"^(a|aa)+$",
        "(.*)*x",
        r"^(\w+\s?)*$",
        "a*" * 30 + "b",
        "(a|a)" * 40 + "$",
        "a?" * 60 + "a" * 60,
        r"(.)\1+(.)\2+x",
        "(?=a*a*a*a*b)",
        "(a{1,30}){1,30}b",
        "[a-a]*" * 20 + "b",
        r"\(*" * 3 + "a*" * 9 + "b",
        ".*.*.*.*.*x",
        "(?:a{0,9}){9}b",
        "[]a*]*[]a]*[]a]*[]a]*b",
    ],
)
def test_no_expression_takes_long(pattern: str):
    begun = time.monotonic()
    for length in (20, 200, 20_000):
        fits(Regexp(pattern=pattern), "a" * length)
    assert time.monotonic() - begun < 0.5
