"""People by their part in the story."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from lms.accounts.actions import give_role, verify_address
from lms.accounts.models import User
from lms.accounts.roles import Role

PASSWORD = "a-long-walk-by-the-river"
JOINED = datetime(2026, 1, 5, 9, tzinfo=UTC)


def person(*roles: Role, name: str = "Otieno", **fields: Any) -> User:
    """Somebody with a verified address, PASSWORD and these roles."""
    address = f"{'.'.join(name.lower().split())}.{uuid4().hex[:8]}@city.example"
    user = User.objects.create_user(**{"email": address, "password": PASSWORD, "display_name": name, **fields})
    verify_address(user=user)
    for role in roles:
        give_role(person=user, role=role, by=None, at=JOINED)
    user.refresh_from_db()
    return user


def official(**fields: Any) -> User:
    return person(Role.OFFICIAL, **{"name": "Otieno", **fields})


def instructor(**fields: Any) -> User:
    return person(Role.INSTRUCTOR, **{"name": "Tuomas Salmi", **fields})


def secretary(**fields: Any) -> User:
    return person(Role.SECRETARIAT, **{"name": "Han Seo-yeon", **fields})


def approver(**fields: Any) -> User:
    return person(Role.APPROVER, **{"name": "Lucía Ferrer", **fields})


def regional_officer(**fields: Any) -> User:
    """An officer without an office: tests.factories.cities.office seats officers."""
    return person(Role.REGIONAL_OFFICE, **{"name": "Amara Diallo", **fields})


def administrator(**fields: Any) -> User:
    return person(**{"name": "Root", "is_superuser": True, "is_staff": True, **fields})
