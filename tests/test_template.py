"""The database that every test finds: as migrations left it, whatever the test before it committed."""

import pytest
from django.contrib.auth.models import Permission
from django.test import TransactionTestCase
from wagtail.models import Page

from lms.audit.models import AuditEntry
from tests.factories.people import secretary


def what_is_there() -> list[int]:
    return [model.objects.count() for model in (AuditEntry, Page, Permission)]


@pytest.mark.django_db(transaction=True)
def test_what_a_test_committed_is_gone_and_what_migrations_made_is_there_again() -> None:
    before = what_is_there()
    secretary()
    Page.objects.all().delete()
    Permission.objects.all().delete()
    assert what_is_there()[1:] == [0, 0]
    TransactionTestCase("run")._fixture_teardown()  # type: ignore[attr-defined]  # Django's own, which the stubs leave out
    assert what_is_there() == before
