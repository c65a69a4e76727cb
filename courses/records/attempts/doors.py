"""The door to an attempt: the learner's own, or 404, whether it is another's or does not exist."""

from collections.abc import Collection

from django.http import Http404, HttpRequest

from courses.enrolment.doors import learner
from courses.enrolment.models import EnrolledCourse
from courses.packages.models import Content
from courses.records.models import Attempt

H5P = frozenset({Content.Kind.H5P})
SCORM = frozenset({Content.Kind.SCORM_12, Content.Kind.SCORM_2004})
CMI5 = frozenset({Content.Kind.CMI5})


def attempt_or_404(request: HttpRequest, code: str, *, kinds: Collection[str]) -> tuple[EnrolledCourse, Attempt]:
    """With the course of the enrolment to which it belongs. Each kind of content is heard at its own addresses only:
    what one of them believes, another would let through unasked."""
    own = Attempt.objects.filter(code=code, enrolment__person=learner(request), revision__content__kind__in=kinds)
    attempt = own.select_related("revision__main", "revision__content").first()
    if attempt is None:
        raise Http404
    rows = EnrolledCourse.objects.select_related("enrolment__city", "enrolment__edition", "course", "revision")
    return rows.defer("revision__data").get(enrolment=attempt.enrolment_id, course=attempt.course_id), attempt
