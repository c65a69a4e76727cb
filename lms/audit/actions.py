"""Writing the log. There is no action that changes or deletes an entry, and the database refuses both."""

from datetime import datetime
from typing import Any

from django.db import models

from lms.audit.models import AuditEntry


def audit(*, action: str, target: models.Model, by: models.Model | None, at: datetime, **details: Any) -> None:
    """Record that `by` did `action` (a verb of the domain, "invitation.sent") to `target`, in the caller's transaction.

    `by` is None when the platform itself acted, a deadline for instance. Details must be JSON values, no secrets.
    """
    AuditEntry.objects.create(
        action=action,
        actor_id=by.pk if by else None,
        at=at,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:255],
        details=details,
    )
