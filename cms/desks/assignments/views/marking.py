"""Marking one submission after the other, or giving it back."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.desks.assignments.door import MARK, QUEUE, AssignmentsDeskView, submission_or_404, submissions_for
from cms.desks.assignments.forms import ReturnForm
from cms.desks.assignments.showing import author_of, title_of
from courses.assignments.actions.marking import mark, return_for_revision, take_for_marking
from courses.assignments.doors import file_in_or_404
from courses.assignments.downloads import download_of
from courses.assignments.forms import RubricForm, initial_of
from courses.assignments.models import PeerReview, Submission
from courses.assignments.names import without_author
from courses.assignments.queries import assignment_in, enrolled_of, reviews_about
from courses.assignments.rubric import peer_levels, peer_points
from courses.assignments.showing import badge_of, files_of, mark_of, review_of
from courses.outline.queries import outline_of
from courses.outline.structure import Texts
from lms.refusals import Refusal


class OfOneSubmission(AssignmentsDeskView):
    """What is asked of the submission and of the assignment that it is for, read once."""

    trail = [QUEUE]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = kwargs["pk"]

    @property
    def submission(self) -> Submission:
        if not hasattr(self, "_submission"):
            self._submission = submission_or_404(self.officer, self.pk)
            self.outline = outline_of(revision=enrolled_of(submission=self._submission).revision)
            found = assignment_in(outline=self.outline, activity_key=self._submission.activity_key)
            assert found is not None, "a submission is for an assignment of its outline"  # noqa: S101 - for the type
            self.assignment = found
        return self._submission

    def say(self, texts: Texts) -> str:
        return self.outline.text(texts, get_language() or "")


class MarkSubmission(OfOneSubmission):
    """POST `do`: take, mark or return. Then the next one that waits."""

    may_read = may_act = MARK
    template_name = "assignments_desk/mark.html"

    def get_page_title(self) -> str:
        title = title_of(self.outline, self.submission, get_language() or "")
        return f"{title}: {author_of(self.outline, self.submission)}"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        steps = {"take": self._take, "mark": self._mark, "return": self._return}
        step = steps.get(request.POST.get("do", ""))
        try:
            answer = step(self.submission) if step else None
        except Refusal as refusal:
            messages.error(request, str(refusal))
            answer = redirect("assignments_desk:mark", pk)
        return answer or self._page()

    def _take(self, submission: Submission) -> HttpResponse | None:
        take_for_marking(submission=submission, by=self.officer, at=timezone.now())
        return redirect("assignments_desk:mark", submission.pk)

    def _mark(self, submission: Submission) -> HttpResponse | None:
        form = RubricForm(self.request.POST, assignment=self.assignment, say=self.say)
        if not form.is_valid():
            return self._page(form=form)
        comment = form.cleaned_data["comment"]
        mark(submission=submission, levels=form.levels(), comment=comment, by=self.officer, at=timezone.now())
        return self._next(_("Marked; the learner is told."))

    def _return(self, submission: Submission) -> HttpResponse | None:
        form = ReturnForm(self.request.POST)
        if not form.is_valid():
            return self._page(return_form=form)
        reason = form.cleaned_data["reason"]
        return_for_revision(submission=submission, reason=reason, by=self.officer, at=timezone.now())
        return self._next(_("Returned; the learner is told what to revise."))

    def _next(self, said: str) -> HttpResponse:
        """First what the officer has taken, then what nobody has."""
        messages.success(self.request, said)
        waiting = submissions_for(self.officer).filter(state=Submission.State.SUBMITTED)
        following = waiting.filter(marker=self.officer).first() or waiting.filter(marker=None).first()
        name = "assignments_desk:mark" if following else "assignments_desk:queue"
        return redirect(name, following.pk) if following else redirect(name)

    def _page(self, form: RubricForm | None = None, return_form: ReturnForm | None = None) -> HttpResponse:
        submission, waits = self.submission, self.submission.state == Submission.State.SUBMITTED
        reviews = list(reviews_about(submission=submission))
        middle = peer_points(one.points or 0 for one in reviews)
        return self.show(
            submission=submission, badge=badge_of(submission), is_mine=submission.marker_id == self.officer.pk,
            assignment=self.assignment, files=self._files(), waits=waits,
            form=(form or self._form(reviews)) if waits else None, return_form=return_form or ReturnForm(),
            reviews=[review_of(one, self.assignment, self.say) for one in reviews],
            peer_points=None if middle is None else float(middle),
            mark=mark_of(submission.mark, self.assignment, self.say) if hasattr(submission, "mark") else None,
        )  # fmt: skip

    def _form(self, reviews: list[PeerReview]) -> RubricForm:
        """Where peers have reviewed it, what is in the middle of their levels is chosen; the officer confirms it."""
        levels = peer_levels(self.assignment, (one.levels for one in reviews))
        return RubricForm(assignment=self.assignment, say=self.say, initial=initial_of(self.assignment, levels))

    def _files(self) -> list[dict[str, Any]]:
        return files_of(
            self.submission.files.all(),
            lambda file: reverse("assignments_desk:file", args=[self.submission.pk, file.code]),
            hidden=self.assignment.anonymous,
        )


class SubmittedFile(OfOneSubmission):
    may_read = MARK

    def get(self, request: HttpRequest, pk: int, code: str) -> FileResponse:
        place, file = file_in_or_404(self.submission, code)
        return download_of(file, name=without_author(file.name, place) if self.assignment.anonymous else file.name)
