"""The doors as views use them: one answer, 404, for what is another's and for what does not exist."""

from django.http import Http404, HttpRequest

from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.enrolment.queries import enrolled_course_for, enrolment_for
from lms.accounts.models import User


def learner(request: HttpRequest) -> User:
    """The person signed in; for views behind login_required."""
    assert isinstance(request.user, User)  # noqa: S101 - tells the type checker what login_required has checked
    return request.user


def enrolment_or_404(request: HttpRequest, code: str) -> Enrolment:
    enrolment = enrolment_for(person=learner(request), code=code)
    if enrolment is None:
        raise Http404
    return enrolment


def enrolled_course_or_404(request: HttpRequest, code: str, slug: str) -> EnrolledCourse:
    enrolled = enrolled_course_for(person=learner(request), code=code, slug=slug)
    if enrolled is None:
        raise Http404
    return enrolled
