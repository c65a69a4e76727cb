"""What a person has learnt and been awarded: the record, as its owner sees it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from certificates.models import Certificate
from courses.enrolment.models import Enrolment
from courses.progress.models import Completion
from lms.accounts.models import User


@dataclass(frozen=True)
class RecordEntry:
    """One enrolment. `fraction` is the mean of its courses; `score` is that of the completion, 0 to 1."""

    enrolment: Enrolment
    completion: Completion | None
    fraction: Decimal
    certificates: tuple[Certificate, ...]


def record_of(*, person: User) -> list[RecordEntry]:
    """Newest first, in a fixed number of statements."""
    published = Certificate.objects.filter(state__in=Certificate.PUBLIC).select_related("superseded_by")
    rows = (
        Enrolment.objects.filter(person=person)
        .select_related("edition__programme", "city", "completion")
        .prefetch_related("progress", "courses", Prefetch("certificates", published.order_by("-issued_at")))
        .order_by("-enrolled_at", "-pk")
    )
    return [_entry(enrolment) for enrolment in rows]


def _entry(enrolment: Enrolment) -> RecordEntry:
    fractions = [progress.fraction for progress in enrolment.progress.all()]
    courses = len(enrolment.courses.all())
    return RecordEntry(
        enrolment=enrolment,
        completion=getattr(enrolment, "completion", None),
        fraction=sum(fractions, Decimal(0)) / courses if courses else Decimal(0),
        certificates=tuple(enrolment.certificates.all()),
    )
