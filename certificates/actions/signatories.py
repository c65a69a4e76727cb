"""Who signs, in which office and for which term."""

from datetime import datetime

from django.db import transaction

from certificates.models import Signatory
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.audit.changes import changes_of


@transaction.atomic
def keep_signatory(*, signatory: Signatory, by: User, at: datetime) -> Signatory:
    """Write a new signatory or a changed one. What was printed keeps the name that it has."""
    verb = "added" if signatory._state.adding else "changed"
    changes = changes_of(signatory)
    signatory.save()
    audit(action=f"signatory.{verb}", target=signatory, by=by, at=at, changes=changes)
    return signatory


@transaction.atomic
def remove_signatory(*, signatory: Signatory, by: User, at: datetime) -> None:
    """For a term that was entered by mistake; only an administrator has the right."""
    audit(action="signatory.deleted", target=signatory, by=by, at=at)
    signatory.delete()
