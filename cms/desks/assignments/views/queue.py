"""What waits for marking, the one that has waited longest first."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy

from cms.desks.assignments.door import MARK, AssignmentsDeskView, submissions_for
from cms.desks.assignments.forms import QueueFilter
from cms.desks.assignments.showing import author_of, title_of
from courses.assignments.models import Submission
from courses.assignments.showing import badge_of
from courses.enrolment.models import EnrolledCourse
from courses.outline.queries import outlines_of

ROWS = 50


class Queue(AssignmentsDeskView):
    may_read = MARK
    page_title = gettext_lazy("Assignments to mark")
    template_name = "assignments_desk/queue.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = QueueFilter(request.GET)
        found = submissions_for(self.officer).filter(chosen.wanted(self.officer))
        page = Paginator(found, ROWS).get_page(request.GET.get("p"))
        pages = page.paginator.get_elided_page_range(page.number)
        return self.show(filter=chosen, rows=_shown(list(page.object_list)), page=page, pages=pages)


def _shown(rows: list[Submission]) -> list[dict[str, Any]]:
    """With titles from the outlines that the authors are pinned to: as many statements for many as for one."""
    pins = EnrolledCourse.objects.filter(enrolment__in=[row.enrolment_id for row in rows]).select_related("revision")
    by_place = {(pin.enrolment_id, pin.course_id): pin.revision for pin in pins.defer("revision__data")}
    outlines = outlines_of(revisions={revision.pk: revision for revision in by_place.values()}.values())
    language = get_language() or ""
    shown = []
    for row in rows:
        outline = outlines[by_place[row.enrolment_id, row.course_id].pk]
        shown.append({
            "row": row, "title": title_of(outline, row, language), "author": author_of(outline, row),
            "badge": badge_of(row),
        })  # fmt: skip
    return shown
