"""Keeping wagtail-localize's copy of an original in step with what is published."""

import json

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from lms.jobs.actions import ask_unless_waiting


def follow_original(page: Page) -> None:
    """Ask, in the transaction of an original's publication, for a job that cuts it up anew, if it is translated.

    It takes a dozen statements for every string, and what goes wrong in it must not undo the publication.
    """
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is not None and source.translations.filter(enabled=True).exists():
        arguments = {"source": source.pk}
        ask_unless_waiting(task="cms.follow_original", arguments=arguments, queue="batch", at=timezone.now())


@transaction.atomic
def cut_up_anew(source_id: int) -> None:
    """Cut up an original as it is published now, unless it was cut up since: twice is once.

    Its translations stay published as they are; the strings that are new wait for their translators, and those that
    did not change keep their translations.
    """
    # Locked before the page is read: of two that cut up the same original, the later sees the newer publication.
    source = TranslationSource.objects.select_for_update().filter(pk=source_id).first()
    if source is None:
        return
    page = Page.objects.filter(translation_key=source.object_id, locale=source.locale_id).first()
    if page is not None and page.live_revision_id != json.loads(source.content_json)["live_revision"]:
        source.update_from_db()
