"""The network's seal: a bridge between two cities before the meridians of a globe, its name around it as outlines."""

from functools import cache
from math import cos, degrees, pi, sin, sqrt

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from certificates.render.artwork.curves import GOLD, INK, PAPER, TEAL, circle, drawn, filled, number, petals, wave
from certificates.render.typefaces import FACES, opened

RADIUS = 50.0  # of the whole seal, in its own units
_GLOBE = 29.0
_BASELINE = 34.3
_LETTER_SPACE = 90  # of 1000 to the em
_DECK = 9.0
_TOWERS = (-11.0, 11.0)
_SKYLINE = ((-25.5, 5.5), (-22.6, 9.5), (-19.7, 14.5), (-16.8, 8.0))  # left edge and height of each house of one city


def _half_chord(y: float) -> float:
    return sqrt(_GLOBE**2 - y**2)


def _meridians() -> str:
    lines = [f'<ellipse rx="{number(_GLOBE * sin(a * pi / 12))}" ry="{number(_GLOBE)}" fill="none"' for a in (1, 3, 5)]
    shapes = "".join(f'{line} stroke="{GOLD}" stroke-width=".35"/>' for line in lines)
    parallels = "".join(f"M{number(-_half_chord(y))} {number(y)}H{number(_half_chord(y))}" for y in (-23, -15, -6))
    return shapes + drawn(parallels, GOLD, 0.35)


def _water() -> str:
    """The globe below the deck, wiped clean and laid with waves."""
    reach = _half_chord(_DECK)
    bowl = f"M{number(-reach)} {number(_DECK)}A{number(_GLOBE)} {number(_GLOBE)} 0 0 0 {number(reach)} {number(_DECK)}Z"
    shapes = [filled(bowl, PAPER)]
    for y in (15.5, 19.0, 22.5):
        half = _half_chord(y) - 1.6
        path = wave(2 * half, 0.7, cycles=round(half / 3))
        shapes.append(f'<g transform="translate({number(-half)} {number(y)})">{drawn(path, TEAL, 0.6)}</g>')
    return "".join(shapes)


def _cities() -> str:
    houses = []
    for left, height in _SKYLINE:
        for x in (left, -left - 2.6):
            houses.append(f"M{number(x)} {number(_DECK)}v{number(-height)}h2.6v{number(height)}Z")
    return filled("".join(houses), TEAL)


def _cable(x: float) -> float:
    """Height of the cable: a parabola between the towers, straight down to the deck's ends outside them."""
    top, lowest, end = -13.0, 5.0, 26.5
    if abs(x) <= _TOWERS[1]:
        return lowest + (top - lowest) * (x / _TOWERS[1]) ** 2
    return top + (_DECK - 1 - top) * (abs(x) - _TOWERS[1]) / (end - _TOWERS[1])


def _bridge() -> str:
    reach = _half_chord(_DECK)
    deck = filled(
        f"M{number(-reach)} {number(_DECK - 0.9)}H{number(reach)}V{number(_DECK + 0.9)}H{number(-reach)}Z", INK
    )
    towers = "".join(f"M{number(x - 1.1)} -15h2.2V15.5h-2.2Z" for x in _TOWERS)
    hangers = "".join(f"M{number(x)} {number(_cable(x))}V{number(_DECK)}" for x in range(-23, 24, 2) if abs(x) != 11)
    middle = "M-11 -13Q0 23 11 -13"
    ends = f"M-11 -13L-26.5 {number(_DECK - 1)}M11 -13L26.5 {number(_DECK - 1)}"
    return drawn(hangers, INK, 0.3) + drawn(middle + ends, INK, 0.8) + filled(towers, INK) + deck


def _lettering(name: str) -> str:
    """The name along the ring's upper part. A letter that the Latin face lacks leaves a gap."""
    with opened(next(face for face in FACES if face.weight == 600)) as font:
        return filled(_outlines(name.upper(), font), INK)


def _outlines(name: str, font: TTFont) -> str:
    glyphs, metrics, cmap = font.getGlyphSet(), font["hmtx"], font.getBestCmap()
    names = [cmap.get(ord(letter), "space") for letter in name]
    total = sum(metrics[glyph][0] + _LETTER_SPACE for glyph in names)
    scale = min(6.3, _BASELINE * 1.78 * pi * 1000 / max(total, 1)) / 1000
    angle = -total * scale / _BASELINE / 2
    pen = SVGPathPen(glyphs, ntos=number)
    for glyph in names:
        width = (metrics[glyph][0] + _LETTER_SPACE) * scale / _BASELINE
        turn = angle + width / 2
        glyphs[glyph].draw(TransformPen(pen, _on_the_ring(turn, -metrics[glyph][0] * scale / 2, scale)))
        angle += width
    return str(pen.getCommands())


def _on_the_ring(turn: float, shift: float, scale: float) -> tuple[float, ...]:
    """The matrix that stands a letter on the ring at `turn`, moved by `shift` along it."""
    x, y = _BASELINE * sin(turn) + shift * cos(turn), -_BASELINE * cos(turn) + shift * sin(turn)
    return scale * cos(turn), scale * sin(turn), scale * sin(turn), -scale * cos(turn), x, y


def _rings() -> str:
    edge = "".join(drawn(petals(46.6, 3.0, 36, turn), GOLD, 0.4) for turn in (0, pi / 2, pi, 3 * pi / 2))
    return circle(49.8, PAPER, 0, PAPER) + edge + circle(43, INK, 0.9, PAPER) + circle(_GLOBE + 1.9, INK, 0.5)


def _stars() -> str:
    """Three small stars at the foot of the ring."""
    star = "".join(
        f"{'M' if i == 0 else 'L'}{number(r * sin(i * pi / 5))} {number(-r * cos(i * pi / 5))}"
        for i, r in enumerate((1.9, 0.8) * 5)
    )
    return "".join(
        f'<g transform="rotate({number(degrees(turn))})translate(0 {number(_BASELINE + 2.2)})">{filled(f"{star}Z", GOLD)}</g>'
        for turn in (-0.16, 0, 0.16)
    )


@cache
def seal(network_name: str) -> str:
    """The seal's shapes around 0 0."""
    picture = _meridians() + _water() + _cities() + _bridge() + circle(_GLOBE, INK, 0.7)
    return _rings() + picture + _lettering(network_name) + _stars()
