"""What Wagtail logs of pages, topics and accounts, told to the audit log too where it changes what others see.

Wagtail's own log feeds its history pages and may be pruned; the audit log is written once. Edits of drafts stay there.
"""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import BaseLogEntry, ModelLogEntry, Page, PageLogEntry

from lms.audit.actions import audit

OF_PAGES = {
    "wagtail.create": "page.drafted",
    "wagtail.publish": "page.published",
    "wagtail.unpublish": "page.unpublished",
    "wagtail.delete": "page.deleted",
    "wagtail.move": "page.moved",
    "wagtail.rename": "page.renamed",
    "wagtail.copy": "page.copied",
    "wagtail.copy_for_translation": "page.translation-started",
    "wagtail.publish.schedule": "page.publishing-scheduled",
    "wagtail.schedule.cancel": "page.publishing-unscheduled",
    "wagtail.view_restriction.create": "page.restricted",
    "wagtail.view_restriction.edit": "page.restricted",
    "wagtail.view_restriction.delete": "page.opened",
    "wagtail.workflow.approve": "page.approved",
    "wagtail.workflow.reject": "page.returned",
}
_WRITTEN = {"wagtail.create": "added", "wagtail.edit": "changed", "wagtail.delete": "deleted"}
OF_OTHERS = {
    ("cms", "topic"): {action: f"topic.{verb}" for action, verb in _WRITTEN.items()},
    ("accounts", "user"): {"wagtail.delete": "account.deleted"},
}
"""The other kinds are written by actions, which audit by themselves."""


def connect() -> None:
    """Listen to Wagtail's log; called once, when the app is ready."""
    post_save.connect(_page, sender=PageLogEntry, dispatch_uid="audit pages")
    post_save.connect(_other, sender=ModelLogEntry, dispatch_uid="audit others")


def _page(instance: PageLogEntry, created: bool, **_signal: Any) -> None:
    if created and (action := OF_PAGES.get(instance.action)):
        page = Page(pk=instance.page_id, title=instance.label)
        _tell(instance, action, page, kind=instance.content_type.model if instance.content_type else "")


def _other(instance: ModelLogEntry, created: bool, **_signal: Any) -> None:
    kind = instance.content_type
    action = OF_OTHERS.get((kind.app_label, kind.model), {}).get(instance.action) if kind else None
    if created and action:
        _tell(instance, action, kind.get_object_for_this_type(pk=instance.object_id))


def _tell(entry: BaseLogEntry, action: str, target: Any, **details: str) -> None:
    audit(action=action, target=target, by=entry.user, at=entry.timestamp, **details)
