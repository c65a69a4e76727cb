"""Listing a SCORM or cmi5 package that has been checked, with all its files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from courses.packages.actions.revisions import content_for, next_revision
from courses.packages.actions.shelving import Swept
from courses.packages.courseware import Courseware
from courses.packages.models import Content, ContentRevision
from courses.packages.storing import Written, adopt, digest_of, settle, write_missing
from lms.accounts.models import User
from lms.audit.actions import audit

TRIES = 3


@dataclass(frozen=True)
class CoursewareImport:
    """`listed` is called in the transaction that lists the content; `moved` after each file: so many of so many."""

    brought: Courseware
    content: Content | None
    digest: str
    by: User | None
    at: datetime
    moved: Callable[[int, int], None]
    listed: Callable[[Content | None], None]

    def carried_out(self) -> Content:
        """Again where the sweep took a file between the look and the lock."""
        hashes = self._hashes()
        sources = {sha256: self.brought.files[path] for path, sha256 in hashes.items()}
        for _try in range(TRIES):
            written = write_missing(sources, at=self.at)
            try:
                return self._listed(written, hashes)
            except Swept:
                settle(written.loose)
            except BaseException:
                settle(written.loose)
                raise
        raise Swept

    def _hashes(self) -> dict[str, str]:
        """Every byte is read before the first is written."""
        hashes = {}
        for done, (path, source) in enumerate(self.brought.files.items(), start=1):
            hashes[path] = digest_of(source)
            self.moved(done, len(self.brought.files))
        return hashes

    @transaction.atomic
    def _listed(self, written: Written, hashes: dict[str, str]) -> Content:
        wanted = set(hashes.values())
        blobs = adopt(written, wanted)
        if len(blobs) < len(wanted):
            raise Swept
        content = content_for(
            kind=self.brought.kind, title=self.brought.title, content=self.content, by=self.by, at=self.at
        )
        revision = next_revision(
            content=content, files={path: blobs[sha256] for path, sha256 in hashes.items()},
            origin=ContentRevision.Origin.IMPORTED, language=self.brought.language, sha256=self.digest,
            structure=self.brought.structure, by=self.by, at=self.at,
        )  # fmt: skip
        audit(
            action="content.imported", target=content, by=self.by, at=self.at, revision=revision.number,
            kind=self.brought.kind,
        )  # fmt: skip
        self.listed(content)
        return content
