"""What exercises add to a lesson until somebody starts one: few bytes, and no request."""

import re
from uuid import uuid4

import brotli
import pytest

from lms.design.delivery.compression import QUALITY, WINDOW
from tests.budgets.conftest import Official
from tests.budgets.test_bytes import lessons

pytestmark = pytest.mark.django_db

THREE = 6_000
PLAYER = re.compile(r'<div class="card player".*?<p role="status"[^>]*>(?:</p>)?\s*</div>', re.DOTALL)


def size(page: str) -> int:
    return len(brotli.compress(page.encode(), quality=QUALITY, lgwin=WINDOW))


@pytest.fixture(scope="module")
def page(official: Official) -> str:
    """The lesson that holds an exercise."""
    texts = (official.cold(path).text for path in lessons(official, "en", "foundations"))
    return next(text for text in texts if PLAYER.search(text))


def test_three_exercises_add_six_kilobytes_at_most(page: str) -> None:
    one = PLAYER.search(page)[0]
    others = [re.sub(r"[\w-]{22,}", lambda _found: uuid4().hex, one) for _more in range(2)]
    assert size(page.replace(one, "".join([one, *others]))) - size(page.replace(one, "")) <= THREE


def test_nothing_of_an_exercise_is_asked_for_before_it_is_started(page: str) -> None:
    at_rest = re.sub(r"<template>.*?</template>", "", PLAYER.search(page)[0], flags=re.DOTALL)
    assert not re.findall(r"<(?:script|link|img|iframe|video|audio|object|embed|style)\b|\bsrc=|url\(", at_rest)
