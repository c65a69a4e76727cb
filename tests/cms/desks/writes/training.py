"""Programmes, editions, invitations and nominations."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from courses.enrolment.models import EnrolledCourse
from courses.programmes.models import TrainingProgramme
from courses.records.attempts.actions import open_attempt
from tests.cms.desks.writes.by import WRITES, Act, Officers, writes
from tests.factories.courseware import cmi5, learning_with, structure
from tests.factories.outlines import published
from tests.factories.programmes import AFTER_REPLY, Story, edition, person

POLICY = {"pass_mark": "70", "attendance_minimum": "80", "seats_per_city": "3", "city_certificate_from": "1"}
DATES = {"reply_by": "2026-03-20", "nominate_by": "2026-04-10", "starts_on": "2026-05-04", "ends_on": "2026-07-31"}


PROGRAMME = {"code": "NEW", "title": "Foundations", "description": "", **POLICY}


def _plan(programme: TrainingProgramme, **changes: str) -> dict[str, Any]:
    return {"programme": programme.pk, "code": "NEW-1", "seats": "20", **DATES, **POLICY, **changes}


@writes("training:programme_add")
def _(desk: Officers) -> Act:
    return lambda: desk.post("/admin/training/programmes/add/", PROGRAMME)


@writes("training:programme")
def _(desk: Officers) -> Act:
    TrainingProgramme.objects.create(code="NEW", title="Old")
    return lambda: desk.post("/admin/training/programmes/NEW/", PROGRAMME)


@writes("training:edition_add")
def _(desk: Officers) -> Act:
    plan = _plan(TrainingProgramme.objects.create(code="NEW", title="Old"), course_1=str(published().pk))
    return lambda: desk.post("/admin/training/editions/add/", plan)


@writes("training:edition_edit")
def _(desk: Officers) -> Act:
    run = edition()
    plan = _plan(run.programme, code=run.code, course_1=str(run.courses.get().pk), seats="30")
    return lambda: desk.post(f"/admin/training/editions/{run.code}/edit/", plan)


def _edition_step(do: str, **fields: Any) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        run = edition(**fields)
        return lambda: desk.post(f"/admin/training/editions/{run.code}/", {"do": do, "reason": "Flood"})

    return ready


OVER = {"reply_by": "2025-03-20", "nominate_by": "2025-04-10", "starts_on": "2025-05-04", "ends_on": "2025-07-31"}
WRITES |= {
    "training:edition open": _edition_step("open", state="draft"),
    "training:edition finish": _edition_step("finish", **OVER),
    "training:edition cancel": _edition_step("cancel"),
}


@writes("training:invite")
def _(desk: Officers) -> Act:
    story = Story()
    offer = {"city": [story.city.pk], "seats": "2", "reply_by": "2026-03-20"}
    return lambda: desk.post(f"/admin/training/editions/{story.edition.code}/invite/", offer)


STATE_BEFORE = {
    "send": "draft", "discard": "draft", "reopen": "expired", "withdraw": "sent", "review": "submitted",
    "select": "under_review", "waitlist": "under_review", "return": "under_review", "reject": "under_review",
}  # fmt: skip


def _invitation_step(do: str, *, board: bool) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        row = Story().invitation_in(STATE_BEFORE[do])
        data = {"do": do, "reason": "Budget", "reply_by": AFTER_REPLY.date().isoformat(), "row": [row.pk]}
        return lambda: desk.post(f"/admin/training/invitations/{'' if board else f'{row.pk}/'}", data)

    return ready


def _nomination_step(do: str, *, board: bool) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        story = Story()
        row = story.nomination_in(STATE_BEFORE[do], story.accepted(), person("Otieno"))
        data = {"do": do, "reason": "Budget", "row": [row.pk]}
        return lambda: desk.post(f"/admin/training/nominations/{'' if board else f'{row.pk}/'}", data)

    return ready


for each in ("send", "discard", "reopen", "withdraw"):
    WRITES[f"training:invitation {each}"] = _invitation_step(each, board=False)
    WRITES[f"training:invitations {each}"] = _invitation_step(each, board=True)
for each in ("review", "select", "waitlist", "return", "reject"):
    WRITES[f"training:nomination {each}"] = _nomination_step(each, board=False)
    WRITES[f"training:nominations {each}"] = _nomination_step(each, board=True)


@writes("training:unit")
def _(desk: Officers) -> Act:
    enrolment = learning_with(cmi5(structure()))
    by, at = enrolment.person, timezone.now()
    enrolled = EnrolledCourse.objects.get(enrolment=enrolment)
    attempt = open_attempt(enrolled=enrolled, activity_key="p1", by=by, at=at)
    return lambda: desk.post(f"/admin/training/units/{attempt.code}/", {"unit": "0", "reason": "Broken sound"})
