"""The city certificate's ground: a long bridge between two cities, in hairlines of thinned gold."""

from certificates.render.artwork.curves import MIST, drawn, number

# Left edge, height and roof of each house of one city; the other city is its mirror image.
_HOUSES = (
    (1, 13, "flat"),
    (8, 21, "gable"),
    (15, 29, "mast"),
    (22, 18, "flat"),
    (29, 33, "crown"),
    (36, 25, "gable"),
    (43, 16, "flat"),
    (50, 23, "mast"),
    (57, 11, "gable"),
)
_WIDTH = 6.0
_ROOFS = {"flat": "", "gable": "l3 -3l3 3", "mast": "h3v-7v7h3", "crown": "l1 -2.5h1.5l.5 -6l.5 6h1.5l1 2.5"}
_SPAN = (70.0, 186.0)  # the towers, on a ground 256 mm wide
WIDTH = 256.0


def _house(left: float, height: int, roof: str) -> str:
    top = _ROOFS[roof] or f"h{number(_WIDTH)}"
    walls = f"M{number(left)} 0v{-height}{top}v{height}"
    rows = range(3, height - 1, 3)
    return walls + "".join(f"M{number(left + 1.2)} {-y}h1.2M{number(left + 3.6)} {-y}h1.2" for y in rows)


def _houses() -> str:
    mirrored = [(WIDTH - left - _WIDTH, height, roof) for left, height, roof in _HOUSES]
    return "".join(_house(*house) for house in (*_HOUSES, *mirrored))


def _cable(x: float) -> float:
    middle = sum(_SPAN) / 2
    return -5 - 37 * ((x - middle) / (_SPAN[1] - middle)) ** 2


def _bridge() -> str:
    first, last = _SPAN
    towers = "".join(f"M{number(x - 1)} 0V-44h2V0M{number(x - 1)} -30h2M{number(x - 1)} -16h2" for x in _SPAN)
    cable = f"M{number(first)} -42Q{number(sum(_SPAN) / 2)} 32 {number(last)} -42"
    stays = "".join(f"M{number(x)} -42L{number(x + way * 30)} 0" for x, way in ((first, -1), (last, 1)))
    hangers = "".join(f"M{x} {number(_cable(x))}V0" for x in range(int(first) + 4, int(last), 4))
    return towers + cable + stays + hangers + f"M0 0H{number(WIDTH)}"


def skyline() -> str:
    return drawn(_houses(), MIST, 0.2) + drawn(_bridge(), MIST, 0.25)
