"""What an officer needs to be allowed, by the permissions' names; who has them is settings (lms/settings/roles.py)."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.accounts.models import User
from lms.refusals import Refusal

VIEW = "certificates.view_certificate"
PREPARE = "certificates.prepare_batch"
APPROVE = "certificates.approve_batch"
PROPOSE_REVOCATION = "certificates.propose_revocation"
CONFIRM_REVOCATION = "certificates.confirm_revocation"


class NotPermitted(Refusal):
    message: ClassVar[str | Promise] = _("%(person)s does not have the right to do this.")


class SameOfficer(Refusal):
    message: ClassVar[str | Promise] = _("An officer other than %(person)s has to do this.")


class OutOfReach(Refusal):
    message: ClassVar[str | Promise] = _("This concerns a city that is not in your region.")


def require(right: str, *, of: User) -> None:
    if not of.has_perm(right):
        raise NotPermitted(person=of)


def require_another(*, than: User, by: User) -> None:
    """Four eyes: what one officer prepared or proposed, another has to confirm."""
    if than.pk == by.pk:
        raise SameOfficer(person=by)
