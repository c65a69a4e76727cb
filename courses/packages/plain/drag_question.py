"""H5P.DragQuestion 1: no plain form, since what it asks is seen; but the points that it can give are known."""

from decimal import Decimal

from courses.packages.plain.given import Parameters, flag, group, groups, texts


def most(parameters: Parameters) -> Decimal:
    """A point for each thing that has a place, or for each of its places where it may be put down many times.

    Where nothing has a place, leaving all of them alone is right; and an author may give one point for all.
    """
    task = group(group(parameters, "question"), "task")
    placed = [place for zone in groups(task, "dropZones") for place in texts(zone, "correctElements")]
    if flag(group(parameters, "behaviour"), "singlePoint", default=False) or not placed:
        return Decimal(1)
    return Decimal(sum(_points(thing, placed.count(str(at))) for at, thing in enumerate(groups(task, "elements"))))


def _points(thing: Parameters, places: int) -> int:
    return places if flag(thing, "multiple", default=False) else min(places, 1)
