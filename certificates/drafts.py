"""Certificates as they would be printed now: rows not saved yet, their texts gathered by a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from certificates import render, texts
from certificates.models import Certificate, CertificateBatch, Signatory
from certificates.queries.eligibility import CityStanding
from certificates.queries.signatories import signatories_of
from courses.enrolment.models import EnrolledCourse
from courses.outline.queries import outlines_of
from courses.outline.structure import Outline
from courses.programmes.models import new_code
from courses.progress.models import Completion
from lms.network.models import Position

Kind = Certificate.Kind
KIND_OF: dict[str, Kind] = {
    Completion.Outcome.COMPLETED: Kind.COMPLETION,
    Completion.Outcome.PARTICIPATED: Kind.PARTICIPATION,
}


class Drafts:
    """Drafts of one batch on one day. Everything that the texts need is read when it is made."""

    def __init__(self, *, batch: CertificateBatch, completions: Sequence[Completion], kinds: Iterable[str], day: date):
        """`completions`: of every official who receives a certificate or is named in an annex."""
        self.batch = batch
        self.day = day
        self.signatories: dict[str, list[Signatory]] = signatories_of(kinds=list(kinds), day=day)
        self.outlines = _outlines([row.enrolment_id for row in completions])
        self.posts = _posts([row.enrolment.person_id for row in completions])

    def of_official(self, completion: Completion) -> Certificate:
        enrolment, kind, code = completion.enrolment, KIND_OF[completion.outcome], new_code()
        document = texts.official_document(
            completion=completion,
            outlines=self.outlines[enrolment.pk],
            title=self._title(completion),
            signatories=self.signatories[kind],
            code=code,
            day=self.day,
        )
        return Certificate(
            batch=self.batch, kind=kind, edition=enrolment.edition, city=enrolment.city, enrolment=enrolment,
            code=code, text=texts.frozen(document, kind),
        )  # fmt: skip

    def of_city(self, standing: CityStanding) -> Certificate:
        code = new_code()
        document = texts.city_document(
            edition=self.batch.edition,
            city=standing.city,
            officials=[texts.named_official(row, self._title(row)) for row in standing.completions],
            outlines=self.outlines[standing.completions[0].enrolment_id],
            signatories=self.signatories[Kind.CITY],
            code=code,
            day=self.day,
        )
        return Certificate(
            batch=self.batch, kind=Kind.CITY, edition=self.batch.edition, city=standing.city,
            code=code, text=texts.frozen(document, Kind.CITY),
        )  # fmt: skip

    def _title(self, completion: Completion) -> render.Words:
        enrolment = completion.enrolment
        return texts.title_of(enrolment, self.posts[enrolment.person_id])


def _outlines(enrolments: Iterable[int]) -> dict[int, list[Outline]]:
    """The outlines that each enrolment is pinned to, in order."""
    rows = EnrolledCourse.objects.filter(enrolment__in=enrolments).select_related("revision").defer("revision__data")
    pinned = list(rows.order_by("enrolment", "position"))
    outlines = outlines_of(revisions={row.revision_id: row.revision for row in pinned}.values())
    found = defaultdict(list)
    for row in pinned:
        found[row.enrolment_id].append(outlines[row.revision_id])
    return found


def _posts(people: Iterable[int]) -> dict[int, list[Position]]:
    found = defaultdict(list)
    for post in Position.objects.filter(person__in=people).order_by("-since"):
        found[post.person_id].append(post)
    return found
