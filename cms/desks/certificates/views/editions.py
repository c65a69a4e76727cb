"""Editions, and where the certificates of one stand."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from certificates.actions.batches import prepare_batch
from certificates.models import Certificate
from certificates.queries.eligibility import cities_without_certificate, eligible_officials
from certificates.queries.shortfalls import shortfalls
from certificates.rights import PREPARE
from cms.desks.certificates.door import EDITIONS, CertificateDeskView, batches_in
from courses.programmes.models import Edition
from courses.programmes.views.steps import attempt
from lms.network.models import City


class EditionList(CertificateDeskView):
    page_title = gettext_lazy("Certificates")
    template_name = "certificates_desk/editions.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        here = Q(certificates__city__in=self.reach)
        editions = Edition.objects.exclude(state=Edition.State.DRAFT).select_related("programme")
        return self.show(
            editions=editions.annotate(
                in_force=Count("certificates", filter=here & Q(certificates__state__in=Certificate.IN_FORCE)),
                waiting=Count("certificates", filter=here & Q(certificates__state__in=Certificate.BEFORE_APPROVAL)),
            )
        )


class EditionPage(CertificateDeskView):
    """Who is eligible, who is not and why, the batches, and each city's ZIP."""

    trail = [EDITIONS]
    template_name = "certificates_desk/edition.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.edition = get_object_or_404(Edition.objects.select_related("programme"), code=kwargs["code"])

    def get_page_title(self) -> str:
        return self.edition.code

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        edition, cities = self.edition, self.reach
        officials = list(eligible_officials(edition=edition, cities=cities))
        standings = cities_without_certificate(edition=edition, cities=cities)
        return self.show(
            edition=edition,
            officials=officials,
            cities=[row for row in standings if row.needed == 0],
            cities_waiting=[row for row in standings if row.needed],
            shortfalls=shortfalls(edition=edition, cities=cities, language=get_language() or "en"),
            batches=batches_in(cities).filter(edition=edition).annotate(size=Count("certificates")),
            archives=_archives(edition, cities),
            may_prepare=self.may(PREPARE) and bool(officials or any(row.needed == 0 for row in standings)),
        )

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        made: list[int] = []

        def prepare() -> None:
            made.append(prepare_batch(edition=self.edition, by=self.officer, at=timezone.now()).pk)

        if attempt(request, prepare, done=_("Prepared. Look at it, and ask another officer to approve it.")):
            return redirect("certificates_desk:batch", made[0])
        return redirect("certificates_desk:edition", code)


def _archives(edition: Edition, cities: QuerySet[City]) -> QuerySet[City]:
    """Cities of the edition with certificates in force, counted."""
    found = Count("certificates")
    rows = cities.filter(certificates__edition=edition, certificates__state__in=Certificate.IN_FORCE)
    return rows.annotate(issued=found).order_by("name")
