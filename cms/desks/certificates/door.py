"""Who comes to this desk, and which rows are theirs."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate, CertificateBatch, Revocation
from certificates.rights import VIEW
from cms.desks.programmes.door import DeskView
from lms.network.models import City

EDITIONS = ("editions", _("Certificates"))
REGISTER = ("register", _("Register of certificates"))


class CertificateDeskView(DeskView):
    """A page of the desk. Which action an officer may do is asked by the action itself, which refuses in words."""

    may_read = may_act = VIEW
    header_icon = "doc-full"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [{"url": reverse(f"certificates_desk:{name}"), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *way, {"url": "", "label": self.get_page_title()}]

    def may(self, right: str) -> bool:
        return self.officer.has_perm(right)


def batches_in(reach: QuerySet[City]) -> QuerySet[CertificateBatch]:
    """Batches with a certificate in reach, and none out of it."""
    beyond = Certificate.objects.exclude(city__in=reach).values("batch")
    rows = CertificateBatch.objects.filter(certificates__city__in=reach).exclude(pk__in=beyond).distinct()
    return rows.select_related("edition__programme", "prepared_by", "approved_by")


def certificates_in(reach: QuerySet[City]) -> QuerySet[Certificate]:
    return Certificate.objects.filter(city__in=reach).select_related(
        "city", "edition__programme", "enrolment__person", "batch", "supersedes"
    )


def revocations_in(reach: QuerySet[City]) -> QuerySet[Revocation]:
    rows = Revocation.objects.filter(certificate__city__in=reach)
    return rows.select_related("certificate__city", "proposed_by", "confirmed_by", "declined_by")
