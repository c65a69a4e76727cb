"""How the scripts of content types treat text, where Python would do it otherwise."""

WHITESPACE = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
"""ECMAScript's WhiteSpace and LineTerminator (ECMA-262, 12.2 and 12.3)."""


def trimmed(text: str) -> str:
    return text.strip(WHITESPACE)


def length(text: str) -> int:
    """In units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def distance(first: str, second: str, *, most: int) -> int:
    """The operations that lead from one text to the other: to insert, to delete, to replace, to swap two neighbours.

    That of optimal string alignment, on units of UTF-16. What is farther than `most` is `most` + 1.
    """
    one, other = _units(first), _units(second)
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, unit in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            step = min(last[column] + 1, line[-1] + 1, last[column - 1] + (unit != against))
            if row > 1 and column > 1 and unit == other[column - 2] and one[row - 2] == against:
                step = min(step, before[column - 2] + (unit != against))
            line.append(step)
        before, last = last, line
    return min(last[-1], most + 1)


def _units(text: str) -> list[bytes]:
    units = text.encode("utf-16-le", "surrogatepass")
    return [units[at : at + 2] for at in range(0, len(units), 2)]
