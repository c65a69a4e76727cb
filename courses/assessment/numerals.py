"""Numbers as people write them, in the digits of any script and with comma or point."""

import re
import unicodedata
from decimal import Decimal

LONGEST_NUMBER = 40
DECIMAL_MARKS, ARABIC_MARK = ".,", "٫"
GROUPING = "'’٬ "
"""Apostrophes, the Arabic thousands separator and the space (to which every other space has been brought)."""
SIGNS = str.maketrans({"−": "-", "﹣": "-", "－": "-", "‐": "-", "‑": "-", "–": "-", "،": ",", "，": ",", "．": "."})


def readings(text: str) -> set[Decimal]:
    """Every number that `text` may stand for: none where it is no number, two where a separator leaves it open.

    "1,234" is one thousand and more in some countries and little more than one in others.
    """
    plain = _plain(text)
    marks = [mark for mark in DECIMAL_MARKS if mark in plain]
    candidates = [(mark, "".join(other for other in DECIMAL_MARKS if other != mark)) for mark in marks]
    found = [_read(plain, mark, grouping) for mark, grouping in [*candidates, ("", DECIMAL_MARKS)]]
    return {number for number in found if number is not None}


def _plain(text: str) -> str:
    """ASCII digits, a point for the decimal mark that is one everywhere, no marks of direction."""
    if len(text) > LONGEST_NUMBER:
        return ""
    text = text.replace(ARABIC_MARK, ".").translate(SIGNS)
    return "".join(_sign(sign) for sign in text if unicodedata.category(sign) != "Cf").strip()


def _sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return " " if sign.isspace() else sign


def _read(plain: str, mark: str, grouping: str) -> Decimal | None:
    """The number if `mark` is its decimal mark, and `grouping` and the rest only set groups of three digits apart."""
    whole, _mark, rest = plain.rpartition(mark) if mark else (plain, "", "")
    found = re.fullmatch(
        rf"([+-]?) ?([1-9]\d{{0,2}}(?:([{re.escape(GROUPING + grouping)}])\d{{3}}(?:\3\d{{3}})*)|\d*)", whole
    )
    if found is None or not re.fullmatch(r"\d*", rest) or not (found[2] or rest):
        return None
    digits = re.sub(r"\D", "", found[2])
    return Decimal(f"{found[1]}{digits or 0}.{rest or 0}")
