"""The door to an attempt: the learner's own, or 404, whether it is another's or does not exist."""

from django.http import Http404, HttpRequest

from courses.enrolment.doors import learner
from courses.enrolment.models import EnrolledCourse
from courses.records.models import Attempt


def attempt_or_404(request: HttpRequest, code: str) -> tuple[EnrolledCourse, Attempt]:
    """With the course of the enrolment to which it belongs."""
    attempt = (
        Attempt.objects.select_related("revision__main").filter(code=code, enrolment__person=learner(request)).first()
    )
    if attempt is None:
        raise Http404
    rows = EnrolledCourse.objects.select_related("enrolment__city", "enrolment__edition", "course", "revision")
    return rows.defer("revision__data").get(enrolment=attempt.enrolment_id, course=attempt.course_id), attempt
