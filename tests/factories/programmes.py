"""Editions, invited cities and nominated officials, brought to where a test needs them by the actions of life."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from courses.programmes.actions import invitations, nominations, withdrawals
from courses.programmes.actions.deadlines import expire_invitations
from courses.programmes.models import Edition, EditionCourse, Invitation, Nomination, TrainingProgramme
from lms.accounts.actions import give_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.network.models import City, FocalPoint, Region, RegionalOffice
from tests.factories.outlines import published

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""When everything is sent, answered and decided unless a test says otherwise."""
REPLY_BY = date(2026, 3, 20)
NOMINATE_BY = date(2026, 4, 10)
STARTS_ON = date(2026, 5, 4)
ENDS_ON = date(2026, 7, 31)
AFTER_REPLY = datetime(2026, 3, 25, tzinfo=UTC)
AFTER_NOMINATION = datetime(2026, 4, 15, tzinfo=UTC)
AFTER_START = datetime(2026, 5, 6, tzinfo=UTC)
AFTER_END = datetime(2026, 8, 5, tzinfo=UTC)

Inv = Invitation.State
Nom = Nomination.State

_serial = count(1)


def person(name: str = "Wanjiru", **fields: Any) -> User:
    address = f"{name.lower().replace(' ', '.')}.{next(_serial)}@city.example"
    return User.objects.create_user(**{"email": address, "display_name": name, **fields})


def city(slug: str = "nairobi", region: str = "africa", **fields: Any) -> City:
    home, _created = Region.objects.get_or_create(code=region, defaults={"name": region.title()})
    defaults = {
        "name": slug.replace("-", " ").title(), "country": "Demo", "region": home, "time_zone": "Africa/Nairobi",
        "weekend": [5, 6], "languages": ["en"], "latitude": 0, "longitude": 0,
    }  # fmt: skip
    return City.objects.get_or_create(slug=slug, defaults=defaults | fields)[0]


def secretary(name: str = "Sena") -> User:
    officer = person(name)
    give_role(person=officer, role=Role.SECRETARIAT, by=None, at=MONDAY)
    return officer


def regional_officer(region: str = "africa", name: str = "Amara") -> User:
    officer = person(name)
    give_role(person=officer, role=Role.REGIONAL_OFFICE, by=None, at=MONDAY)
    home, _created = Region.objects.get_or_create(code=region, defaults={"name": region.title()})
    RegionalOffice.objects.create(name=f"Office {next(_serial)}", region=home).officers.add(officer)
    return officer


def focal_point(home: City, name: str = "Njeri", **fields: Any) -> User:
    coordinator = person(name, **fields)
    FocalPoint.objects.create(city=home, person=coordinator, since=date(2020, 1, 1))
    give_role(person=coordinator, role=Role.FOCAL_POINT, by=None, at=MONDAY)
    return coordinator


def edition(code: str = "EGF-2026", **fields: Any) -> Edition:
    programme, _created = TrainingProgramme.objects.get_or_create(
        code="EGF", defaults={"title": "E-government foundations", "titles": {"ko": "전자정부 기초"}}
    )
    planned = {
        "state": Edition.State.OPEN, "reply_by": REPLY_BY, "nominate_by": NOMINATE_BY, "starts_on": STARTS_ON,
        "ends_on": ENDS_ON, "seats": 20,
    }  # fmt: skip
    run = Edition.objects.create(programme=programme, code=code, **planned | fields)
    EditionCourse.objects.create(edition=run, course=published(), position=0)
    return run


