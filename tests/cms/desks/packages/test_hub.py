"""The desk's pages of the H5P Hub."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from courses.packages.models import Arrival
from tests.factories import packages, people
from tests.factories.hubs import CHOICE, StandIn, standing_in

pytestmark = pytest.mark.django_db
LIST = "/admin/packages/hub/"
ONE = f"{LIST}Test.Small/"


@pytest.fixture
def hub(settings: LazySettings) -> Iterator[StandIn]:
    with standing_in() as stand_in:
        settings.H5P_HUB_URL = stand_in.address
        cache.clear()
        yield stand_in
    cache.clear()


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def secretary() -> Client:
    return browser(people.secretary())


def test_without_a_hub_the_desk_does_not_speak_of_one(secretary: Client):
    assert "/packages/hub/" not in secretary.get("/admin/packages/libraries/").content.decode()
    assert [secretary.get(path).status_code for path in (LIST, ONE)] == [404, 404]
    assert secretary.post(ONE).status_code == 404


def test_the_list_leads_to_a_content_type_that_is_fetched(hub: StandIn, secretary: Client):
    hub.package = packages.small().getvalue()
    assert f'href="{LIST}"' in secretary.get("/admin/packages/libraries/").content.decode()
    listed = secretary.get(LIST).content.decode()
    assert f'href="{ONE}"' in listed
    assert "Somebody" in listed
    page = secretary.get(ONE).content.decode()
    assert "It says that it is small." in page
    assert "One small word" in page
    answer = secretary.post(ONE)
    assert answer["Location"] == f"/admin/packages/arrivals/{Arrival.objects.get().pk}/"


def test_no_page_asks_another_host_for_anything(hub: StandIn, secretary: Client):
    for path in (LIST, ONE):
        page = secretary.get(path).content.decode()
        assert "pictures.example" not in page
        assert "javascript:" not in page


def test_what_the_hub_says_is_text(hub: StandIn, secretary: Client):
    hub.types = [CHOICE | {"title": "<script>x</script>", "description": "<img src=x>"}]
    for path in (LIST, ONE):
        page = secretary.get(path).content.decode()
        assert "<script>x" not in page
        assert "<img src=x>" not in page


def test_what_this_site_has_is_not_offered_again(hub: StandIn, secretary: Client):
    packages.content()
    assert "This site has it already." in secretary.get(ONE).content.decode()


def test_a_hub_that_fails_is_told_on_the_page(hub: StandIn, secretary: Client):
    hub.instead = lambda path: (503, {}, b"")
    for path in (LIST, ONE):
        assert "The H5P Hub answered with status 503." in secretary.get(path).content.decode()
    answer = secretary.post(ONE, follow=True)
    assert "The H5P Hub answered with status 503." in answer.content.decode()
    assert not Arrival.objects.exists()


def test_a_content_type_that_is_not_offered_is_not_there(hub: StandIn, secretary: Client):
    assert secretary.get(f"{LIST}Test.Other/").status_code == 404


@pytest.mark.parametrize("role", [people.instructor, people.approver, people.regional_officer, people.official])
def test_only_who_manages_libraries_comes_to_the_hub(hub: StandIn, role: Any):
    client = browser(role())
    assert {client.get(path).status_code for path in (LIST, ONE)} == {302}
    assert client.post(ONE).status_code == 302
    assert hub.asked == []
