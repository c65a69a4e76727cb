"""What changes the public site is told to the audit log, with who did it; edits of drafts are not."""

from typing import Any

import pytest
from wagtail.actions.unpublish_page import UnpublishPageAction

from cms.models import CoursePage
from lms.audit.models import AuditEntry
from tests.factories import people, site

pytestmark = pytest.mark.django_db


def told(page: Any) -> list[tuple[str, Any]]:
    entries = AuditEntry.objects.filter(target_type="wagtailcore.page", target_id=str(page.pk))
    return [(entry.action, entry.actor) for entry in entries.order_by("pk")]


def test_publishing_and_taking_back_are_told_and_a_draft_is_not(course: Any) -> None:
    page, editor = site.course_page(), people.instructor()
    before = told(page)
    revision = page.save_revision(user=editor, log_action=True)
    assert told(page) == before
    revision.publish(user=editor, skip_permission_checks=True)
    UnpublishPageAction(page, user=editor).execute(skip_permission_checks=True)
    assert told(page)[len(before) :] == [("page.published", editor), ("page.unpublished", editor)]
    entry = AuditEntry.objects.get(action="page.unpublished")
    assert (entry.target_label, entry.details) == (page.title, {"kind": "coursepage"})


def test_a_deleted_page_keeps_its_name_in_the_log(course: Any, client: Any) -> None:
    page, root = site.course_page("ko"), people.administrator()
    client.force_login(root)
    client.post(f"/admin/pages/{page.pk}/delete/")
    assert not CoursePage.objects.filter(pk=page.pk).exists()
    assert ("page.deleted", root) in told(page)
    assert AuditEntry.objects.filter(action="page.deleted", target_label=page.title).exists()
