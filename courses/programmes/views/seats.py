"""The nominated official's page: take the seat or decline it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.programmes.actions.nominations import confirm_seat, decline_seat
from courses.programmes.actions.notices import send_seat_again
from courses.programmes.forms import OptionalReasonForm, SeatForm
from courses.programmes.models import Nomination
from courses.programmes.queries import nomination_for, nomination_with
from courses.programmes.views.cards import interface_language
from courses.programmes.views.steps import attempt_form, signed_in
from courses.programmes.wording import badge, steps_of_nomination


@never_cache
@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """For the nominee. Who is not signed in sees the same page at every address, known or not."""
    if not request.user.is_authenticated:
        return render(request, "programmes/seat_sign_in.html", {"code": code})
    nomination = _nomination_or_404(request, code)
    form = SeatForm(initial={"title": nomination.title, "department": nomination.department})
    return _page(request, nomination, form, OptionalReasonForm())


@login_required
@never_cache
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    nomination, person = _nomination_or_404(request, code), signed_in(request)
    form = SeatForm(request.POST)
    if attempt_form(
        request,
        form,
        lambda: confirm_seat(nomination=nomination, **_answers(form), by=person, at=timezone.now()),
        done=_("Your seat is confirmed. Welcome!"),
    ):
        return redirect("nomination", code)
    return _page(request, nomination, form, OptionalReasonForm())


@login_required
@never_cache
@require_POST
def decline(request: HttpRequest, code: str) -> HttpResponse:
    nomination, person = _nomination_or_404(request, code), signed_in(request)
    form = OptionalReasonForm(request.POST)
    if attempt_form(
        request,
        form,
        lambda: decline_seat(nomination=nomination, **form.cleaned_data, by=person, at=timezone.now()),
        done=_("You have declined the seat."),
    ):
        return redirect("nomination", code)
    return _page(request, nomination, SeatForm(), form)


@require_POST
def send_again(request: HttpRequest, code: str) -> HttpResponse:
    """Write to the nominee again. The answer is the same whether there is such a nomination or not."""
    nomination = nomination_with(code=code)
    if nomination is not None:
        send_seat_again(nomination=nomination, at=timezone.now())
    messages.success(
        request, _("If a seat is waiting under this address, an e-mail is on its way to the nominated official.")
    )
    return redirect("nomination", code)


def _answers(form: forms.Form) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("title", "department", "released_by")}


def _nomination_or_404(request: HttpRequest, code: str) -> Nomination:
    nomination = nomination_for(person=signed_in(request), code=code)
    if nomination is None:
        raise Http404
    return nomination


def _page(request: HttpRequest, nomination: Nomination, seat: forms.Form, decline_form: forms.Form) -> HttpResponse:
    edition, city = nomination.invitation.edition, nomination.invitation.city
    context = {
        "code": nomination.code,
        "city": city.name_in(interface_language()),
        "programme": edition.programme.title_in(interface_language()),
        "starts_on": date_format(edition.starts_on),
        "ends_on": date_format(edition.ends_on),
        "status": badge(nomination),
        "steps": steps_of_nomination(nomination),
        "reason": nomination.reason,
        "may_answer": nomination.state == Nomination.State.SELECTED,
        "is_confirmed": nomination.state == Nomination.State.CONFIRMED,
        "form": seat,
        "decline_form": decline_form,
    }
    return render(request, "programmes/seat.html", context)
