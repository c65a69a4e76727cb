"""How often verification was used: a number a day and answer, nothing about who asked."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from certificates.models import VerificationCount


def count_verification(*, answer: str, at: datetime) -> None:
    with transaction.atomic():
        row, _created = VerificationCount.objects.get_or_create(day=at.date(), answer=answer)
        VerificationCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
