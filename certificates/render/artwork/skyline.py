"""The city certificate's ground: a long bridge between two cities, in hairlines of thinned gold."""

from certificates.render.artwork.curves import MIST, drawn, number

_DECK = 0.0
_LEFT = ((0, 14), (7, 22), (14, 31), (20, 18), (27, 39), (33, 26), (40, 17), (47, 24), (54, 11))  # left edge and height
_WIDTH = 6.0
_SPAN = (68.0, 188.0)  # the towers, on a ground 256 mm wide
WIDTH = 256.0


def _houses() -> str:
    paths = []
    for left, height in _LEFT:
        for x in (left, WIDTH - left - _WIDTH):
            paths.append(f"M{number(x)} 0v{number(-height)}h{number(_WIDTH)}v{number(height)}")
            paths += [f"M{number(x + 1.2)} {number(-y)}h{number(_WIDTH - 2.4)}" for y in range(3, height - 1, 3)]
    return "".join(paths)


def _cable(x: float) -> float:
    middle = sum(_SPAN) / 2
    return -5 - 37 * ((x - middle) / (_SPAN[1] - middle)) ** 2


def _bridge() -> str:
    first, last = _SPAN
    towers = "".join(f"M{number(x - 1)} 6V-44h2V6M{number(x - 1)} -30h2M{number(x - 1)} -16h2" for x in _SPAN)
    cable = f"M{number(first)} -42Q{number(sum(_SPAN) / 2)} 32 {number(last)} -42"
    stays = "".join(f"M{number(x)} -42L{number(x + way * 34)} 0" for x, way in ((first, -1), (last, 1)))
    hangers = "".join(f"M{x} {number(_cable(x))}V0" for x in range(int(first) + 4, int(last), 4))
    return towers + cable + stays + hangers + f"M0 {number(_DECK)}H{number(WIDTH)}M0 1.2H{number(WIDTH)}"


def skyline() -> str:
    return drawn(_houses(), MIST, 0.18) + drawn(_bridge(), MIST, 0.25)
