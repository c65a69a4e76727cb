"""Marking assignments."""

from collections.abc import Callable
from datetime import timedelta

from wagtail.models import Locale, Page

from cms.models import CoursePage
from courses.assignments.actions.drafts import begin_draft, save_draft, submit
from tests.cms.desks.writes.by import Act, Officers, writes
from tests.factories.learning import course_of, edition, enrolled
from tests.factories.outlines import assignment, lesson, outline, published
from tests.factories.programmes import MONDAY

MARKS = {"c0": "0", "c1": "0", "comment": "Well said.", "reason": "Say who."}


def _step(do: str) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        begun = {"starts_on": MONDAY.date() - timedelta(7)}
        run = edition(published(outline("foundations", lesson("l1", assignment()))), **begun)
        course = course_of(enrolled(run=run, at=MONDAY))
        page = CoursePage(title="A course", slug="a-course", hours=1, description="<p>A.</p>")
        page.translation_key, page.locale = course.course.key, Locale.objects.first()
        Page.objects.get(depth=1).add_child(instance=page)
        whoever = {"enrolled": course, "by": course.enrolment.person, "at": MONDAY}
        draft = begin_draft(activity_key="a1", **whoever)
        save_draft(submission=draft, text="A text.", **whoever)
        submission = submit(submission=draft, **whoever)
        return lambda: desk.post(f"/admin/assignments/{submission.pk}/", MARKS | {"do": do}, by="administrator")

    return ready


for each in ("take", "mark", "return"):
    writes(f"assignments_desk:mark {each}")(_step(each))
