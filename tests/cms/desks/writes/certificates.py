"""The certificate desk."""

from collections.abc import Callable

from certificates.actions.revocations import propose_revocation
from lms.jobs.models import Job
from tests.cms.desks.writes.by import WRITES, Act, Officers, writes
from tests.factories import certificates, people
from tests.factories.learning import city as home_of_learners
from tests.factories.learning import edition as edition_of_learners
from tests.factories.programmes import MONDAY


@writes("certificates_desk:edition")
def _(desk: Officers) -> Act:
    certificates.ended(edition_of_learners(), home_of_learners())
    certificates.signatories()
    return lambda: desk.post("/admin/certificates/editions/EGF-1/")


def _batch_step(do: str, by: str = "secretary") -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        batch = certificates.prepared(by=people.secretary())
        data = {"do": do, "certificate": batch.certificates.get(kind="C").pk}
        if do == "retry":
            Job.objects.update(state=Job.State.FAILED)
        return lambda: desk.post(f"/admin/certificates/batches/{batch.pk}/", data, by=by)

    return ready


def _register_step(do: str, **data: str) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        number = certificates.issued().certificates.get(kind="C").number
        return lambda: desk.post(f"/admin/certificates/register/{number}/", {"do": do, **data})

    return ready


def _revocation_step(do: str) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        certificate = certificates.issued().certificates.get(kind="C")
        row = propose_revocation(certificate=certificate, reason="error", by=people.secretary(), at=MONDAY)
        return lambda: desk.post("/admin/certificates/revocations/", {"do": do, "revocation": row.pk}, by="approver")

    return ready


WRITES |= {
    "certificates_desk:batch approve": _batch_step("approve", by="approver"),
    "certificates_desk:batch discard": _batch_step("discard"),
    "certificates_desk:batch set-aside": _batch_step("set-aside"),
    "certificates_desk:batch retry": _batch_step("retry"),
    "certificates_desk:certificate revoke": _register_step("revoke", reason="error"),
    "certificates_desk:certificate correct": _register_step("correct", name="Atieno", reason="misspelt"),
    "certificates_desk:revocations confirm": _revocation_step("confirm"),
    "certificates_desk:revocations decline": _revocation_step("decline"),
}
