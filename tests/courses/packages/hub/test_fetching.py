"""The hub's list and its packages: what is told, kept, compared and fetched."""

import json
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from courses.packages.hub.actions import fetch_content_type
from courses.packages.hub.listing import content_type, content_types, offers
from courses.packages.hub.refusals import HubOff, HubUnclear, NeedsNewerCore, NotAtTheHub
from courses.packages.models import Arrival, HubSite, Library, LibraryRelease
from lms.accounts.models import User
from lms.audit.models import AuditEntry
from tests.factories import packages, people
from tests.factories.hubs import CHOICE, StandIn
from tests.factories.learning import DURING
from tests.factories.work import package_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary() -> User:
    return people.secretary()


def test_without_the_setting_there_is_no_hub(settings: LazySettings):
    assert settings.H5P_HUB_URL == ""
    with pytest.raises(HubOff):
        content_types(at=DURING)


def test_the_site_registers_once_and_says_nothing_of_itself(hub: StandIn):
    content_types(at=DURING)
    cache.clear()
    content_types(at=DURING)
    assert [path for _method, path, _form in hub.asked] == ["/v1/sites", "/v1/content-types/", "/v1/content-types/"]
    assert HubSite.objects.get().number == "site-1"
    assert {one for _method, _path, form in hub.asked for one in form.get("uuid", [])} == {"site-1"}
    assert "localhost" not in json.dumps(hub.asked)


def test_the_list_is_kept_for_a_while(hub: StandIn):
    assert content_types(at=DURING) == content_types(at=DURING)
    assert len(hub.asked) == 2


def test_a_content_type_is_told_with_licence_and_author_and_without_pictures(hub: StandIn):
    one = content_type("Test.Small", at=DURING)
    assert (one.title, one.release, one.licence.id, one.owner) == ("Small", (1, 2, 0), "MIT", "Somebody")
    assert [shot.alt for shot in one.screenshots] == ["One small word"]
    assert (one.example, one.tutorial) == ("https://example.org/small", "")
    assert "pictures.example" not in one.model_dump_json()


@pytest.mark.parametrize(
    "broken",
    [
        None, 7, "text", {}, {"id": "../../etc", "title": "x", "version": {"major": 1, "minor": 0}},
        CHOICE | {"version": {"major": "x", "minor": 1}}, CHOICE | {"id": "a/b"},
        CHOICE | {"title": None, "version": 1},
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_read_is_left_out(hub: StandIn, broken: Any):
    hub.types = [broken, CHOICE]
    assert [one.name for one in content_types(at=DURING)] == ["Test.Small"]


@pytest.mark.parametrize("odd", [{"license": None}, {"screenshots": "x"}, {"screenshots": [1]}, {"owner": {}}])
def test_an_entry_with_an_odd_detail_is_shown_without_it(hub: StandIn, odd: Any):
    hub.types = [CHOICE | odd]
    assert [one.name for one in content_types(at=DURING)] == ["Test.Small"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"contentTypes": 1}',
        b"[" * 100_000,
        b"\xff",
        b"[" * 300_000,
        b'{"__proto__": 1}',
        b"[" * 150 + b"]" * 150,
    ],
)
def test_a_list_that_cannot_be_read_is_refused(hub: StandIn, body: bytes):
    content_types(at=DURING)
    cache.clear()
    hub.instead = lambda path: (200, {}, body)
    with pytest.raises(HubUnclear):
        content_types(at=DURING)


@pytest.mark.parametrize("body", [b"{}", b'{"uuid": 7}', b'{"uuid": ""}', json.dumps({"uuid": "x" * 101}).encode()])
def test_a_number_that_cannot_be_read_is_refused(hub: StandIn, body: bytes):
    hub.instead = lambda path: (200, {}, body)
    with pytest.raises(HubUnclear):
        content_types(at=DURING)
    assert not HubSite.objects.exists()


def test_what_this_site_has_stands_beside_what_the_hub_offers(hub: StandIn):
    (before,) = offers(content_types(at=DURING))
    assert (before.held, before.is_newer) == (None, True)
    packages.content()
    (after,) = offers(content_types(at=DURING))
    assert (after.held, after.is_newer) == ((1, 2, 0), False)
    hub.types = [CHOICE | {"version": {"major": 1, "minor": 3, "patch": 0}}]
    cache.clear()
    (newer,) = offers(content_types(at=DURING))
    assert newer.is_newer


def test_one_query_compares_all_of_them(hub: StandIn, django_assert_num_queries: Any):
    hub.types = [CHOICE | {"id": f"Test.Small{number}"} for number in range(20)]
    types = content_types(at=DURING)
    with django_assert_num_queries(1):
        offers(types)


def test_a_package_is_fetched_by_a_job_and_waits_in_quarantine(hub: StandIn, secretary: User):
    hub.package = packages.small().getvalue()
    arrival = fetch_content_type(name="Test.Small", language="en", by=secretary, at=DURING)
    assert (arrival.file_name, arrival.approve, arrival.brought_by) == ("Test.Small.h5p", False, secretary)
    assert hub.asked[-1][:2] == ("POST", "/v1/content-types/")
    package_jobs()
    assert hub.asked[-1][:2] == ("GET", "/v1/content-types/Test.Small")
    assert AuditEntry.objects.get(action="package.fetched").details["release"] == "1.2.0"
    arrival.refresh_from_db()
    assert arrival.content is not None
    assert arrival.size == len(hub.package)
    assert LibraryRelease.objects.get().state == LibraryRelease.State.QUARANTINED


def test_only_what_the_list_names_is_fetched(hub: StandIn, secretary: User):
    with pytest.raises(NotAtTheHub):
        fetch_content_type(name="Test.Other", language="en", by=secretary, at=DURING)
    assert not Arrival.objects.exists()


def test_what_needs_a_newer_core_is_not_fetched(hub: StandIn, secretary: User):
    hub.types = [CHOICE | {"coreApiVersionNeeded": {"major": 1, "minor": 99}}]
    with pytest.raises(NeedsNewerCore, match="Small"):
        fetch_content_type(name="Test.Small", language="en", by=secretary, at=DURING)


def test_a_package_that_is_not_there_leaves_nothing(hub: StandIn, secretary: User):
    hub.instead = lambda path: (404, {}, b"") if path.endswith("Small") else None
    fetch_content_type(name="Test.Small", language="en", by=secretary, at=DURING)
    package_jobs()
    assert Arrival.objects.get().refusal == "The H5P Hub answered with status 404."
    assert Arrival.objects.get().ended_at
    assert not Library.objects.exists()
    assert not LibraryRelease.objects.exists()
