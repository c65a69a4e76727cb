"""Every frame by name, as a whole SVG file."""

from certificates.render.artwork import frames
from certificates.render.artwork.skyline import skyline

# Low enough for the text above to end on bare paper.
_GROUND = f'<g transform="translate(20.5 188.7)scale(1 .8)">{skyline()}</g>'

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


def sheet_of(name: str, shapes: str) -> str:
    """An SVG file of the size of a design's sheet."""
    width, height = size_of(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
        f' viewBox="0 0 {width} {height}">{shapes}</svg>\n'
    )


def framed(name: str) -> str:
    return sheet_of(name, FRAMES[name]())
