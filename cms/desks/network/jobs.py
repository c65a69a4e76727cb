"""The list of jobs: what waits, runs, is done or failed, and trying a failed one again."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.desks.network.officers import OfficersRequest
from cms.desks.network.read_only import ReadOnlyDesk
from lms.audit.actions import audit
from lms.jobs.actions import retry_job
from lms.jobs.models import Job


def how_far(job: Job) -> str:
    return _("%(done)s of %(total)s") % {"done": job.done, "total": job.total} if job.total else ""


class LookAtJob(generic.InspectView):
    """With a button to try again, sent by POST from the page."""

    template_name = "network_desk/job.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        again = self.object.state == Job.State.FAILED and self.user_has_permission("change")
        url = reverse("job:retry", args=[self.object.pk]) if again else ""
        return super().get_context_data(retry_url=url, **kwargs)  # type: ignore[no-any-return]


class RetryJob(PermissionCheckedMixin, View):
    model = Job
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: OfficersRequest, pk: int) -> HttpResponse:
        job, now = get_object_or_404(Job, pk=pk), timezone.now()
        if retry_job(job=job, at=now):
            audit(action="job.retried", target=job, by=request.user, at=now)
            messages.success(request, gettext_lazy("The job is tried again."))
        return redirect("job:inspect", pk)


class JobDesk(ReadOnlyDesk):
    model = Job
    icon = "tasks"
    menu_order = 700
    inspect_view_class = LookAtJob
    list_display: ClassVar = [
        "key",
        "task",
        "state",
        Column("progress", label=gettext_lazy("Progress"), accessor=how_far),
        "tries",
        DateColumn("asked_at", label=gettext_lazy("Asked at"), sort_key="asked_at"),
        DateColumn("ended_at", label=gettext_lazy("Ended at"), sort_key="ended_at"),
    ]
    list_filter: ClassVar = ["state", "queue", "task"]
    search_fields: ClassVar = ["key", "task", "error"]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("retry/<int:pk>/", RetryJob.as_view(), name="retry")]
