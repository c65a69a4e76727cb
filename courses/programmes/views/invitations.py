"""One invitation: the city's answer, and the officials whom it names."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.programmes.actions.invitations import accept_invitation, decline_invitation
from courses.programmes.actions.nominations import nominate, submit_nomination
from courses.programmes.forms import NomineeForm, ReasonForm
from courses.programmes.models import Invitation, Nomination
from courses.programmes.queries import invitation_for
from courses.programmes.views.cards import facts_of, interface_language, nomination_card
from courses.programmes.views.steps import attempt, attempt_form, signed_in
from courses.programmes.wording import NEXT_FOR_INVITATION, badge, steps_of_invitation
from lms.network.deadlines import has_passed


@login_required
@never_cache
@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _invitation_or_404(request, code), ReasonForm())


@login_required
@require_POST
def accept(request: HttpRequest, code: str) -> HttpResponse:
    invitation, person = _invitation_or_404(request, code), signed_in(request)
    attempt(
        request,
        lambda: accept_invitation(invitation=invitation, by=person, at=timezone.now()),
        done=_("You have accepted the invitation. Now name your officials."),
    )
    return redirect("invitation", code)


@login_required
@never_cache
@require_POST
def decline(request: HttpRequest, code: str) -> HttpResponse:
    invitation, person = _invitation_or_404(request, code), signed_in(request)
    form = ReasonForm(request.POST)
    if attempt_form(
        request,
        form,
        lambda: decline_invitation(
            invitation=invitation, reason=form.cleaned_data["reason"], by=person, at=timezone.now()
        ),
        done=_("You have declined the invitation."),
    ):
        return redirect("invitation", code)
    return _page(request, invitation, form)


@login_required
@never_cache
def name_official(request: HttpRequest, code: str) -> HttpResponse:
    """A draft for each official; "and another" brings the empty form again."""
    invitation, person = _invitation_or_404(request, code), signed_in(request)
    form = NomineeForm(request.POST or None)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: nominate(invitation=invitation, **form.cleaned_data, by=person, at=timezone.now()),
        done=_("The draft is saved. Submit it when it is complete."),
    ):
        return redirect("nominate" if "another" in request.POST else "invitation", code)
    context = {"form": form, "programme": _title(invitation), "back": code, "may_add_another": True}
    return render(request, "programmes/nominee.html", context)


@login_required
@require_POST
def submit_drafts(request: HttpRequest, code: str) -> HttpResponse:
    """Send every draft of the invitation to the secretariat; one that is refused does not hold the others back."""
    invitation, person = _invitation_or_404(request, code), signed_in(request)
    for nomination in invitation.nominations.all():
        if nomination.state == Nomination.State.DRAFT:
            attempt(
                request,
                lambda row=nomination: submit_nomination(nomination=row, by=person, at=timezone.now()),  # type: ignore[misc]
                done=_("Submitted: %(name)s.") % {"name": nomination.display_name},
            )
    return redirect("invitation", code)


def _invitation_or_404(request: HttpRequest, code: str) -> Invitation:
    invitation = invitation_for(focal_point=signed_in(request), code=code, day=timezone.now().date())
    if invitation is None:
        raise Http404
    return invitation


def _page(request: HttpRequest, invitation: Invitation, decline_form: forms.Form) -> HttpResponse:
    at = timezone.now()
    nominations = list(invitation.nominations.all())
    in_time = not has_passed(day=invitation.edition.nominate_by, city=invitation.city, at=at)
    context = {
        "code": invitation.code,
        "city": invitation.city.name_in(interface_language()),
        "programme": _title(invitation),
        "edition": invitation.edition.code,
        "starts_on": date_format(invitation.edition.starts_on),
        "status": badge(invitation),
        "next": NEXT_FOR_INVITATION[invitation.state],
        "reason": invitation.reason,
        "facts": facts_of(invitation),
        "steps": steps_of_invitation(invitation, nominations),
        "may_answer": invitation.state == Invitation.State.SENT,
        "may_nominate": invitation.state == Invitation.State.ACCEPTED and in_time,
        "nominations": [nomination_card(row, invitation, at) for row in nominations],
        "drafts": sum(row.state == Nomination.State.DRAFT for row in nominations),
        "decline_form": decline_form,
    }
    return render(request, "programmes/invitation.html", context)


def _title(invitation: Invitation) -> str:
    return invitation.edition.programme.title_in(interface_language())
