"""Making accounts, by invitation only, and giving roles."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.accounts.models import SignUpInvitation, User
from lms.accounts.queries import digest_of, may_manage, open_sign_up, roles_in_gift_of, roles_of
from lms.accounts.roles import STAFF_ROLES, Role
from lms.audit.actions import audit
from lms.languages.network import network_name
from lms.mail.actions import write_mail
from lms.refusals import Refusal

VALID_FOR = timedelta(days=30)


class RoleNotInYourGift(Refusal):
    message: ClassVar[str | Promise] = _("Only an administrator may give or take this role.")


class AccountNotYours(Refusal):
    message: ClassVar[str | Promise] = _("Only an administrator may change this account.")


class SignUpClosed(Refusal):
    message: ClassVar[str | Promise] = _("This invitation to make an account is not valid any more.")


def invite_to_sign_up(*, email: str, at: datetime, language: str = "", time_zone: str = "") -> str:
    """Return a new code with which the owner of `email` can make an account at /people/join/<code>/.

    Codes given before stay valid until they expire or one of them is used; none works once the account exists.
    Language and time zone are what the form starts with.
    """
    code = secrets.token_urlsafe(16)
    SignUpInvitation.objects.create(
        email=email.strip().lower(), code_digest=digest_of(code), expires_at=at + VALID_FOR,
        language=language, time_zone=time_zone,
    )  # fmt: skip
    return code


@transaction.atomic
def join(
    *, code: str, password: str, display_name: str, at: datetime, native_name: str = "", latin_name: str = "",
    address_as: str = "", language: str = "en", time_zone: str = "",
) -> User:  # fmt: skip
    """Make the invited account. The code came by mail to the address, so the address counts as verified."""
    invitation = _take_invitation(code=code, at=at)
    user = _create_account(
        invitation.email, password, display_name=display_name.strip(), native_name=native_name.strip(),
        latin_name=latin_name.strip(), address_as=address_as.strip(), language=language, time_zone=time_zone,
        joined_at=at,
    )  # fmt: skip
    verify_address(user=user)
    give_role(person=user, role=Role.OFFICIAL, by=None, at=at)
    return user


def _take_invitation(*, code: str, at: datetime) -> SignUpInvitation:
    """One conditional statement, so that of two who send the form at once only one takes the code."""
    invitation = open_sign_up(code=code, at=at)
    if invitation is None or not SignUpInvitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=at):
        raise SignUpClosed
    return invitation


def _create_account(email: str, password: str, **fields: Any) -> User:
    """A second code of the same address may have been used in the meantime: the database knows."""
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password, **fields)
    except IntegrityError as error:
        raise SignUpClosed from error


@transaction.atomic
def make_account(
    *, email: str, display_name: str, language: str, roles: Iterable[Role], by: User, at: datetime, **names: str
) -> User:  # fmt: skip
    """Make an account without a password. The mail tells its owner to sign in by an e-mailed code, which proves it.

    `names` are the other names of the person, by field.
    """
    user = User.objects.create_user(
        email, display_name=display_name.strip(), language=language, joined_at=at, **names
    )  # fmt: skip
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    audit(action="account.made", target=user, by=by, at=at)
    set_roles(person=user, roles=roles, by=by, at=at)
    write_mail(
        key=f"account made:{user.pk}", to=user.email, language=language, template="accounts/mail/account_made.txt",
        context={"name": user.get_short_name(), "network": network_name(language)}, at=at,
    )  # fmt: skip
    return user


def verify_address(*, user: User) -> None:
    """Record the account's own address as verified for allauth."""
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


@transaction.atomic
def set_roles(*, person: User, roles: Iterable[Role], by: User, at: datetime) -> None:
    """Give and take roles until the person has exactly these; an officer moves only those in the officer's gift."""
    wanted, held = frozenset(roles), roles_of(person=person)
    if not wanted ^ held <= roles_in_gift_of(officer=by):
        raise RoleNotInYourGift
    for role in sorted(wanted - held):
        give_role(person=person, role=role, by=by, at=at)
    for role in sorted(held - wanted):
        take_role(person=person, role=role, by=by, at=at)


@transaction.atomic
def rename(*, person: User, by: User, at: datetime, **names: str) -> None:
    """Change names and language of an account, by field; the address is its owner's to change."""
    if not may_manage(officer=by, person=person) and by.pk != person.pk:
        raise AccountNotYours
    known = User.objects.filter(pk=person.pk).values(*names).get()
    changed = sorted(name for name, value in names.items() if known[name] != value)
    if changed:
        User.objects.filter(pk=person.pk).update(**{name: names[name] for name in changed})
        audit(action="account.renamed", target=person, by=by, at=at, fields=changed)


@transaction.atomic
def set_active(*, person: User, active: bool, by: User, at: datetime) -> None:
    """Let a person sign in, or no longer; whoever is signed in is out with the next request."""
    if not may_manage(officer=by, person=person) or by.pk == person.pk:
        raise AccountNotYours
    if User.objects.filter(pk=person.pk, is_active=not active).update(is_active=active):
        audit(action="account.opened" if active else "account.closed", target=person, by=by, at=at)


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
