"""Picking the cities of an edition: who can be invited, who cannot and why, and that the filter forgets nobody."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.programmes.models import Edition
from lms.network.models import City, Membership
from tests.factories.programmes import (
    MONDAY,
    Story,
    city,
    edition,
    focal_point,
    regional_officer,
    secretary,
)

pytestmark = pytest.mark.django_db
OFFER = {"seats": "2", "reply_by": "2026-03-20"}


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(secretary())
    return client


@pytest.fixture
def run() -> Edition:
    return edition()


def address(run: Edition) -> str:
    return f"/admin/training/editions/{run.code}/invite/"


def coordinated(slug: str, region: str = "africa", **fields: Any) -> City:
    home = city(slug, region, **fields)
    focal_point(home)
    return home


def named(rows: list[dict[str, Any]]) -> list[str]:
    return [row["city"].name for row in rows]


def test_who_can_be_invited_stands_first_and_the_others_last_with_the_reason(desk: Client) -> None:
    story = Story()
    invitation = story.invited()
    lonely = city("accra")
    coordinated("zomba")
    page = desk.get(address(story.edition))
    assert (named(page.context["rows"]), named(page.context["closed"])) == (["Zomba"], ["Accra", "Nairobi"])
    html = page.content.decode()
    assert html.index("Zomba, Demo") < html.index("Accra, Demo")
    assert "1 city can be invited" in html
    assert f'href="/admin/focalpoint/new/?city={lonely.pk}"' in html
    assert f'href="/admin/training/invitations/{invitation.pk}/"' in html


def test_the_link_opens_the_form_with_the_city_chosen(desk: Client) -> None:
    lonely = city("accra")
    form = desk.get(f"/admin/focalpoint/new/?city={lonely.pk}").content.decode()
    assert f'<option value="{lonely.pk}" selected>' in form


def test_a_row_says_what_a_secretary_asks_about_a_city(desk: Client) -> None:
    story = Story(home=city("seoul", "asia", languages=["ko"], connectivity_tier="A"))
    story.invited()
    Membership.objects.create(city=story.city, kind="associate", since=date(2020, 1, 1))
    (row,) = desk.get(address(edition("EGF-2027"))).context["rows"]
    assert (row["kind"], str(row["language"])) == ("associate member", "Korean")
    html = desk.get(address(Edition.objects.get(code="EGF-2027"))).content.decode()
    for said in ("Asia", "Korean", "associate member", "A: good", "2026-03-02", "EGF-2026"):
        assert said in html


@pytest.mark.parametrize("narrowed", ["region", "kind", "tier", "q"])
def test_cities_are_filtered(desk: Client, run: Edition, narrowed: str) -> None:
    nairobi = coordinated("nairobi", connectivity_tier="C", country="Kenya")
    coordinated("lima", "americas", connectivity_tier="A")
    Membership.objects.create(city=nairobi, kind="full", since=date(2020, 1, 1))
    wanted = {"region": str(nairobi.region_id), "kind": "full", "tier": "C", "q": "keny"}[narrowed]
    assert named(desk.get(address(run), {narrowed: wanted}).context["rows"]) == ["Nairobi"]


def test_what_is_ticked_outlives_the_filter(desk: Client, run: Edition) -> None:
    nairobi, lima = coordinated("nairobi"), coordinated("lima", "americas")
    entered = {"seats": "1", "reply_by": "2026-03-18"}
    page = desk.post(address(run), {"do": "filter", "q": "lim", "city": [nairobi.pk], **entered})
    assert (named(page.context["rows"]), named(page.context["elsewhere"])) == (["Lima"], ["Nairobi"])
    html = page.content.decode()
    assert 'value="1"' in html
    assert 'value="2026-03-18"' in html
    assert f'value="{nairobi.pk}" checked' in html
    assert not run.invitations.exists()
    desk.post(address(run), {"city": [nairobi.pk, lima.pk], "q": "lim", **OFFER})
    assert run.invitations.count() == 2


def test_all_that_are_shown_are_ticked_at_once_and_let_go_of(desk: Client, run: Edition) -> None:
    here, there = coordinated("nairobi"), coordinated("lima", "americas")
    city("accra")
    page = desk.post(address(run), {"do": "all", "q": "nai", "city": [there.pk], **OFFER})
    assert page.context["picked"] == {here.pk, there.pk}
    page = desk.post(address(run), {"do": "none", "city": [here.pk, there.pk], **OFFER})
    assert page.context["picked"] == set()


def test_an_office_sees_its_region_and_no_link_that_it_may_not_follow(run: Edition) -> None:
    coordinated("nairobi")
    coordinated("lima", "americas")
    city("accra")
    client = Client()
    client.force_login(regional_officer())
    page = client.get(address(run))
    assert (named(page.context["rows"]), named(page.context["closed"])) == (["Nairobi"], ["Accra"])
    assert "focalpoint/new" not in page.content.decode()


def test_more_cities_ask_no_more_of_the_database(desk: Client, run: Edition) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(address(run))
        return len(asked)

    coordinated("nairobi")
    statements()
    one = statements()
    for number in range(20):
        coordinated(f"city-{number}")
    assert statements() == one
