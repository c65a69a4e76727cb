"""Kept contents as plain forms: the revision's parameters in a language, and its files."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from courses.packages.addresses import files_address
from courses.packages.models import ContentFile, ContentRevision
from courses.packages.plain.exercise import Exercise, exercise_of
from courses.packages.playing import parameters_of
from courses.packages.queries import is_waiting
from courses.packages.storing import open_blob

LONGEST_TEXT = 256 * 1024
"""Bytes of a transcript that are shown."""


@dataclass(frozen=True)
class RevisionFiles:
    revision: ContentRevision
    at: datetime

    def address(self, path: str) -> str:
        return f"{files_address(content_id=self.revision.pk, at=self.at)}content/{quote(path)}"

    def text(self, path: str) -> str:
        held = ContentFile.objects.select_related("blob").filter(revision=self.revision, path=path).first()
        if held is None:
            return ""
        with open_blob(held.blob) as file:
            return file.read(LONGEST_TEXT).decode(errors="replace")


def has_plain_form(revision: ContentRevision) -> bool:
    """Asks the database nothing once the parameters are filtered."""
    if revision.main is None or _waits(revision):
        return False
    parameters = (revision.filtered or {}).get("", revision.parameters or {})
    return exercise_of(main=str(revision.main), parameters=parameters) is not None


def exercise_for(revision: ContentRevision, *, language: str, seed: str, at: datetime) -> Exercise | None:
    """The revision's plain form in `language`, drawn and shuffled by `seed`; None where it has none, or none yet."""
    if revision.main is None or _waits(revision):
        return None
    parameters, files = parameters_of(revision, language=language), RevisionFiles(revision, at)
    return exercise_of(main=str(revision.main), parameters=parameters, seed=seed, files=files)


def _waits(revision: ContentRevision) -> bool:
    """Parameters are filtered by libraries that are approved, and shown to nobody before."""
    return revision.filtered is None and is_waiting(revision)
