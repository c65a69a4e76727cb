"""Reviewing what a peer handed in, without knowing whose it is."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.assignments.actions.peers import submit_peer_review
from courses.assignments.doors import file_in_or_404, review_or_404
from courses.assignments.downloads import download_of
from courses.assignments.forms import RubricForm
from courses.assignments.models import PeerReview
from courses.assignments.names import without_author
from courses.assignments.pages import AssignmentPage
from courses.assignments.queries import assignment_of, reviews_for
from courses.assignments.showing import files_of, review_of
from courses.assignments.views.assignment import page_or_404
from lms.refusals import Refusal


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, code: str, slug: str, activity_key: str, review_code: str) -> HttpResponse:
    """The submission with the rubric as a form; complete, what was said. Then the next of the list."""
    page, found = _found(request, code, slug, activity_key, review_code)
    if request.method != "POST":
        return _shown(request, page, found, _form(page, found))
    form = _form(page, found, request.POST)
    if not form.is_valid():
        return _shown(request, page, found, form, status=422)
    try:
        submit_peer_review(
            review=found, levels=form.levels(), comment=form.cleaned_data["comment"], by=page.learner, at=page.at
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("Thank you. The author will read your review with the mark."))
    return redirect(page.address())


@login_required
@require_safe
def review_file(
    request: HttpRequest, code: str, slug: str, activity_key: str, review_code: str, file_code: str
) -> FileResponse:
    _page, found = _found(request, code, slug, activity_key, review_code)
    place, file = file_in_or_404(found.submission, file_code)
    return download_of(file, name=without_author(file.name, place))


def _found(
    request: HttpRequest, code: str, slug: str, activity_key: str, review_code: str
) -> tuple[AssignmentPage, PeerReview]:
    page, found = page_or_404(request, code, slug, activity_key), review_or_404(request, review_code)
    submission = found.submission
    if found.reviewer_id != page.enrolled.enrolment_id or submission.course_id != page.enrolled.course_id:
        raise Http404
    if submission.activity_key != page.activity.key:
        raise Http404
    return page, found


def _form(page: AssignmentPage, found: PeerReview, data: Any = None) -> RubricForm:
    """By the rubric that the author was shown, should theirs be another revision of the course."""
    return RubricForm(data, assignment=assignment_of(submission=found.submission), say=page.say, must_comment=True)


def _shown(
    request: HttpRequest, page: AssignmentPage, found: PeerReview, form: RubricForm, *, status: int = 200
) -> HttpResponse:
    own = reviews_for(
        enrolment=page.enrolled.enrolment, course_id=page.enrolled.course_id, activity_key=page.activity.key
    )
    complete = found.state == PeerReview.State.COMPLETE
    values = page.frame() | {
        "number": [one.pk for one in own].index(found.pk) + 1,
        "text": found.submission.text,
        "files": files_of(
            found.submission.files.all(),
            lambda file: page.address("assignment_review_file", found.code, file.code),
            hidden=True,
        ),
        "form": None if complete or page.closed else form,
        "said": review_of(found, form.assignment, page.say) if complete else None,
    }
    return render(request, "assignments/review.html", values, status=status)
