"""Every address of the desks is asked by every role; and nobody from outside gets anywhere in Wagtail's admin."""

import pytest

from tests.walk.addresses import addresses
from tests.walk.conftest import Ground
from tests.walk.table import DESKS, table
from tests.walk.world import is_wagtails

pytestmark = pytest.mark.django_db
EXPECTED = table(DESKS)
OPEN_TO_ALL = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtail_localize:javascript_catalog"}
"""Icons and the interface's words."""


@pytest.mark.parametrize("name", EXPECTED)
def test_every_role_gets_what_is_expected(ground: Ground, name: str) -> None:
    wrong = ground.wrong_at(name, EXPECTED[name])
    assert not wrong, "\n".join(wrong)


def test_nobody_from_outside_gets_anywhere_in_wagtails_admin(ground: Ground) -> None:
    entered = [
        (role, method, address.route)
        for address in addresses()
        if is_wagtails(address) and address.name not in OPEN_TO_ALL
        for role in ("anonymous", "official", "focal point")
        for method in ("get", "post")
        if getattr(ground.browsers[role], method)(address.path(dict.fromkeys(address.blanks, 1))).status_code
        not in (302, 403, 404)
    ]
    assert entered == []
