"""Uploading a package, new or in the place of a content; and how far its import is."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.desks.packages.door import ADD, CONTENTS, MANAGE_LIBRARIES, PackageDeskView
from cms.desks.packages.forms import UploadForm
from cms.desks.packages.rights import may_change
from courses.packages.actions import receive_package
from courses.packages.models import Arrival, Content
from courses.packages.queries import leaves_order_to_learner
from lms.jobs.models import Job
from lms.refusals import Refusal

LOOK_AGAIN = 2
"""Seconds after which the page of a running import loads itself anew, without script."""


class Upload(PackageDeskView):
    may_read = may_act = ADD
    trail = [CONTENTS]
    page_title = gettext_lazy("Upload a package")
    template_name = "packages_desk/upload.html"

    def replaced(self) -> Content | None:
        """The content in whose place the package comes."""
        return None

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(form=UploadForm(may_approve=self.may(MANAGE_LIBRARIES)), content=self.replaced())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES, may_approve=self.may(MANAGE_LIBRARIES))
        arrival = self._received(form) if form.is_valid() else None
        if arrival is None:
            return self.show(form=form, content=self.replaced())
        return redirect("packages_desk:arrival", arrival.pk)

    def _received(self, form: UploadForm) -> Arrival | None:
        """The upload, put down; where it is refused, the form says why."""
        file = form.cleaned_data["package"]
        try:
            return receive_package(
                file=file, name=file.name or "", language=get_language() or "en", replaces=self.replaced(),
                approve=form.cleaned_data.get("approve", False), by=self.officer, at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("package", str(refusal))
            return None


class Replace(Upload):
    """A new revision: who is enrolled goes on with the one that their course was frozen with."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = kwargs["pk"]

    @cached_property
    def content(self) -> Content:
        return get_object_or_404(Content, pk=self.pk)

    def replaced(self) -> Content:
        if not may_change(self.content, self.officer):
            raise PermissionDenied
        return self.content

    def get_page_title(self) -> str:
        return _("Replace “%(title)s”") % {"title": self.content.title}


class ArrivalPage(PackageDeskView):
    """How far an import is, and what came of it: for who uploaded it, and the secretariat."""

    may_read = ADD
    trail = [CONTENTS]
    page_title = gettext_lazy("Import of a package")
    template_name = "packages_desk/arrival.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Arrival.objects.select_related("content", "job")
        if not self.may(MANAGE_LIBRARIES):
            rows = rows.filter(brought_by=self.officer)
        arrival = get_object_or_404(rows, pk=pk)
        job = arrival.job
        failed = arrival.ended_at is None and job is not None and job.state == Job.State.FAILED
        running = arrival.ended_at is None and not failed
        free = arrival.content is not None and leaves_order_to_learner(arrival.content.shown)
        response = self.show(arrival=arrival, job=job, running=running, failed=failed, free=free)
        response.headers["Cache-Control"] = "no-store"
        if running:
            response.headers["Refresh"] = str(LOOK_AGAIN)
        return response
