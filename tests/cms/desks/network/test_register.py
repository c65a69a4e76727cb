"""The register in the admin: who sees what, who changes what, and that every change is told."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lms.accounts.models import User
from lms.audit.models import AuditEntry
from lms.network.models import City, Membership
from tests.factories import people
from tests.factories.cities import city, focal_point, member, office, region

pytestmark = pytest.mark.django_db

KINDS = [
    "city", "membership", "focalpoint", "position", "governancerole", "region", "regionaloffice", "partner",
]  # fmt: skip
IMPORTED = ["city", "membership", "focalpoint", "position", "governancerole", "region"]
ROLES = ["official", "instructor", "secretary", "approver", "regional_officer"]
LOOKS = {"secretary", "approver", "regional_officer"}
WRITES = {"secretary"}
FORM = {
    "name": "Kisumu", "native_name": "", "official_name": "", "names": "ko: 키수무\nar: كيسومو", "slug": "kisumu",
    "country": "Kenya", "iso_code": "KE", "kind": "", "latitude": "-0.09", "longitude": "34.77",
    "time_zone": "Africa/Nairobi", "weekend": ["5", "6"], "languages": "en, sw", "connectivity_tier": "C",
}  # fmt: skip


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def opened(answer) -> bool:
    """Wagtail sends those who may not to its home, or to sign in."""
    assert answer.status_code in {200, 302}
    return answer.status_code == 200


@pytest.mark.parametrize("who", ROLES)
def test_who_looks_at_and_writes_the_register(who: str) -> None:
    client = browser(getattr(people, who)())
    for kind in KINDS:
        assert opened(client.get(f"/admin/{kind}/")) == (who in LOOKS), kind
        assert opened(client.get(f"/admin/{kind}/new/")) == (who in WRITES), kind
    for kind in IMPORTED:
        assert opened(client.get(f"/admin/{kind}/import/")) == (who in WRITES), kind
        listed = client.get(f"/admin/{kind}/").content.decode()
        assert (f"/admin/{kind}/import/" in listed) == (who in WRITES), kind


def test_a_secretary_adds_a_city_in_words_and_it_is_audited() -> None:
    client = browser(secretary := people.secretary())
    answer = client.post("/admin/city/new/", FORM | {"region": region().pk})
    assert answer.status_code == 302, answer.context["form"].errors
    kisumu = City.objects.get(slug="kisumu")
    assert (kisumu.weekend, kisumu.languages, kisumu.names) == ([5, 6], ["en", "sw"], {"ko": "키수무", "ar": "كيسومو"})
    assert AuditEntry.objects.get(action="city.added").actor == secretary


def test_a_change_is_told_with_the_value_before_and_after() -> None:
    kisumu, client = city("Kisumu"), browser(people.secretary())
    client.post(f"/admin/city/edit/{kisumu.pk}/", FORM | {"region": kisumu.region_id, "weekend": ["4", "5"]})
    told = AuditEntry.objects.get(action="city.changed").details["changes"]
    assert told["weekend"] == ["[5, 6]", "[4, 5]"]
    assert "country" not in told


@pytest.mark.parametrize(
    ("field", "value"),
    [("time_zone", "Mars/Base"), ("languages", "english"), ("names", "키수무"), ("iso_code", "ke"), ("weekend", ["9"])],
)
def test_what_cannot_be_is_refused_at_its_field(field: str, value: str) -> None:
    page = browser(people.secretary()).post("/admin/city/new/", FORM | {"region": region().pk, field: value})
    assert list(page.context["form"].errors) == [field]


def test_a_city_that_others_need_is_not_deleted() -> None:
    kisumu = city("Kisumu")
    focal_point(kisumu)
    browser(people.secretary()).post(f"/admin/city/delete/{kisumu.pk}/")
    assert City.objects.filter(pk=kisumu.pk).exists()
    assert not AuditEntry.objects.filter(action="city.deleted").exists()


class TestRegionalOffice:
    @pytest.fixture
    def officer(self) -> User:
        officer = people.regional_officer()
        office(region("africa"), officer)
        return officer

    def test_it_sees_the_cities_of_its_region_only(self, officer: User) -> None:
        city("Nairobi")
        city("Lima", within=region("americas"))
        page = browser(officer).get("/admin/city/").content.decode()
        assert "Nairobi" in page
        assert "Lima" not in page
        assert b"lima" not in browser(officer).get("/admin/city/?export=csv").getvalue()

    @pytest.mark.parametrize("kind", ["membership", "focalpoint"])
    def test_it_sees_who_stands_for_them_only(self, officer: User, kind: str) -> None:
        for home in (city("Nairobi"), city("Lima", within=region("americas"))):
            member(home)
            focal_point(home)
        page = browser(officer).get(f"/admin/{kind}/").content.decode()
        assert "Nairobi" in page
        assert "Lima" not in page

    @pytest.mark.parametrize("view", ["inspect", "edit", "history", "delete", "usage"])
    def test_another_region_s_city_is_as_unknown_as_any(self, officer: User, view: str) -> None:
        lima, client = city("Lima", within=region("americas")), browser(officer)
        foreign, unknown = (client.get(f"/admin/city/{view}/{pk}/") for pk in (lima.pk, 999_999))
        assert foreign.status_code == unknown.status_code
        assert foreign.status_code in {302, 404}

    def test_without_a_seat_it_sees_nothing(self) -> None:
        city("Nairobi")
        assert "Nairobi" not in browser(people.regional_officer()).get("/admin/city/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"), [("q=ممباسا", {"Mombasa"}), ("q=Kis", {"Kisumu"}), ("connectivity_tier=C", {"Kisumu"})]
)
def test_cities_are_searched_and_filtered(query: str, found: set[str]) -> None:
    city("Mombasa", native_name="ممباسا")
    city("Kisumu", connectivity_tier="C")
    page = browser(people.secretary()).get(f"/admin/city/?{query}").content.decode()
    assert {name for name in ("Mombasa", "Kisumu") if f">{name}<" in page.replace(" ", "").replace("\n", "")} == found


def test_cities_are_filtered_by_the_membership_they_hold_today() -> None:
    member(city("Nairobi"), Membership.Kind.FULL)
    member(city("Kisumu"), Membership.Kind.FULL, until=date(2015, 1, 1))
    page = browser(people.secretary()).get("/admin/city/?membership=full").content.decode()
    assert "Nairobi" in page
    assert "Kisumu" not in page


@pytest.mark.parametrize("kind", ["city", "focalpoint", "membership"])
def test_a_longer_list_asks_no_more_of_the_database(kind: str) -> None:
    client = browser(people.secretary())

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/admin/{kind}/")
        return len(asked)

    grow(1)
    statements()
    one = statements()
    grow(19)
    assert statements() == one


def grow(count: int) -> None:
    for number in range(City.objects.count(), City.objects.count() + count):
        home = city(f"City {number}")
        member(home)
        focal_point(home)


def test_no_cell_of_a_download_is_a_formula() -> None:
    city("=HYPERLINK(0)", slug="a", native_name="+1", official_name="@SUM(A1)", country="-2+3")
    lines = browser(people.secretary()).get("/admin/city/?export=csv").getvalue().decode()
    row = lines.splitlines()[1].split(",")
    assert row[1:4] == ["'=HYPERLINK(0)", "'+1", "'@SUM(A1)"]
    assert "'-2+3" in row
