"""Taking a package in and listing many, timed by the clock: what an officer waits for."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from statistics import median

from django.test import Client

from courses.packages.actions import bring_package, import_package
from tests.factories import people
from tests.factories.learning import BEFORE
from tests.factories.libraries import library, package, store_of
from tests.factories.packages import packed

MB = 1024 * 1024
TIMES = 7


@dataclass(frozen=True)
class Timing:
    """Seconds by the clock, and the most that is promised."""

    name: str
    seconds: float
    most: float


def timed_packages() -> list[Timing]:
    """In the transaction of the other subjects, which is taken back."""
    bring_package(file=packed(_libraries()), by=None, at=BEFORE, approve=True)
    files = iter([_package(number) for number in range(TIMES)])
    taken_in = _median(lambda: import_package(file=next(files), by=None, at=BEFORE))
    store_of(contents=2_000, libraries=200)
    officer = Client()
    officer.force_login(people.secretary())
    officer.get("/admin/packages/")
    listed = _median(lambda: officer.get("/admin/packages/"))
    return [
        Timing("import of a package of 3 MB, 50 libraries in the store", taken_in, 2),
        Timing("list of 2,000 contents, 250 libraries in the store", listed, 2),
    ]


def _libraries() -> dict[str, object]:
    files: dict[str, object] = {}
    for number in range(50):
        files |= library(f"L{number}", needs=[f"L{number + 1}"] if number < 49 else [])
    return files


def _package(seed: int) -> BytesIO:
    """With the libraries, and three files that nobody has seen."""
    noise = random.Random(seed)
    pictures = {f"content/images/{place}.png": noise.randbytes(MB) for place in range(3)}
    return package("L0", _libraries(), pictures)


def _median(call: Callable[[], object]) -> float:
    return median(_seconds(call) for _time in range(TIMES))


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
