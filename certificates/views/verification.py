"""Public verification: by code, by code and number, by file; for people and for machines."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from certificates.actions.counting import count_verification
from certificates.disclosure import as_json
from certificates.forms import VerificationForm
from certificates.limits import at_most
from certificates.queries.verification import Answer, Verification, verify_code, verify_file
from certificates.views.verdict import verdict_of

A_MINUTE = 30
"""Requests: a person with a pile of paper stays below it, and a guesser of 128-bit codes gets nowhere anyway."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(A_MINUTE)
def verify(request: HttpRequest) -> HttpResponse:
    """The form, and its answer. What was typed is sent by POST, so that it stays out of logs and histories."""
    form = VerificationForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _page(request, VerificationForm())
    if not form.is_valid():
        return _page(request, form, status=422)
    return _page(request, form, _counted(_asked(form)))


@never_cache
@require_safe
@at_most(A_MINUTE)
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR code opens."""
    found = _counted(verify_code(code=code))
    return _page(request, VerificationForm(initial={"code": code}), found, status=_status(found))


@never_cache
@require_safe
@at_most(A_MINUTE)
def verification_json(request: HttpRequest, code: str) -> HttpResponse:
    """For machines; `?number=` shows the name in full. Fields: docs/verification.md."""
    found = _counted(verify_code(code=code, number=request.GET.get("number", "")))
    headers = {"X-Robots-Tag": "noindex", "Access-Control-Allow-Origin": "*"}
    return JsonResponse(as_json(found), status=_status(found), headers=headers)


def _asked(form: VerificationForm) -> Verification:
    file = form.cleaned_data["file"]
    if file is not None:
        return verify_file(pdf=file.read())
    return verify_code(code=form.cleaned_data["code"], number=form.cleaned_data["number"])


def _counted(found: Verification) -> Verification:
    count_verification(answer=found.answer, at=timezone.now())
    return found


def _status(found: Verification) -> int:
    return 404 if found.answer == Answer.UNKNOWN else 200


def _page(
    request: HttpRequest, form: VerificationForm, found: Verification | None = None, status: int = 200
) -> HttpResponse:
    verdict = verdict_of(found) if found else None
    offers_number = bool(found and found.certificate and not found.in_full)
    context = {"form": form, "verdict": verdict, "offers_number": offers_number}
    response = render(request, "certificates/verify.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
