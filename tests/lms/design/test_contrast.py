"""WCAG 2.2, 1.4.3 (text: 4.5 to 1) and 1.4.11 (edges of controls, marks, focus: 3 to 1), for every pair in use."""

import re

import pytest

from lms.design import stylesheet

TEXT = [
    *((ink, ground) for ink in ("ink", "soft", "teal") for ground in ("paper", "surface", "sunk", "tint")),
    *((ink, ground) for ink in ("ink", "soft") for ground in ("good-tint", "bad-tint", "gold-tint")),
    ("teal-deep", "tint"),
    ("gold-ink", "paper"),
    ("gold-ink", "surface"),
    ("gold-ink", "sunk"),
    ("gold-ink", "gold-tint"),
    ("good", "surface"),
    ("good", "good-tint"),
    ("bad", "paper"),
    ("bad", "surface"),
    ("bad", "bad-tint"),
    ("on-teal", "teal"),
    ("on-teal", "teal-deep"),
    ("on-bad", "bad"),
    ("paper", "ink"),
    ("on-band", "band"),
    ("band-soft", "band"),
]
MARKS = [
    *((mark, ground) for mark in ("edge", "focus", "good", "bad", "teal") for ground in ("paper", "surface", "sunk")),
    ("surface", "good"),
]


def tokens(theme: str) -> dict[str, str]:
    light, dark = stylesheet.core().split("@media (prefers-color-scheme:dark)", 1)
    dark = dark.split("}", 1)[0]
    pattern = re.compile(r"--([\w-]+):(#[0-9a-f]{3,6})\b")
    return dict(pattern.findall(light)) | (dict(pattern.findall(dark)) if theme == "dark" else {})


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_agrees_with_the_standard() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read(theme: str) -> None:
    colours = tokens(theme)
    found = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXT}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_and_marks_can_be_seen(theme: str) -> None:
    colours = tokens(theme)
    found = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in MARKS}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 3} == {}
