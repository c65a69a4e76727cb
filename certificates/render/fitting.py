"""Type sizes that make a text fit its place: shrunk as far as it takes, on several lines if larger so, never cut."""

from math import ceil

from certificates.render.typefaces import width_of

POINTS_PER_MM = 72 / 25.4
_RAGGED = 0.86  # share of a line that is filled when a text breaks between words


def fitted(text: str, *, width: float, height: float, largest: float, weight: int = 400, leading: float = 1.3) -> float:
    """Largest size in points at which `text` fits a box of `width` by `height` mm."""
    box, tall = width * POINTS_PER_MM, height * POINTS_PER_MM
    ems = max(width_of(text, weight), 0.1)
    longest_word = max((width_of(word, weight) for word in text.split()), default=0.1)
    best = min(box / ems, tall / leading, largest)
    lines = 2
    while (ceiling := min(tall / leading / lines, largest)) > best:
        best = max(best, min(ceiling, lines * box * _RAGGED / ems, box / longest_word))
        lines += 1
    return int(best * 20) / 20


def lines_of(text: str, size: float, width: float, weight: int) -> int:
    """How many lines of `width` mm a text without spaces, or on one line, takes at `size`."""
    length = width_of(text, weight) * size / POINTS_PER_MM
    return 1 if length <= width else ceil(length / width / _RAGGED)
