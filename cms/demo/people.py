"""The demo's people: staff, focal points and officials, with their roles and positions."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password

from lms.accounts.actions import give_role, verify_address
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.demo.personas import PASSWORD
from lms.network.models import City, FocalPoint, Position

PEOPLE = Path(__file__).with_name("people.yaml")
IN_OFFICE_FOR = timedelta(days=3 * 365)


def load_people(*, at: datetime) -> None:
    """Create who is missing; nobody's password, name or role is changed again."""
    people = yaml.safe_load(PEOPLE.read_text("utf-8"))
    # One password, hashed once: hashing is slow by intent, and there are two dozen accounts.
    password = make_password(PASSWORD)
    for email, facts in people["staff"].items():
        give_role(person=_person(email, facts, password, at), role=Role(facts["role"]), by=None, at=at)
    for email, facts in people["focal_points"].items():
        person = _person(email, facts, password, at)
        give_role(person=person, role=Role.FOCAL_POINT, by=None, at=at)
        city = _appoint(person, facts, at)
        FocalPoint.objects.get_or_create(
            city=city, person=person, until=None, defaults={"since": (at - IN_OFFICE_FOR).date()}
        )
    for email, facts in people["officials"].items():
        person = _person(email, facts, password, at)
        give_role(person=person, role=Role.OFFICIAL, by=None, at=at)
        _appoint(person, facts, at)


def _person(email: str, facts: dict[str, Any], password: str, at: datetime) -> User:
    known = User.objects.filter(email=email).first()
    if known is not None:
        return known
    person = User.objects.create(
        email=email,
        password=password,
        display_name=facts["name"],
        native_name=facts.get("native", ""),
        language=facts.get("language", "en"),
        joined_at=at - IN_OFFICE_FOR,
    )
    verify_address(user=person)
    return person


def _appoint(person: User, facts: dict[str, Any], at: datetime) -> City:
    city = City.objects.get(slug=facts["city"])
    if not Position.objects.filter(person=person, city=city).exists():
        Position.objects.create(
            person=person,
            city=city,
            title=facts["title"],
            title_latin=facts.get("title_latin", ""),
            department=facts.get("department", ""),
            since=(at - IN_OFFICE_FOR).date(),
        )
    return city
