"""Officials who learn: people, cities, editions and enrolments, made through the actions that make them in life."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from courses.enrolment.actions import enrol
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.models import Course
from courses.programmes.models import Edition, EditionCourse, Invitation, Nomination, TrainingProgramme
from courses.progress.actions import fold_enrolment
from courses.records.actions import record_statement
from courses.records.models import LearningRecord
from lms.accounts.models import User
from lms.network.models import City, Region
from tests.factories.outlines import published

BEFORE = datetime(2026, 3, 1, 9, tzinfo=UTC)
"""Before the edition starts."""
DURING = datetime(2026, 4, 1, 9, tzinfo=UTC)
"""While it runs."""
AFTER = datetime(2026, 6, 2, 9, tzinfo=UTC)
"""When it is over everywhere."""


def person(name: str = "Otieno", **fields: Any) -> User:
    address = f"{name.lower().replace(' ', '.')}.{uuid4().hex[:8]}@city.example"
    return User.objects.create_user(**{"email": address, "display_name": name, **fields})


def city(slug: str = "nairobi", time_zone: str = "Africa/Nairobi", **fields: Any) -> City:
    """One row for each slug, however often it is asked for."""
    region, _created = Region.objects.get_or_create(code="demo", defaults={"name": "Demo"})
    defaults = {
        "name": slug.title(), "country": "Demo", "region": region, "time_zone": time_zone, "weekend": [5, 6],
        "languages": ["en"], "latitude": Decimal(0), "longitude": Decimal(0),
    }  # fmt: skip
    row, _created = City.objects.get_or_create(slug=slug, defaults=defaults | fields)
    return row


def edition(*courses: Course, code: str = "EGF-1", **fields: Any) -> Edition:
    """Open from Monday 9 March to Friday 29 May 2026."""
    programme, _created = TrainingProgramme.objects.get_or_create(code="EGF", defaults={"title": "E-government"})
    defaults: dict[str, Any] = {
        "state": Edition.State.OPEN, "seats": 100, "reply_by": date(2026, 2, 2), "nominate_by": date(2026, 2, 16),
        "starts_on": date(2026, 3, 9), "ends_on": date(2026, 5, 29),
    }  # fmt: skip
    run = Edition.objects.create(programme=programme, code=code, **defaults | fields)
    for position, course in enumerate(courses or (published(),)):
        EditionCourse.objects.create(edition=run, course=course, position=position)
    return run


def enrolled(
    learner: User | None = None, run: Edition | None = None, home: City | None = None, at: datetime = DURING
) -> Enrolment:
    """An official enrolled and active while the edition runs, pending before it starts."""
    return enrol(person=learner or person(), edition=run or edition(), city=home or city(), by=None, at=at)


def confirmed_nomination(learner: User, run: Edition, home: City) -> Nomination:
    invitation = Invitation.objects.create(
        edition=run, city=home, reference=uuid4().hex, seats=3, reply_by=run.reply_by, state=Invitation.State.ACCEPTED
    )
    return Nomination.objects.create(
        invitation=invitation, email=learner.email, display_name=learner.display_name, person=learner,
        title="Head of services", released_by="A. Mwangi", state=Nomination.State.CONFIRMED,
    )  # fmt: skip


def course_of(enrolment: Enrolment) -> EnrolledCourse:
    return enrolment.courses.select_related("enrolment__city", "course", "revision").order_by("position")[0]


def record(enrolment: Enrolment, verb: str, key: str, at: datetime = DURING, **values: Any) -> LearningRecord:
    """A statement by the learner about the enrolment's first course."""
    enrolled_course = course_of(enrolment)
    return record_statement(enrolled=enrolled_course, verb=verb, activity_key=key, by=enrolment.person, at=at, **values)


def read(enrolment: Enrolment, *keys: str, at: datetime = DURING) -> None:
    for key in keys:
        record(enrolment, LearningRecord.Verb.READ, key, at)


def passed(enrolment: Enrolment, *keys: str, score: str = "1", at: datetime = DURING) -> None:
    for key in keys:
        record(enrolment, LearningRecord.Verb.ANSWERED, key, at, score=Decimal(score), success=True)


def folded(enrolment: Enrolment, at: datetime = DURING) -> Enrolment:
    """Progress brought up to date, as the job does; the enrolment as it is afterwards."""
    fold_enrolment(enrolment_id=enrolment.pk, at=at)
    enrolment.refresh_from_db()
    return enrolment
