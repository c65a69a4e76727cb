"""An assignment: one address for beginning, writing and handing in, none of which needs script."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.assignments.actions.drafts import begin_draft, save_draft, submit
from courses.assignments.actions.uploads import add_file, remove_file
from courses.assignments.doors import own_file_or_404
from courses.assignments.downloads import download_of
from courses.assignments.forms import DraftForm
from courses.assignments.models import Submission
from courses.assignments.pages import AssignmentPage
from courses.assignments.queries import submissions_of
from courses.enrolment.doors import enrolled_course_or_404, learner
from courses.outline.queries import outline_of
from lms.refusals import Refusal


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assignment(request: HttpRequest, code: str, slug: str, activity_key: str) -> HttpResponse:
    """POST `step`: begin, save or submit; `remove` names a file. Text and files sent along are kept with each."""
    page = page_or_404(request, code, slug, activity_key)
    if request.method != "POST":
        return render(request, "assignments/assignment.html", page.shown())
    try:
        return _step(request, page)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(page.address())


@login_required
@require_safe
def file(request: HttpRequest, code: str, slug: str, activity_key: str, file_code: str) -> FileResponse:
    """One's own file."""
    enrolled = enrolled_course_or_404(request, code, slug)
    found = own_file_or_404(enrolled, activity_key, file_code)
    return download_of(found, name=found.name)


def page_or_404(request: HttpRequest, code: str, slug: str, activity_key: str) -> AssignmentPage:
    enrolled = enrolled_course_or_404(request, code, slug)
    outline = outline_of(revision=enrolled.revision)
    found = outline.activity(activity_key)
    if found is None or found[1].assignment is None:
        raise Http404
    rows = submissions_of(enrolled=enrolled, activity_key=activity_key).prefetch_related("files", "reviews")
    return AssignmentPage(
        enrolled=enrolled, outline=outline, lesson=found[0], activity=found[1], assignment=found[1].assignment,
        submissions=list(rows), language=get_language() or outline.language, learner=learner(request),
        at=timezone.now(),
    )  # fmt: skip


def _step(request: HttpRequest, page: AssignmentPage) -> HttpResponse:
    whoever: dict[str, Any] = {"enrolled": page.enrolled, "by": page.learner, "at": page.at}
    step, draft = request.POST.get("step", ""), page.draft
    if step == "begin":
        begin_draft(activity_key=page.activity.key, **whoever)
        return redirect(page.address())
    if draft is None:
        return redirect(page.address())
    form = DraftForm(request.POST)
    if not form.is_valid():
        return render(request, "assignments/assignment.html", page.shown(form), status=422)
    _keep(request, page, draft, form, whoever)
    return _go_on(request, page, draft, whoever)


def _keep(request: HttpRequest, page: AssignmentPage, draft: Submission, form: DraftForm, whoever: Any) -> None:
    """First what was written, which nobody wants to write again if a file is refused."""
    if page.assignment.written and "text" in request.POST:
        save_draft(submission=draft, text=form.cleaned_data["text"], **whoever)
    if name := request.POST.get("remove"):
        remove_file(submission=draft, code=name, **whoever)
    for sent in request.FILES.getlist("files"):
        if isinstance(sent, UploadedFile):
            add_file(submission=draft, name=sent.name or "", size=sent.size or 0, chunks=sent.chunks(), **whoever)


def _go_on(request: HttpRequest, page: AssignmentPage, draft: Submission, whoever: Any) -> HttpResponse:
    if request.POST.get("step") == "submit":
        submit(submission=draft, **whoever)
        messages.success(request, gettext("Submitted. You will get a message when it is marked."))
    else:
        messages.success(request, gettext("Your draft is saved. You can come back and go on."))
    return redirect(page.address())
