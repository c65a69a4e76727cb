"""The demo page: sign in as anybody of the story, read the mails, see what happened. Not there outside the demo."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lms.accounts.cookies import in_their_language
from lms.accounts.queries import account_with
from lms.audit.models import AuditEntry
from lms.demo.mailbox import latest_letters
from lms.demo.personas import PASSWORD, PERSONAS, persona_with

MOST_LETTERS = 30
MOST_EVENTS = 15

View = Callable[[HttpRequest], HttpResponse]


def demo_only(view: View) -> View:
    """A persona's button signs in without a password: in earnest this must not exist."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return guarded


@demo_only
@never_cache
@require_GET
def demo(request: HttpRequest) -> HttpResponse:
    letters = latest_letters(folder=Path(settings.EMAIL_FILE_PATH), most=MOST_LETTERS)
    context = {"personas": PERSONAS, "password": PASSWORD, "letters": letters, "events": _latest_events()}
    return render(request, "demo/demo.html", context)


@demo_only
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    persona = persona_with(email=request.POST.get("email", ""))
    if persona is None:
        raise Http404
    user = account_with(email=persona.email)
    if user is None:
        messages.error(request, _("The demo's people are not loaded yet: run “manage.py demo_seed”."))
        return redirect("demo")
    login(request, user)
    return in_their_language(redirect(persona.start), user, request)


def _latest_events() -> list[dict[str, Any]]:
    entries = AuditEntry.objects.select_related("actor")[:MOST_EVENTS]
    return [
        {"at": entry.at, "who": str(entry.actor or _("the platform")), "what": entry.action, "of": entry.target_label}
        for entry in entries
    ]
