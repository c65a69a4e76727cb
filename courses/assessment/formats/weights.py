"""What ticking a choice earns or costs. Other programs count in fractions, a question here in whole per cent."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from courses.assessment.formats.items import NotANumber
from courses.outline.structure import Choice

HUNDRED = Decimal(100)
NEAR = Decimal("0.01")
LARGEST = Decimal(10) ** 12
PLACES = 12


def number_in(text: str) -> Decimal:
    """A number that a person or a program wrote, with a decimal point or comma."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation as error:
        raise NotANumber(text=text[:40]) from error
    if not number.is_finite() or abs(number) > LARGEST or -int(number.as_tuple().exponent) > PLACES:
        raise NotANumber(text=text[:40])
    return number


def percent_in(text: str) -> Decimal:
    percent = number_in(text)
    if abs(percent) > HUNDRED:
        raise NotANumber(text=text[:40])
    return percent


def whole(percent: Decimal) -> int:
    return int(percent.quantize(Decimal(1), ROUND_HALF_UP))


def percents_of(choices: Sequence[Choice]) -> list[Decimal]:
    """What each choice of a multiple choice question weighs: all right ones together are 100."""
    if any(choice.credit is not None for choice in choices):
        return [Decimal(choice.credit or 0) for choice in choices]
    return _by_default([choice.correct for choice in choices])


def credits_of(percents: Sequence[Decimal]) -> list[int | None]:
    """Whole per cent, or None for all where right ones earn and wrong ones cost the same, as by default.

    Rounded so that what the right ones earn together stays what it was.
    """
    usual = _by_default([percent > 0 for percent in percents])
    if all(abs(percent - share) < NEAR for percent, share in zip(percents, usual, strict=True)):
        return [None] * len(percents)
    return _rounded(percents)


def _by_default(right: Sequence[bool]) -> list[Decimal]:
    share = (HUNDRED / max(sum(right), 1)).quantize(Decimal("0.00001"))
    return [share if is_right else -share for is_right in right]


def _rounded(percents: Sequence[Decimal]) -> list[int | None]:
    rounded: list[int | None] = []
    total, given = Decimal(0), 0
    for percent in percents:
        total += max(percent, Decimal(0))
        rounded.append(whole(total) - given if percent > 0 else whole(percent))
        given = whole(total)
    return rounded


def plain_number(number: Decimal) -> str:
    """The number without an exponent and without zeros at its end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def right_one(percents: Sequence[Decimal]) -> int | None:
    """The place of the answer that earns everything, the first one where there are several."""
    return next((place for place, percent in enumerate(percents) if percent == HUNDRED), None)


def single_credits(percents: Sequence[Decimal], right: int | None) -> list[int | None]:
    """What the choices of a single choice question earn besides the right one."""
    return [None if n == right or not percent else whole(percent) for n, percent in enumerate(percents)]
