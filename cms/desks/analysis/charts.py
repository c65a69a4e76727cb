"""The chart of a quiz: a row for each question, its facility from 0 and its discrimination from the middle.

Lengths are in units of the picture. Where writing runs from right to left, so do the bars.
"""

from dataclasses import dataclass

from courses.assessment.analysis.quizzes import QuizAnalysis

MARGIN, PANEL, BETWEEN, ROW, BAR = 36, 260, 44, 24, 14
WIDTH = MARGIN + 2 * PANEL + BETWEEN + 12
TOP = 30


@dataclass(frozen=True)
class Bar:
    x: float
    width: float
    negative: bool = False


@dataclass(frozen=True)
class Row:
    number: int
    top: float
    middle: float
    facility: Bar | None
    discrimination: Bar | None


@dataclass(frozen=True)
class Mark:
    """A number on an axis, with its line."""

    x: float
    label: str


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    bar: int
    numbers_at: float
    facility_at: float
    discrimination_at: float
    marks: list[Mark]
    rows: list[Row]


def chart_of(analysis: QuizAnalysis, *, mirrored: bool) -> Chart:
    rows = []
    for place, item in enumerate(analysis.items):
        found, top = item.statistics, TOP + place * ROW
        facility = found and _bar(MARGIN, found.facility * PANEL, mirrored)
        rows.append(
            Row(
                number=place + 1, top=top, middle=top + BAR / 2 + 4, facility=facility or None,
                discrimination=_around_middle(found.discrimination, mirrored) if found else None,
            )
        )  # fmt: skip
    return Chart(
        width=WIDTH, height=TOP + len(rows) * ROW + 6, bar=BAR, numbers_at=_at(MARGIN / 2, mirrored),
        facility_at=_at(MARGIN + PANEL / 2, mirrored), discrimination_at=_at(_second() + PANEL / 2, mirrored),
        marks=_marks(mirrored), rows=rows,
    )  # fmt: skip


def _second() -> float:
    return MARGIN + PANEL + BETWEEN


def _at(x: float, mirrored: bool) -> float:
    return round(WIDTH - x if mirrored else x, 1)


def _bar(x: float, width: float, mirrored: bool, negative: bool = False) -> Bar:
    return Bar(_at(x + width, True) if mirrored else round(x, 1), round(width, 1), negative)


def _around_middle(value: float | None, mirrored: bool) -> Bar | None:
    if value is None:
        return None
    middle, width = _second() + PANEL / 2, abs(value) * PANEL / 2
    return _bar(middle - width if value < 0 else middle, width, mirrored, value < 0)


def _marks(mirrored: bool) -> list[Mark]:
    facility = [(MARGIN + share * PANEL, f"{share:g}") for share in (0, 0.5, 1)]
    discrimination = [(_second() + (value + 1) / 2 * PANEL, f"{value:+d}" if value else "0") for value in (-1, 0, 1)]
    return [Mark(_at(x, mirrored), label.replace("-", "−")) for x, label in facility + discrimination]
