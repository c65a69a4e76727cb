"""Every frame by name, as a whole SVG file."""

from certificates.render.artwork import frames
from certificates.render.artwork.skyline import skyline

_GROUND = f'<g transform="translate(20.5 187.8)">{skyline()}</g>'

FRAMES = {
    "completion": frames.completion,
    "participation": frames.participation,
    "city": lambda: frames.city() + _GROUND,
    "annex": frames.annex,
    "letter": frames.letter,
}


def size_of(name: str) -> tuple[int, int]:
    """Width and height of the sheet in mm."""
    return (210, 297) if name == "letter" else (297, 210)


def framed(name: str) -> str:
    width, height = size_of(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
        f' viewBox="0 0 {width} {height}">{FRAMES[name]()}</svg>\n'
    )
