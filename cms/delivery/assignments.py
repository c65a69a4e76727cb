"""How an assignment stands for one reader, in the card that the lesson shows of it."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.delivery.pieces import piece
from courses.assignments.models import Submission
from courses.assignments.queries import due_at, submissions_of
from courses.assignments.showing import badge_of
from courses.outline.queries import outline_of
from courses.progress.queries import Standing


def assignment_part(standing: Standing, key: str) -> str:
    """State, due date and the way there, unless it was added after this enrolment."""
    found = outline_of(revision=standing.enrolled.revision).activity(key)
    if not found or found[1].assignment is None:
        return ""
    latest = submissions_of(enrolled=standing.enrolled, activity_key=key).last()
    badge = badge_of(latest) if latest else {"label": _("not begun"), "kind": "plain"}
    own = {
        "href": reverse("assignment", args=[standing.code, standing.course_slug, key]),
        "due": date_format(due_at(enrolled=standing.enrolled, assignment=found[1].assignment)),
    }
    return piece("cms/delivery/assignment.html", own, **badge)


def handed_in_at(standing: Standing, keys: object) -> tuple[tuple[object, ...], ...]:
    """What the cards of these assignments depend on; asked only where a page holds one."""
    if not isinstance(keys, list) or not keys:
        return ()
    enrolled = standing.enrolled
    rows = Submission.objects.filter(enrolment=enrolled.enrolment_id, course=enrolled.course_id, activity_key__in=keys)
    return tuple(rows.order_by("pk").values_list("pk", "state", "mark__passed"))
