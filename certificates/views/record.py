"""My record."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from certificates.models import Certificate
from certificates.queries.record import RecordEntry, record_of
from courses.enrolment.doors import learner
from lms.design.templatetags.design import whole_percent


@login_required
@require_safe
def my_record(request: HttpRequest) -> HttpResponse:
    entries = [_shown(entry) for entry in record_of(person=learner(request))]
    return render(request, "certificates/record.html", {"entries": entries})


def _shown(entry: RecordEntry) -> dict[str, Any]:
    enrolment, edition = entry.enrolment, entry.enrolment.edition
    return {
        "title": edition.programme.title_in(get_language() or "en"),
        "city": enrolment.city.name_in(get_language() or "en"),
        "edition": edition,
        "state": enrolment.get_state_display(),
        "percent": int(entry.fraction * 100),
        "completion": entry.completion,
        "score": _per_cent(entry),
        "code": enrolment.code,
        "certificates": [_certificate(certificate) for certificate in entry.certificates],
    }


def _per_cent(entry: RecordEntry) -> int | None:
    score = entry.completion.score if entry.completion else None
    return None if score is None else whole_percent(score)


def _certificate(certificate: Certificate) -> dict[str, Any]:
    """Variables of the component design/components/certificate.html."""
    in_force = certificate.state in Certificate.IN_FORCE
    name = certificate.text["person"]["name"]
    return {
        "kind": certificate.get_kind_display(),
        "title": certificate.text["training"]["programme"]["english"],
        "holder": name["english"],
        "number": certificate.number,
        "issued": date.fromisoformat(certificate.text["issued_on"]),
        "href": reverse("certificate_file", args=[certificate.number]) if in_force else "",
        "verify_url": reverse("verification", args=[certificate.code]),
        "status": None if in_force else {"label": certificate.get_state_display(), "kind": "error"},
    }