class Story:
    """A secretary, a city with its focal point, and an edition; then one invitation and its nominations."""

    def __init__(self, home: City | None = None, run: Edition | None = None, **edition_fields: Any) -> None:
        self.secretary = secretary()
        self.city = home or city()
        self.focal_point = focal_point(self.city)
        self.edition = run or edition(**edition_fields)

    def drafted(self, seats: int = 3, reply_by: date = REPLY_BY, at: datetime = MONDAY) -> Invitation:
        return invitations.draft_invitation(
            edition=self.edition, city=self.city, seats=seats, reply_by=reply_by, by=self.secretary, at=at
        )

    def invited(self, **draft: Any) -> Invitation:
        return invitations.send_invitation(invitation=self.drafted(**draft), by=self.secretary, at=MONDAY)

    def accepted(self, **draft: Any) -> Invitation:
        return invitations.accept_invitation(invitation=self.invited(**draft), by=self.focal_point, at=MONDAY)

    def invitation_in(self, state: str) -> Invitation:
        """An invitation brought to `state`."""
        if state == Inv.DRAFT:
            return self.drafted()
        if state == Inv.SENT:
            return self.invited()
        if state == Inv.ACCEPTED:
            return self.accepted()
        if state == Inv.DECLINED:
            return invitations.decline_invitation(
                invitation=self.invited(), reason="Elections", by=self.focal_point, at=MONDAY
            )
        if state == Inv.WITHDRAWN:
            return withdrawals.withdraw_invitation(
                invitation=self.invited(), reason="Budget", by=self.secretary, at=MONDAY
            )
        invitation = self.invited() if state == Inv.EXPIRED else self.accepted()
        expire_invitations(at=AFTER_REPLY if state == Inv.EXPIRED else AFTER_NOMINATION)
        invitation.refresh_from_db()
        return invitation

    def nominated(self, invitation: Invitation, nominee: User | None = None) -> Nomination:
        official = nominee or person("Otieno")
        return nominations.nominate(
            invitation=invitation, email=official.email, display_name=official.display_name,
            title="Head of services", department="Digital office", by=self.focal_point, at=MONDAY,
        )  # fmt: skip

    def under_review(self, invitation: Invitation, nominee: User | None = None) -> Nomination:
        nomination = self.nominated(invitation, nominee)
        nominations.submit_nomination(nomination=nomination, by=self.focal_point, at=MONDAY)
        return nominations.review_nomination(nomination=nomination, by=self.secretary, at=MONDAY)

    def selected(self, invitation: Invitation, nominee: User | None = None) -> Nomination:
        nomination = self.under_review(invitation, nominee)
        return nominations.select_nomination(nomination=nomination, by=self.secretary, at=MONDAY)

    def confirmed(self, invitation: Invitation, nominee: User | None = None) -> Nomination:
        official = nominee or person("Otieno")
        nomination = self.selected(invitation, official)
        return nominations.confirm_seat(nomination=nomination, released_by="A. Mwangi", by=official, at=MONDAY)

    def nomination_in(self, state: str, invitation: Invitation, nominee: User) -> Nomination:
        """A nomination brought to `state`."""
        secretary, coordinator = {"by": self.secretary, "at": MONDAY}, {"by": self.focal_point, "at": MONDAY}
        if state in (Nom.DRAFT, Nom.SUBMITTED, Nom.WITHDRAWN):
            draft = self.nominated(invitation, nominee)
            if state == Nom.SUBMITTED:
                return nominations.submit_nomination(nomination=draft, **coordinator)
            if state == Nom.WITHDRAWN:
                return nominations.withdraw_nomination(nomination=draft, reason="", **coordinator)
            return draft
        if state in (Nom.SELECTED, Nom.CONFIRMED, Nom.DECLINED, Nom.REPLACED):
            return self._seated(state, invitation, nominee)
        row = self.under_review(invitation, nominee)
        if state == Nom.RETURNED:
            return nominations.return_nomination(nomination=row, reason="No title", **secretary)
        if state == Nom.WAITLISTED:
            return nominations.waitlist_nomination(nomination=row, **secretary)
        if state == Nom.REJECTED:
            return nominations.reject_nomination(nomination=row, reason="Too junior", **secretary)
        return row

    def _seated(self, state: str, invitation: Invitation, nominee: User) -> Nomination:
        row = self.selected(invitation, nominee)
        if state == Nom.DECLINED:
            return nominations.decline_seat(nomination=row, reason="", by=nominee, at=MONDAY)
        if state == Nom.SELECTED:
            return row
        row = nominations.confirm_seat(nomination=row, released_by="A. Mwangi", by=nominee, at=MONDAY)
        if state == Nom.REPLACED:
            nominations.replace_nominee(
                nomination=row, email="second@city.example", display_name="Second", reason="Leave",
                by=self.focal_point, at=MONDAY,
            )  # fmt: skip
            row.refresh_from_db()
        return row
