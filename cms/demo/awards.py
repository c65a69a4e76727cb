"""The demo's signatories, and the certificates of its finished edition."""

from datetime import date, datetime, timedelta

from certificates.actions.batches import approve_batch, prepare_batch
from certificates.models import CertificateBatch, Signatory
from cms.demo.editions import APPROVER, FINISHED, SECRETARY
from courses.programmes.models import Edition
from lms.accounts.models import User

# Invented names; the strokes are drawn for the demo.
SIGNATORIES = (
    (
        Signatory.Office.SECRETARY_GENERAL,
        "Miriam Adeyemi",
        "World Network of City Governments",
        "M6 44C14 14 24 6 27 22S22 52 34 30 50 6 52 24 44 54 60 32 74 18 80 30 76 46 90 34 104 22 112 32 150 26",
    ),
    (
        Signatory.Office.MAYOR_OF_CHAIR_CITY,
        "Jung Hae-won",
        "Seoul Metropolitan Government",
        "M8 20C30 4 40 8 34 30S14 56 12 44 40 18 58 22 60 44 70 40 84 16 92 24 92 46 104 36 112 18 156 30",
    ),
)


def load_signatories() -> None:
    for office, name, organisation, signature in SIGNATORIES:
        Signatory.objects.get_or_create(
            office=office,
            name=name,
            defaults={"organisation": organisation, "signature": signature, "since": date(2024, 1, 1)},
        )


def prepare(*, at: datetime) -> None:
    """The secretary prepares the finished edition's batch; its job previews every certificate."""
    edition = Edition.objects.get(code=FINISHED)
    if not edition.certificate_batches.exists():
        prepare_batch(edition=edition, by=User.objects.get(email=SECRETARY), at=at - timedelta(days=2))


def approve(*, at: datetime) -> None:
    """The approver approves what was previewed; its job issues the certificates."""
    for batch in CertificateBatch.objects.filter(edition__code=FINISHED, state=CertificateBatch.State.PREPARED):
        approve_batch(batch=batch, by=User.objects.get(email=APPROVER), at=at - timedelta(days=1))
