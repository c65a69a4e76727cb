"""Wagtail's history of the whole site shows every region's rows: superusers alone may open it."""

import csv

import pytest
from django.test import Client
from wagtail.log_actions import log

from lms.accounts.models import User
from tests.factories import learning, people
from tests.factories import site as pages

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/reports/site-history/"
OFFICERS = ["instructor", "secretary", "approver", "regional_officer"]


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}results/", f"{ADDRESS}?export=csv", f"{ADDRESS}?export=xlsx"])
@pytest.mark.parametrize("who", OFFICERS)
def test_officers_are_sent_away(who: str, address: str) -> None:
    answer = browser(getattr(people, who)()).get(address)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/admin/")


@pytest.mark.parametrize("who", OFFICERS)
def test_the_menu_of_officers_does_not_name_it(who: str) -> None:
    pages.site()
    assert ADDRESS not in browser(getattr(people, who)()).get("/admin/").content.decode()


def test_an_administrator_opens_it_from_the_menu() -> None:
    client = browser(people.administrator())
    assert ADDRESS in client.get("/admin/").content.decode()
    assert [client.get(f"{ADDRESS}{page}").status_code for page in ("", "results/")] == [200, 200]


def test_what_is_exported_of_it_has_no_formulas() -> None:
    home = learning.city("kampala")
    home.name = "=HYPERLINK(1)"
    administrator = people.administrator()
    log(home, "wagtail.edit", user=administrator)
    answer = browser(administrator).get(f"{ADDRESS}?export=csv")
    cells = [cell for row in csv.reader(answer.getvalue().decode().splitlines()) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
