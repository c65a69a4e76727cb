"""One batch: what is in it, its preview, its approval, and how far it is."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.actions.batches import approve_batch, discard_batch, issue_key, preview_key, set_aside
from certificates.models import Certificate, CertificateBatch
from certificates.previews import preview_of
from certificates.queries.batches import counts_of
from certificates.rights import APPROVE, PREPARE
from cms.desks.certificates.door import EDITIONS, CertificateDeskView, batches_in, certificates_in
from courses.programmes.views.steps import attempt
from lms.audit.actions import audit
from lms.jobs.actions import retry_job
from lms.jobs.models import Job
from lms.network.seat import day_at_seat

PREVIEWED_AT_ONCE = 20
ROWS_ON_A_PAGE = 50
State = CertificateBatch.State


class BatchView(CertificateDeskView):
    """The door to one batch: 404 unless all of it is within reach."""

    trail = [EDITIONS]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = kwargs["pk"]

    @property
    def batch(self) -> CertificateBatch:
        return get_object_or_404(batches_in(self.reach), pk=self.pk)


class BatchPage(BatchView):
    template_name = "certificates_desk/batch.html"
    page_title = gettext_lazy("Batch of certificates")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = self.batch
        rows = certificates_in(self.reach).filter(batch=batch).order_by("failure", "serial", "pk")
        page = Paginator(rows.reverse(), ROWS_ON_A_PAGE).get_page(request.GET.get("p"))
        prepared = batch.state == State.PREPARED
        return self.show(
            batch=batch, page=page, pages=page.paginator.get_elided_page_range(page.number),
            progress=progress_of(batch), prepared=prepared,
            may_prepare=prepared and self.may(PREPARE),
            may_approve=prepared and self.may(APPROVE) and batch.prepared_by_id != self.officer.pk,
            previews=_parts(rows.filter(state=Certificate.State.PREVIEWED).count()) if prepared else (),
        )  # fmt: skip

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch, by, at = self.batch, self.officer, timezone.now()
        match request.POST.get("do"):
            case "approve":
                done = _("Approved. The certificates are being issued.")
                attempt(request, lambda: approve_batch(batch=batch, by=by, at=at), done=done)
            case "discard":
                attempt(request, lambda: discard_batch(batch=batch, by=by, at=at), done=_("The batch is discarded."))
            case "set-aside":
                certificate = get_object_or_404(batch.certificates, pk=_number(request.POST.get("certificate")))
                attempt(request, lambda: set_aside(certificate=certificate, by=by, at=at), done=_("Set aside."))
            case "retry":
                self._retry(batch)
        return redirect("certificates_desk:batch", pk)

    def _retry(self, batch: CertificateBatch) -> None:
        """Have the failed job tried again by whoever may prepare or approve."""
        job = job_of(batch)
        at = timezone.now()
        if job and (self.may(PREPARE) or self.may(APPROVE)) and retry_job(job=job, at=at):
            audit(action="job.retried", target=job, by=self.officer, at=at)


class BatchProgress(BatchView):
    """For the progress bar: the same values as on the page, as JSON."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        response = JsonResponse(progress_of(self.batch))
        response.headers["Cache-Control"] = "no-store"
        return response


class BatchPreview(BatchView):
    """PREVIEWED_AT_ONCE certificates of the batch in one PDF."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = self.batch.certificates.filter(state=Certificate.State.PREVIEWED).order_by("pk")
        page = Paginator(rows, PREVIEWED_AT_ONCE).get_page(request.GET.get("page"))
        return pdf(preview_of(page.object_list, day=day_at_seat(at=timezone.now())), f"batch-{pk}-{page.number}.pdf")


class CertificatePreview(CertificateDeskView):
    """One certificate that the job has printed once, so that it is known to be possible."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        certificate = get_object_or_404(certificates_in(self.reach), pk=pk, state=Certificate.State.PREVIEWED)
        return pdf(preview_of([certificate], day=day_at_seat(at=timezone.now())), f"preview-{pk}.pdf")


def progress_of(batch: CertificateBatch) -> dict[str, Any]:
    """State and counts of a batch; `running` while a job works or waits for it."""
    counts, job = counts_of(batch_id=batch.pk), job_of(batch)
    return {
        "state": batch.state,
        "label": batch.get_state_display(),
        "done": counts.done,
        "failed": counts.failed,
        "total": counts.total,
        "running": bool(job and job.state in (Job.State.QUEUED, Job.State.RUNNING)),
        "error": job.error if job and job.state == Job.State.FAILED else "",
        "may_retry": bool(job and job.state == Job.State.FAILED),
    }


def job_of(batch: CertificateBatch) -> Job | None:
    key = preview_key(batch.pk) if batch.state == State.PREPARED else issue_key(batch.pk)
    return Job.objects.filter(key=key).first()


def _parts(count: int) -> range:
    """The numbers of the PDFs in which so many certificates are previewed."""
    return range(1, -(-count // PREVIEWED_AT_ONCE) + 1)


def pdf(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
