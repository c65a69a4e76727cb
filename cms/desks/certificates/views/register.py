"""The register: finding a certificate, correcting it, proposing to revoke it, and answering the proposal."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.actions.corrections import Correction, prepare_correction
from certificates.actions.revocations import confirm_revocation, decline_revocation, propose_revocation
from certificates.models import Certificate, Revocation
from certificates.rights import CONFIRM_REVOCATION, PREPARE, PROPOSE_REVOCATION
from cms.desks.certificates.door import (
    REGISTER,
    CertificateDeskView,
    certificates_in,
    revocations_in,
)
from cms.desks.certificates.forms import NameForm, ReasonForm, RegisterFilter, RevocationForm
from courses.programmes.views.steps import attempt, attempt_form

ROWS_ON_A_PAGE = 50


class Register(CertificateDeskView):
    page_title = gettext_lazy("Register of certificates")
    template_name = "certificates_desk/register.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = RegisterFilter(request.GET)
        wanted = form.cleaned_data if form.is_valid() else {}
        rows = certificates_in(self.reach).filter(number__isnull=False)
        page = Paginator(_found(rows, wanted), ROWS_ON_A_PAGE).get_page(request.GET.get("p"))
        return self.show(filter=form, page=page, pages=page.paginator.get_elided_page_range(page.number))


def _found(rows: QuerySet[Certificate], wanted: dict[str, Any]) -> QuerySet[Certificate]:
    exact = {name: wanted[name] for name in ("edition", "kind", "state") if wanted.get(name)}
    for word in (wanted.get("q") or "").split():
        rows = rows.filter(
            Q(number__icontains=word) | Q(city__name__icontains=word)
            | Q(enrolment__person__display_name__icontains=word) | Q(enrolment__person__latin_name__icontains=word)
        )  # fmt: skip
    return rows.filter(**exact)


class CertificatePage(CertificateDeskView):
    """One certificate of the register, and what can be done with it."""

    trail = [REGISTER]
    template_name = "certificates_desk/certificate.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.number = str(kwargs["number"])

    def get_page_title(self) -> str:
        return self.number

    @property
    def certificate(self) -> Certificate:
        return get_object_or_404(certificates_in(self.reach), number=self.number)

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        certificate = self.certificate
        return self._page(certificate, RevocationForm(), _correction_form(certificate))

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        certificate = self.certificate
        revocation, correction = RevocationForm(), _correction_form(certificate)
        if request.POST.get("do") == "revoke":
            revocation = RevocationForm(request.POST)
            if attempt_form(request, revocation, lambda: self._propose(certificate, revocation), done=str(PROPOSED)):
                return redirect("certificates_desk:certificate", number)
        elif request.POST.get("do") == "correct":
            correction = _correction_form(certificate, request.POST)
            if attempt_form(request, correction, lambda: self._correct(certificate, correction), done=str(CORRECTED)):
                return redirect("certificates_desk:batch", self.batch_made)
        return self._page(certificate, revocation, correction)

    def _page(self, certificate: Certificate, revocation: forms.Form, correction: forms.Form) -> HttpResponse:
        in_force = certificate.state in Certificate.IN_FORCE
        proposals = revocations_in(self.reach).filter(certificate=certificate)
        return self.show(
            certificate=certificate,
            text=certificate.text,
            proposals=proposals,
            successor=getattr(certificate, "superseded_by", None),
            revocation_form=revocation if in_force and self.may(PROPOSE_REVOCATION) else None,
            correction_form=correction if in_force and self.may(PREPARE) else None,
        )

    def _propose(self, certificate: Certificate, form: forms.Form) -> Revocation:
        return propose_revocation(certificate=certificate, by=self.officer, at=timezone.now(), **form.cleaned_data)

    def _correct(self, certificate: Certificate, form: forms.Form) -> None:
        words = dict(form.cleaned_data)
        reason = words.pop("reason")
        correction = Correction(**words) if words else None
        batch = prepare_correction(
            certificate=certificate, correction=correction, reason=reason, by=self.officer, at=timezone.now()
        )
        self.batch_made = batch.pk


PROPOSED = gettext_lazy("Proposed. Another officer has to confirm it; until then the certificate stays in force.")
CORRECTED = gettext_lazy("Prepared. Once another officer has approved it, it takes the place of the old certificate.")


def _correction_form(certificate: Certificate, data: Any = None) -> forms.Form:
    """For an official: name and title, as printed now. A city's certificate is drawn up from the register."""
    person = certificate.text.get("person")
    if person is None:
        return ReasonForm(data)
    name, title = person["name"], person["title"]
    printed = {
        "name": name["english"], "native_name": name["native"],
        "title": title["english"], "native_title": title["native"],
    }  # fmt: skip
    return NameForm(data, initial=printed)


class Revocations(CertificateDeskView):
    """Proposals that wait first, then what was answered."""

    page_title = gettext_lazy("Revocations")
    template_name = "certificates_desk/revocations.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = revocations_in(self.reach).order_by("-confirmed_at", "-declined_at", "-proposed_at")
        waiting = rows.filter(confirmed_by=None, declined_by=None)
        answered = rows.exclude(confirmed_by=None, declined_by=None)
        page = Paginator(answered, ROWS_ON_A_PAGE).get_page(request.GET.get("p"))
        return self.show(
            waiting=waiting, page=page, pages=page.paginator.get_elided_page_range(page.number),
            may_confirm=self.may(CONFIRM_REVOCATION), officer=self.officer,
        )  # fmt: skip

    def post(self, request: HttpRequest) -> HttpResponse:
        picked = request.POST.get("revocation", "")
        revocation = get_object_or_404(revocations_in(self.reach), pk=int(picked) if picked.isdecimal() else 0)
        by, at = self.officer, timezone.now()
        if request.POST.get("do") == "confirm":
            attempt(request, lambda: confirm_revocation(revocation=revocation, by=by, at=at), done=_("Revoked."))
        elif request.POST.get("do") == "decline":
            attempt(request, lambda: decline_revocation(revocation=revocation, by=by, at=at), done=_("Declined."))
        return redirect("certificates_desk:revocations")
