"""Curves as SVG path data: short, and the same on every machine."""

from collections.abc import Callable
from math import cos, pi, sin

Point = tuple[float, float]
Curve = Callable[[float], Point]

INK, TEAL, GOLD, PAPER = "#12263f", "#0f6b6b", "#b08d3c", "#fdfbf5"
MIST, HAZE = "#e8dcbc", "#c9dad6"  # gold and teal thinned with paper, since a static layer has no transparency


def number(value: float) -> str:
    """Two decimals (10 micrometres), without what says nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def traced(curve: Curve, start: float, stop: float, steps: int) -> str:
    """`curve` as cubic Béziers whose tangents are the curve's own."""
    width = (stop - start) / steps
    third, tiny = width / 3, width / 1000

    def slope(at: float) -> Point:
        (x0, y0), (x1, y1) = curve(at - tiny), curve(at + tiny)
        return (x1 - x0) / (2 * tiny), (y1 - y0) / (2 * tiny)

    path = [f"M{pair(curve(start))}"]
    for step in range(steps):
        here, there = start + step * width, start + (step + 1) * width
        (x0, y0), (x1, y1) = curve(here), curve(there)
        (u0, v0), (u1, v1) = slope(here), slope(there)
        handles = (x0 + u0 * third, y0 + v0 * third), (x1 - u1 * third, y1 - v1 * third), (x1, y1)
        path.append("C" + " ".join(map(pair, handles)))
    return "".join(path)


def wave(length: float, height: float, phase: float = 0.0, cycles: float = 1.0) -> str:
    """A sine along x, from 0 to `length`."""
    turn = 2 * pi * cycles / length
    return traced(lambda x: (x, height * sin(turn * x + phase)), 0, length, round(4 * cycles))


def petals(radius: float, depth: float, count: int, phase: float = 0.0) -> str:
    """A closed rosette of `count` petals that swings by `depth` around `radius`."""

    def curve(angle: float) -> Point:
        reach = radius + depth * cos(count * angle + phase)
        return reach * cos(angle), reach * sin(angle)

    return traced(curve, 0, 2 * pi, count * 4) + "Z"


def drawn(path: str, colour: str, width: float) -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{number(width)}"/>'


def filled(path: str, colour: str) -> str:
    return f'<path d="{path}" fill="{colour}"/>'


def circle(radius: float, colour: str, width: float, fill: str = "none") -> str:
    return f'<circle r="{number(radius)}" fill="{fill}" stroke="{colour}" stroke-width="{number(width)}"/>'


def rectangle(
    left: float, top: float, right: float, bottom: float, colour: str, width: float, fill: str = "none"
) -> str:
    return (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(right - left)}" height="{number(bottom - top)}"'
        f' fill="{fill}" stroke="{colour}" stroke-width="{number(width)}"/>'
    )
