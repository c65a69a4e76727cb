"""The demo's programmes and editions: one finished, with certificates; one under way; one open for cities.

Everything happens through the actions that the pages use, on days around the one on which the demo is loaded.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cms.demo.learning import learn
from courses.enrolment.actions import enrol, start_enrolment
from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from courses.programmes.actions.editions import finish_edition, open_edition, plan_edition, save_programme
from courses.programmes.actions.invitations import accept_invitation, draft_invitation, send_invitation
from courses.programmes.actions.nominations import (
    confirm_seat,
    nominate,
    review_nomination,
    select_nomination,
    submit_nomination,
)
from courses.programmes.models import Edition, Invitation, TrainingProgramme
from courses.progress.actions import close_enrolment
from lms.accounts.models import User
from lms.network.models import City, Position

FINISHED, UNDER_WAY, OPEN = "EGOV1", "DINC1", "EGOV2"
FRIDAY = 4
SECRETARY, APPROVER = "secretary@polidari.example", "approver@polidari.example"


@dataclass(frozen=True)
class Dates:
    """Days from today: an edition's calendar."""

    reply_by: int
    nominate_by: int
    starts_on: int
    ends_on: int


def load_editions(*, at: datetime) -> None:
    """Lay the three editions that are missing; an edition that exists is left as it is."""
    secretary = User.objects.get(email=SECRETARY)
    expert, inclusion = _programmes(by=secretary, at=at - timedelta(days=300))
    if not Edition.objects.filter(code=FINISHED).exists():
        _load_finished(expert, secretary, at)
    if not Edition.objects.filter(code=UNDER_WAY).exists():
        _load_under_way(inclusion, secretary, at)
    if not Edition.objects.filter(code=OPEN).exists():
        _load_open(expert, secretary, at)


def _programmes(*, by: User, at: datetime) -> tuple[TrainingProgramme, TrainingProgramme]:
    expert = _programme(
        TrainingProgramme(
            code="EGOV",
            title="E-Government Experts for Member Cities",
            titles={"ko": "회원 도시 전자정부 전문가 과정", "ar": "خبراء الحكومة الإلكترونية للمدن الأعضاء"},
            description="For officials who plan, buy or run digital services of a city.",
        ),
        by, at,
    )  # fmt: skip
    inclusion = _programme(
        TrainingProgramme(
            code="DINC",
            title="Digital Inclusion for Cities",
            titles={"ko": "도시를 위한 디지털 포용 과정", "ar": "الشمول الرقمي للمدن"},
            description="For officials whose services must reach everybody.",
        ),
        by, at,
    )  # fmt: skip
    return expert, inclusion


def _programme(programme: TrainingProgramme, by: User, at: datetime) -> TrainingProgramme:
    known = TrainingProgramme.objects.filter(code=programme.code).first()
    return known or save_programme(programme=programme, by=by, at=at)


def _load_finished(programme: TrainingProgramme, by: User, at: datetime) -> None:
    """Four cities, two officials each; one of them fails too many questions and ends as a participant."""
    edition = _edition(FINISHED, programme, Dates(-200, -190, -180, -90), ["foundations"], by, at)
    for slug in ("goyang", "hebron", "ulaanbaatar", "kathmandu"):
        invitation = _invite(edition, slug, by, at - timedelta(days=220))
        _accept(invitation, at - timedelta(days=210))
        for number in (1, 2):
            enrolment = _seat(invitation, f"official.{slug}{number}@polidari.example", by, at - timedelta(days=195))
            start_enrolment(enrolment=enrolment, by=None, at=at - timedelta(days=178))
            mistakes = 4 if (slug, number) == ("kathmandu", 2) else number - 1
            learn(enrolment=enrolment, mistakes=mistakes, at=at - timedelta(days=177))
            close_enrolment(enrolment_id=enrolment.pk, at=at - timedelta(days=85))
    finish_edition(edition=edition, by=by, at=at - timedelta(days=80))


