"""Every address of the site is asked by every role: each gets what the table says, and by looking nothing changes."""

import pytest

from tests.walk.addresses import addresses
from tests.walk.conftest import Ground
from tests.walk.table import DESKS, SITE, table
from tests.walk.world import is_wagtails

pytestmark = pytest.mark.django_db
EXPECTED = table(SITE)


def test_every_address_is_listed() -> None:
    ours = {address.name for address in addresses() if not is_wagtails(address)}
    assert ours == {*EXPECTED, *table(DESKS)}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_role_gets_what_is_expected(ground: Ground, name: str) -> None:
    wrong = ground.wrong_at(name, EXPECTED[name])
    assert not wrong, "\n".join(wrong)
