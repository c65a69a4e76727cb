"""Making the invited account, and the page about oneself."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from lms.accounts.actions import SignUpClosed, join, rename
from lms.accounts.cookies import in_their_language
from lms.accounts.forms import JoinForm, PersonForm
from lms.accounts.models import SignUpInvitation, User
from lms.accounts.queries import open_sign_up


@never_cache
@sensitive_post_parameters("password")
def join_view(request: HttpRequest, code: str) -> HttpResponse:
    """GET shows the form and changes nothing; POST makes the account and signs in."""
    invitation = open_sign_up(code=code, at=timezone.now())
    if invitation is None:
        return render(request, "accounts/join_closed.html", status=404)
    form = JoinForm(request.POST or None, instance=User(email=invitation.email), initial=_guesses(invitation))
    if request.method == "POST" and form.is_valid():
        try:
            user = join(code=code, at=timezone.now(), **form.account_fields())
        except SignUpClosed:
            return render(request, "accounts/join_closed.html", status=404)
        login(request, user)
        return in_their_language(redirect(_next(request)), user, request)
    return render(request, "accounts/join.html", {"form": form, "email": invitation.email, "next": _next(request)})


@login_required
def me(request: HttpRequest) -> HttpResponse:
    # A row of its own: a form that is refused must not leave its values in the frame of the page.
    user = User.objects.get(email=request.user.get_username())
    form = PersonForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        rename(person=user, by=user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return in_their_language(redirect("me"), user, request)
    return render(request, "accounts/me.html", {"form": form, "email": user.email})


def _guesses(invitation: SignUpInvitation) -> dict[str, str | None]:
    return {"language": invitation.language or get_language(), "time_zone": invitation.time_zone}


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return settings.LOGIN_REDIRECT_URL