def _load_under_way(programme: TrainingProgramme, by: User, at: datetime) -> None:
    """Three officials in the middle of a course, so that a visitor finds something to resume."""
    edition = _edition(UNDER_WAY, programme, Dates(-40, -30, -20, 60), ["inclusion"], by, at)
    for slug, lessons in (("nairobi", 5), ("hanoi", 8), ("chengdu", 2)):
        invitation = _invite(edition, slug, by, at - timedelta(days=60))
        _accept(invitation, at - timedelta(days=50))
        enrolment = _seat(invitation, f"official.{slug}@polidari.example", by, at - timedelta(days=35))
        start_enrolment(enrolment=enrolment, by=None, at=at - timedelta(days=18))
        learn(enrolment=enrolment, lessons=lessons, at=at - timedelta(days=15))


def _load_open(programme: TrainingProgramme, by: User, at: datetime) -> None:
    """Begun yesterday, so that an official who is nominated today can learn today. Nairobi is invited."""
    edition = _edition(OPEN, programme, Dates(14, 21, -1, 90), ["foundations"], by, at)
    for slug in ("nairobi", "hanoi", "chengdu"):
        _invite(edition, slug, by, at - timedelta(hours=2))


def _edition(
    code: str, programme: TrainingProgramme, days: Dates, courses: list[str], by: User, at: datetime
) -> Edition:
    today = at.date()
    edition = Edition(
        programme=programme,
        code=code,
        reply_by=_weekday(today + timedelta(days=days.reply_by)),
        nominate_by=_weekday(today + timedelta(days=days.nominate_by)),
        starts_on=today + timedelta(days=days.starts_on),
        ends_on=today + timedelta(days=days.ends_on),
        seats=30,
        pass_mark=programme.pass_mark,
        attendance_minimum=programme.attendance_minimum,
        seats_per_city=programme.seats_per_city,
        city_certificate_from=programme.city_certificate_from,
    )
    taught = [Course.objects.get(slug=slug) for slug in courses]
    planned_at = at + timedelta(days=min(days.reply_by, 0) - 30)
    edition = plan_edition(edition=edition, courses=taught, by=by, at=planned_at)
    return open_edition(edition=edition, by=by, at=planned_at)


def _weekday(day: date) -> date:
    """A day from Monday to Thursday, which is on no city's weekend."""
    return day if day.weekday() < FRIDAY else day + timedelta(days=7 - day.weekday())


def _invite(edition: Edition, slug: str, by: User, at: datetime) -> Invitation:
    city = City.objects.get(slug=slug)
    invitation = draft_invitation(edition=edition, city=city, seats=3, reply_by=edition.reply_by, by=by, at=at)
    return send_invitation(invitation=invitation, by=by, at=at)


def _focal_point(invitation: Invitation) -> User:
    return User.objects.get(email=f"focal.{invitation.city.slug}@polidari.example")


def _accept(invitation: Invitation, at: datetime) -> None:
    accept_invitation(invitation=invitation, by=_focal_point(invitation), at=at)


def _seat(invitation: Invitation, email: str, by: User, at: datetime) -> Enrolment:
    """From the nomination to the enrolment, in the order in which people would do it."""
    person = User.objects.get(email=email)
    position = Position.objects.get(person=person, city=invitation.city)
    focal_point = _focal_point(invitation)
    nomination = nominate(
        invitation=invitation, email=email, display_name=person.display_name,
        title=position.title, department=position.department, by=focal_point, at=at,
    )  # fmt: skip
    nomination = submit_nomination(nomination=nomination, by=focal_point, at=at)
    nomination = review_nomination(nomination=nomination, by=by, at=at)
    nomination = select_nomination(nomination=nomination, by=by, at=at)
    nomination = confirm_seat(nomination=nomination, released_by=focal_point.display_name, by=person, at=at)
    return enrol(person=person, edition=invitation.edition, city=invitation.city, nomination=nomination, by=by, at=at)
