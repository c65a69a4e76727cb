"""Guilloche frames on A4 landscape: woven bands of sines between rosettes, in millimetres."""

from math import pi

from certificates.render.artwork.curves import (
    GOLD,
    HAZE,
    INK,
    MIST,
    PAPER,
    TEAL,
    circle,
    drawn,
    number,
    petals,
    rectangle,
    wave,
)

WIDTH, HEIGHT = 297, 210
_EDGE = 14.5  # of the page to the middle of the band
_TILE = (WIDTH - HEIGHT) / 14  # divides both sides' lengths, so that every band closes on a whole wave
_CORNER = (HEIGHT - 26 * _TILE) / 2  # where the band ends and the corner's rosette begins


def _woven(height: float, first: str, second: str, strands: int, stroke: float) -> str:
    """One wavelength of two families of sines, a quarter of a wave apart."""
    shapes = []
    for strand in range(strands):
        swing = height * (1 - 2 * strand / (strands - 1))
        shapes.append(drawn(wave(_TILE, swing), first, stroke))
        shapes.append(drawn(wave(_TILE, swing * 0.82, pi / 2), second, stroke))
    return "".join(shapes)


def _sides(tile: str) -> str:
    """The tile repeated along the four sides."""
    placed = []
    for y in (_EDGE, HEIGHT - _EDGE):
        placed += [f"translate({number(_CORNER + i * _TILE)} {number(y)})" for i in range(40)]
    for x in (_EDGE, WIDTH - _EDGE):
        placed += [f"translate({number(x)} {number(_CORNER + i * _TILE)})rotate(90)" for i in range(26)]
    return "".join(f'<use href="#{tile}" transform="{place}"/>' for place in placed)


def _corners(name: str) -> str:
    spots = [(x, y) for x in (_EDGE, WIDTH - _EDGE) for y in (_EDGE, HEIGHT - _EDGE)]
    return "".join(f'<use href="#{name}" transform="translate({number(x)} {number(y)})"/>' for x, y in spots)


def _rosette(radius: float, first: str, second: str) -> str:
    rings = [drawn(petals(radius * 0.78, radius * 0.22, 16, turn), first, 0.12) for turn in (0, pi / 2, pi, 3 * pi / 2)]
    rings += [
        drawn(petals(radius * 0.46, radius * 0.26, 10, turn), second, 0.12) for turn in (0, pi / 2, pi, 3 * pi / 2)
    ]
    rings += [drawn(petals(radius * 0.2, radius * 0.12, 6, turn), first, 0.12) for turn in (0, pi)]
    return "".join(rings)


def _lines(*insets: tuple[float, str, float]) -> str:
    return "".join(
        rectangle(inset, inset, WIDTH - inset, HEIGHT - inset, colour, width) for inset, colour, width in insets
    )


def _sheet(shapes: str, definitions: str) -> str:
    paper = rectangle(8.5, 8.5, WIDTH - 8.5, HEIGHT - 8.5, PAPER, 0.1, PAPER)
    return f"<defs>{definitions}</defs>{paper}{shapes}"


def completion() -> str:
    definitions = f'<g id="t">{_woven(3.1, TEAL, GOLD, 7, 0.13)}</g><g id="r">{_rosette(7.6, INK, GOLD)}</g>'
    lines = _lines((8.5, INK, 0.7), (10.1, GOLD, 0.25), (18.9, GOLD, 0.25), (20, INK, 0.35))
    return _sheet(_sides("t") + lines + _corner_grounds(8.9, INK) + _corners("r"), definitions)


def participation() -> str:
    """Quieter: one family of strands in thinned teal, no gold."""
    shapes = "".join(drawn(wave(_TILE, 2.2 * swing), HAZE, 0.16) for swing in (1, 0.6, 0.2, -0.2, -0.6, -1))
    definitions = f'<g id="t">{shapes}</g><g id="r">{_rosette(5.6, TEAL, HAZE)}</g>'
    lines = _lines((10.6, TEAL, 0.5), (18.4, TEAL, 0.2))
    return _sheet(_sides("t") + lines + _corner_grounds(6.6, TEAL) + _corners("r"), definitions)


def city() -> str:
    """Grander: a denser weave in ink and gold, larger rosettes, a triple line."""
    definitions = f'<g id="t">{_woven(3.5, INK, GOLD, 9, 0.12)}</g><g id="r">{_rosette(9.2, INK, GOLD)}</g>'
    lines = _lines((8.5, GOLD, 1), (9.9, INK, 0.3), (19.1, INK, 0.3), (20.2, GOLD, 0.6), (21.2, INK, 0.15))
    return _sheet(_sides("t") + lines + _corner_grounds(10.6, GOLD) + _corners("r"), definitions)


def annex() -> str:
    return _sheet(_lines((8.5, GOLD, 0.6), (9.7, INK, 0.2)), "")


def letter() -> str:
    """One band of the weave under a letter's head, on A4 portrait."""
    definitions = f'<g id="t">{_woven(1.5, TEAL, MIST, 5, 0.12)}</g>'
    band = "".join(f'<use href="#t" transform="translate({number(25 + i * _TILE)} 45)"/>' for i in range(26))
    return f"<defs>{definitions}</defs>{band}"


def _corner_grounds(radius: float, colour: str) -> str:
    """Discs of paper that end the bands cleanly beneath the rosettes."""
    disc = circle(radius, colour, 0.3, PAPER)
    return "".join(
        f'<g transform="translate({number(x)} {number(y)})">{disc}</g>'
        for x in (_EDGE, WIDTH - _EDGE)
        for y in (_EDGE, HEIGHT - _EDGE)
    )
