"""Questions about accounts."""

import hashlib
from datetime import datetime

from lms.accounts.models import SignUpInvitation, User
from lms.accounts.roles import IN_GIFT_OF_SECRETARIAT, STAFF_ROLES, Role


def digest_of(code: str) -> str:
    """What is kept of a sign-up code: its SHA-256. The code has 128 random bits, so no salt is needed."""
    return hashlib.sha256(code.encode()).hexdigest()


def account_with(*, email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


def open_sign_up(*, code: str, at: datetime) -> SignUpInvitation | None:
    """The invitation to sign up that this code opens, unless it is used, expired or the address has an account."""
    invitation = SignUpInvitation.objects.filter(
        code_digest=digest_of(code), used_at__isnull=True, expires_at__gt=at
    ).first()
    if invitation is None or account_with(email=invitation.email):
        return None
    return invitation


def has_role(*, person: User, role: Role) -> bool:
    return person.groups.filter(name=role).exists()


def is_staff_member(*, person: User) -> bool:
    """Whether this person works with other people's data and so must use a second factor."""
    return person.is_staff or person.is_superuser or person.groups.filter(name__in=STAFF_ROLES).exists()


def roles_of(*, person: User) -> frozenset[Role]:
    names = person.groups.filter(name__in=list(Role)).values_list("name", flat=True)
    return frozenset(Role(name) for name in names)


def roles_in_gift_of(*, officer: User) -> frozenset[Role]:
    """The roles this officer may give and take. Who works with other people's data is an administrator's choice."""
    if officer.is_superuser:
        return frozenset(Role)
    return IN_GIFT_OF_SECRETARIAT if has_role(person=officer, role=Role.SECRETARIAT) else frozenset()


def may_manage(*, officer: User, person: User) -> bool:
    """Whether the officer may change this account: nobody reaches for the account of a peer, or of one above."""
    if officer.is_superuser:
        return True
    gift = roles_in_gift_of(officer=officer)
    return bool(gift) and not person.is_superuser and roles_of(person=person) <= gift
