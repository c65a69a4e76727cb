"""A NUL in the place of any blank of any address of ours, whoever asks, never reaches the database."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import transaction
from django.urls import Resolver404, resolve

from tests import nul
from tests.walk import world
from tests.walk.addresses import Address, addresses
from tests.walk.conftest import Ground

pytestmark = pytest.mark.django_db
STRANGE = ["\0", "a\0b"]
CHOOSERS = ("admin/h5p_chooser/", "admin/package_chooser/", "admin/bank_chooser/")
"""Wagtail's own views, open to editors only, which fail on every word that is no number."""


def paths(address: Address, ground: Ground) -> Iterator[str]:
    """With a NUL in one blank after another, where the resolver lets it through."""
    known = world.known_to(address, ground.values)
    for blank in known:
        for strange in STRANGE:
            path = address.path(known | {blank: strange})
            if _leads_somewhere(path):
                yield quote(path)


def _leads_somewhere(path: str) -> bool:
    try:
        return bool(resolve(path))
    except Resolver404:
        return False


@pytest.mark.parametrize("role", ["anonymous", "official", "focal point", "secretariat"])
def test_no_address_fails_on_a_nul(ground: Ground, role: str) -> None:
    failing = []
    every = addresses()
    ours = [one for one in every if not (world.is_wagtails(one) or one.route.startswith(CHOOSERS))]
    for path in [path for address in ours for path in paths(address, ground)]:
        for method in ("get", "post"):
            with transaction.atomic(), nul.refused():
                if getattr(ground.browsers[role], method)(path).status_code >= 500:
                    failing.append(f"{method} {path}")
                transaction.set_rollback(True)
    assert failing == []
