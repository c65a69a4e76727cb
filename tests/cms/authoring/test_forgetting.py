"""What nobody comes back to goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.authoring.actions import begin_draft, forget_old_drafts, keep_draft, try_draft
from cms.authoring.models import Draft
from courses.packages.actions import sweep_packages
from courses.packages.actions.authoring import Work
from courses.packages.models import Content
from lms.audit.models import AuditEntry
from tests.factories import people
from tests.factories.semantics import TEXT, in_store

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def draft(title: str, *, age: int) -> Draft:
    """With a preview, touched last so many days ago."""
    author, at = people.instructor(), NOW - timedelta(days=age)
    made = begin_draft(main=TEXT, title=title, language="en", by=author, at=at)
    keep_draft(draft=made, title=title, typed={"text": "<p>Half</p>"}, by=author, at=at)
    work = Work(main=TEXT, title=title, language="en", parameters={"text": "<p>Half</p>"}, files={})
    try_draft(draft=made, work=work, by=author, at=at)
    return made


def test_a_draft_that_nobody_has_touched_for_ninety_days_is_forgotten_with_its_preview():
    in_store(TEXT)
    draft("Old", age=91)
    draft("Young", age=89)
    forget_old_drafts(at=NOW)
    forget_old_drafts(at=NOW)
    assert [one.title for one in Draft.objects.all()] == ["Young"]
    assert [one.title for one in Content.objects.all()] == ["Young"]
    assert AuditEntry.objects.get(action="draft.forgotten").actor_id is None


def test_a_preview_goes_after_two_days_and_its_draft_stays():
    in_store(TEXT)
    draft("Three days", age=3)
    draft("One day", age=1)
    sweep_packages(at=NOW)
    assert [one.title for one in Content.objects.all()] == ["One day"]
    assert Draft.objects.get(title="Three days").tried is None
    assert Draft.objects.get(title="Three days").typed == {"text": "<p>Half</p>"}
