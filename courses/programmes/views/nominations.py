"""What a focal point does with one nomination: mend, submit, withdraw, put another official in its place."""

from collections.abc import Callable

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from courses.programmes.actions.nominations import (
    amend_nomination,
    replace_nominee,
    submit_nomination,
    withdraw_nomination,
)
from courses.programmes.forms import NomineeForm, OptionalReasonForm, ReplacementForm
from courses.programmes.models import Nomination
from courses.programmes.queries import nomination_by
from courses.programmes.views.cards import interface_language
from courses.programmes.views.steps import attempt, attempt_form, signed_in


@login_required
@never_cache
def amend(request: HttpRequest, code: str) -> HttpResponse:
    nomination, person = _nomination_or_404(request, code), signed_in(request)
    form = NomineeForm(request.POST or None, initial=NomineeForm.initial_from(nomination))
    return _form_page(
        request,
        nomination,
        form,
        "programmes/nominee.html",
        lambda: amend_nomination(nomination=nomination, **form.cleaned_data, by=person, at=timezone.now()),
        done=_("The changes are saved."),
    )


@login_required
@require_POST
def submit(request: HttpRequest, code: str) -> HttpResponse:
    nomination, person = _nomination_or_404(request, code), signed_in(request)
    attempt(
        request,
        lambda: submit_nomination(nomination=nomination, by=person, at=timezone.now()),
        done=_("Submitted: %(name)s.") % {"name": nomination.display_name},
    )
    return redirect("invitation", nomination.invitation.code)


@login_required
@never_cache
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    nomination, person = _nomination_or_404(request, code), signed_in(request)
    form = OptionalReasonForm(request.POST or None)
    return _form_page(
        request,
        nomination,
        form,
        "programmes/withdraw.html",
        lambda: withdraw_nomination(nomination=nomination, **form.cleaned_data, by=person, at=timezone.now()),
        done=_("Withdrawn: %(name)s.") % {"name": nomination.display_name},
    )


@login_required
@never_cache
def replace(request: HttpRequest, code: str) -> HttpResponse:
    nomination, person = _nomination_or_404(request, code), signed_in(request)
    form = ReplacementForm(request.POST or None)
    return _form_page(
        request,
        nomination,
        form,
        "programmes/replace.html",
        lambda: replace_nominee(nomination=nomination, **form.cleaned_data, by=person, at=timezone.now()),
        done=_("The seat is offered to the new official, who has been sent an e-mail and must confirm it."),
    )


def _nomination_or_404(request: HttpRequest, code: str) -> Nomination:
    nomination = nomination_by(focal_point=signed_in(request), code=code, day=timezone.now().date())
    if nomination is None:
        raise Http404
    return nomination


def _form_page(
    request: HttpRequest, nomination: Nomination, form: forms.Form, template: str, action: Callable[[], object],
    *, done: str,
) -> HttpResponse:  # fmt: skip
    back = nomination.invitation.code
    if request.method == "POST" and attempt_form(request, form, action, done=done):
        return redirect("invitation", back)
    programme = nomination.invitation.edition.programme.title_in(interface_language())
    context = {"form": form, "programme": programme, "back": back, "official": nomination.display_name}
    return render(request, template, context)
