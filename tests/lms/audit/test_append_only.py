"""The log is written once. The database refuses the rest, whoever asks."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from lms.audit.actions import audit
from lms.audit.models import AuditEntry
from tests.factories.cities import city
from tests.factories.people import secretary

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def entry(db: None) -> AuditEntry:
    audit(action="city.renamed", target=city(), by=secretary(), at=NOON, old="Nairobi", new="Nairobi City")
    return AuditEntry.objects.get(action="city.renamed")


def test_an_entry_says_who_did_what_to_what_and_when(entry: AuditEntry) -> None:
    assert (entry.actor and entry.actor.display_name, entry.target_label, entry.at) == ("Han Seo-yeon", "Nairobi", NOON)
    assert (entry.target_type, entry.details) == ("network.city", {"old": "Nairobi", "new": "Nairobi City"})


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_auditentry SET action = 'nothing'", "DELETE FROM audit_auditentry"]
)
def test_the_database_refuses_to_change_or_delete_an_entry(entry: AuditEntry, statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    entry.refresh_from_db()
    assert entry.action == "city.renamed"


def test_the_models_cannot_either(entry: AuditEntry) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


def test_what_happens_in_a_transaction_that_fails_is_not_told(db: None) -> None:
    with transaction.atomic():
        audit(action="city.renamed", target=city(), by=None, at=NOON)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()
