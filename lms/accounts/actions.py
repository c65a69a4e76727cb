"""Making accounts, by invitation only, and giving roles."""

import secrets
from datetime import datetime, timedelta
from typing import ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.accounts.models import SignUpInvitation, User
from lms.accounts.queries import digest_of, open_sign_up
from lms.accounts.roles import STAFF_ROLES, Role
from lms.audit.actions import audit
from lms.refusals import Refusal

VALID_FOR = timedelta(days=30)


class SignUpClosed(Refusal):
    message: ClassVar[str | Promise] = _("This invitation to make an account is not valid any more.")


def invite_to_sign_up(*, email: str, at: datetime) -> str:
    """Return a new code with which the owner of `email` can make an account at /people/join/<code>/.

    Codes given before stay valid until they expire or one of them is used; none works once the account exists.
    """
    code = secrets.token_urlsafe(16)
    SignUpInvitation.objects.create(email=email.strip().lower(), code_digest=digest_of(code), expires_at=at + VALID_FOR)
    return code


@transaction.atomic
def join(
    *, code: str, password: str, display_name: str, at: datetime, native_name: str = "", latin_name: str = "",
    address_as: str = "", language: str = "en", time_zone: str = "",
) -> User:  # fmt: skip
    """Make the invited account. The code came by mail to the address, so the address counts as verified."""
    invitation = open_sign_up(code=code, at=at)
    if invitation is None:
        raise SignUpClosed
    taken = SignUpInvitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=at)
    if not taken:
        raise SignUpClosed
    user = User.objects.create_user(
        invitation.email, password, display_name=display_name.strip(), native_name=native_name.strip(),
        latin_name=latin_name.strip(), address_as=address_as.strip(), language=language, time_zone=time_zone,
        joined_at=at,
    )  # fmt: skip
    verify_address(user=user)
    give_role(person=user, role=Role.OFFICIAL, by=None, at=at)
    return user


def verify_address(*, user: User) -> None:
    """Record the account's own address as verified for allauth."""
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


@transaction.atomic
def give_role(*, person: User, role: Role, by: User | None, at: datetime) -> None:
    group, _created = Group.objects.get_or_create(name=role)
    if not person.groups.filter(pk=group.pk).exists():
        person.groups.add(group)
        _mark_staff(person)
        audit(action="role.given", target=person, by=by, at=at, role=str(role))


@transaction.atomic
def take_role(*, person: User, role: Role, by: User | None, at: datetime) -> None:
    group = person.groups.filter(name=role).first()
    if group is not None:
        person.groups.remove(group)
        _mark_staff(person)
        audit(action="role.taken", target=person, by=by, at=at, role=str(role))


def _mark_staff(person: User) -> None:
    person.is_staff = person.groups.filter(name__in=STAFF_ROLES).exists()
    person.save(update_fields=["is_staff"])
