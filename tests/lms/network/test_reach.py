"""Who stands for which city on which day, and how far an officer's reach goes."""

from datetime import UTC, date, datetime

import pytest

from lms.accounts.models import User
from lms.audit.models import AuditEntry
from lms.network.actions import OutOfReach, StillNeeded, keep, remove
from lms.network.models import City, FocalPoint, Membership, Partner
from lms.network.queries import cities_in_reach_of, cities_of, focal_points_of, in_reach_of, is_focal_point
from tests.factories import people
from tests.factories.cities import city, focal_point, member, office, region

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOON.date()


def officers() -> dict[str, User]:
    seated, elsewhere = people.regional_officer(), people.regional_officer()
    office(region("africa"), seated)
    office(region("americas"), elsewhere)
    return {
        "secretary": people.secretary(),
        "administrator": people.administrator(),
        "officer of the region": seated,
        "officer of another region": elsewhere,
        "officer without a seat": people.regional_officer(),
    }


REACHES = {"secretary", "administrator", "officer of the region"}


@pytest.mark.parametrize(
    "who",
    ["secretary", "administrator", "officer of the region", "officer of another region", "officer without a seat"],
)
def test_how_far_an_officer_reaches(who: str) -> None:
    nairobi, officer = city(), officers()[who]
    membership = member(nairobi)
    assert (nairobi in cities_in_reach_of(officer=officer)) == (who in REACHES)
    assert (membership in in_reach_of(officer=officer, rows=Membership.objects.all())) == (who in REACHES)
    nairobi.kind = "county"
    if who in REACHES:
        keep(row=nairobi, by=officer, at=NOON)
        assert AuditEntry.objects.get(action="city.changed").details["changes"] == {"kind": ["", "county"]}
    else:
        with pytest.raises(OutOfReach):
            keep(row=nairobi, by=officer, at=NOON)
        with pytest.raises(OutOfReach):
            keep(row=Membership(city=nairobi, kind="full", since=TODAY), by=officer, at=NOON)
        with pytest.raises(OutOfReach):
            remove(row=membership, by=officer, at=NOON)


def test_an_officer_moves_no_membership_to_another_region() -> None:
    officer, lima = officers()["officer of the region"], city("Lima", within=region("americas"))
    membership = member(city())
    membership.city = lima
    with pytest.raises(OutOfReach):
        keep(row=membership, by=officer, at=NOON)


def test_an_officer_moves_no_city_out_of_the_region() -> None:
    nairobi, officer = city(), officers()["officer of the region"]
    nairobi.region = region("americas")
    with pytest.raises(OutOfReach):
        keep(row=nairobi, by=officer, at=NOON)
    nairobi.refresh_from_db()
    assert nairobi.region.code == "africa"


def test_partners_concern_everybody() -> None:
    Partner.objects.create(name="A university")
    assert in_reach_of(officer=people.regional_officer(), rows=Partner.objects.all()).count() == 1


def test_what_others_need_stays_and_the_attempt_is_not_told() -> None:
    nairobi = city()
    member(nairobi)
    with pytest.raises(StillNeeded, match="Nairobi"):
        remove(row=nairobi, by=people.secretary(), at=NOON)
    assert City.objects.exists()
    assert not AuditEntry.objects.filter(action="city.deleted").exists()


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (date(2026, 3, 2), None, True),
        (date(2026, 3, 3), None, False),
        (date(2020, 1, 1), date(2026, 3, 3), True),
        (date(2020, 1, 1), date(2026, 3, 2), False),
    ],
)
def test_a_focal_point_stands_for_the_city_from_the_first_day_until_before_the_last(
    since: date, until: date | None, holds: bool
) -> None:
    nairobi = city()
    person = focal_point(nairobi, since=since, until=until)
    assert is_focal_point(person=person, city=nairobi, day=TODAY) is holds
    assert (nairobi in cities_of(focal_point=person, day=TODAY)) is holds
    assert (person in focal_points_of(city=nairobi, day=TODAY)) is holds


def test_a_focal_point_stands_for_no_other_city() -> None:
    person = focal_point(city())
    assert not is_focal_point(person=person, city=city("Kisumu"), day=TODAY)


def test_a_focal_point_who_may_not_sign_in_gets_no_mail() -> None:
    nairobi = city()
    person = focal_point(nairobi, is_active=False)
    assert person not in focal_points_of(city=nairobi, day=TODAY)
    assert FocalPoint.objects.filter(person=person).exists()
