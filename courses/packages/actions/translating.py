"""A content in another language: the same activity, its texts translated one by one."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from courses.packages.actions.revisions import next_revision
from courses.packages.cleaning import cleaned_texts
from courses.packages.h5p.texts import Translated, placed, with_texts
from courses.packages.models import Content, ContentRevision
from courses.packages.queries import is_waiting
from lms.accounts.models import User
from lms.audit.actions import audit


@transaction.atomic
def translate_content(
    *, content: Content, language: str, texts: Mapping[str, Translated], by: User | None, at: datetime
) -> ContentRevision | None:
    """A revision that speaks `language` by these texts (courses.packages.h5p.texts); None where it would say the same.

    A text is put only where the words stand that it translates. What the texts do not reach stays as the translation
    has it, else as the original has it. Of a content whose libraries wait for approval nothing is changed: what its
    texts are is not known yet.
    """
    held = Content.objects.select_for_update().get(pk=content.pk)
    last = ContentRevision.objects.select_related("main").get(current_of=held)
    if last.main is None or is_waiting(last):
        return None
    base = _base(last, language)
    before = cleaned_texts(last, base)
    translated = with_texts(base, placed(texts, cleaned_texts(last, last.parameters or {})))
    if cleaned_texts(last, translated) == before:
        return None
    revision = next_revision(
        content=held, files={file.path: file.blob for file in last.files.select_related("blob")},
        origin=ContentRevision.Origin.TRANSLATED, language=last.language, main=last.main, parameters=last.parameters,
        translations={**last.translations, language: translated}, metadata=last.metadata, sha256="", by=by, at=at,
    )  # fmt: skip
    audit(action="content.translated", target=held, by=by, at=at, revision=revision.number, language=language)
    return revision


def _base(revision: ContentRevision, language: str) -> dict[str, object]:
    """The translation there is, as long as its texts stand where those of the original do."""
    original: dict[str, object] = revision.parameters or {}
    translation: dict[str, object] | None = revision.translations.get(language)
    if translation is None:
        return original
    same = cleaned_texts(revision, translation).keys() == cleaned_texts(revision, original).keys()
    return translation if same else original
