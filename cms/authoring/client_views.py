"""Writing a content with H5P's own editor: the page round its frame, the answers to its questions, saving."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.authoring.actions import discard_draft, keep_draft, save_draft, workspace_of
from cms.authoring.client_calls import CALLS, READ, Call
from cms.authoring.client_work import beginning_of, work_of
from cms.authoring.forms import ClientWork
from cms.authoring.models import Draft
from cms.authoring.offers import needs_client
from cms.authoring.views import DraftView
from courses.packages.editor.addresses import editor_address
from courses.packages.editor.answers import missing_libraries
from courses.packages.editor.models import Workspace
from lms.refusals import Refusal


class ClientView(DraftView):
    """Of one's own draft of a type for which the client is needed."""

    @property
    def draft(self) -> Draft:
        rows = Draft.objects.select_related("content", "workspace__based_on")
        found = get_object_or_404(rows, pk=self.pk, made_by=self.officer)
        if not needs_client(found.main):
            raise Http404
        return found

    def workspace(self, draft: Draft) -> Workspace:
        return workspace_of(draft=draft, by=self.officer, at=timezone.now())


class ClientPage(ClientView):
    template_name = "authoring/client.html"

    def get_page_title(self) -> str:
        return Draft.objects.filter(pk=self.pk).values_list("title", flat=True).first() or _("New content")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self.draft
        missing = missing_libraries(draft.main)
        return self.show(draft=draft, missing=missing, **({} if missing else self._frame(draft)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self.draft
        if request.POST.get("act") == "discard":
            discard_draft(draft=draft, by=self.officer, at=timezone.now())
            return redirect("authoring:begin")
        return redirect("authoring:client", pk)

    def _frame(self, draft: Draft) -> dict[str, Any]:
        workspace = self.workspace(draft)
        embed = editor_address(workspace_id=workspace.pk, language=get_language() or "en", at=timezone.now())
        calls = {name: reverse("authoring:client_call", args=[draft.pk, name]) for name in CALLS}
        return {"embed": embed, "beginning": {**beginning_of(draft, workspace), "calls": calls}}


class ClientCall(ClientView):
    """For the page's script, which passes on what the frame asks. Only the files are kept, in the draft."""

    def get(self, request: HttpRequest, pk: int, call: str) -> HttpResponse:
        if call not in READ:
            raise Http404
        return self._answer(request, call)

    def post(self, request: HttpRequest, pk: int, call: str) -> HttpResponse:
        return self._answer(request, call)

    def _answer(self, request: HttpRequest, call: str) -> HttpResponse:
        draft, answer = self.draft, CALLS.get(call)
        if answer is None:
            raise Http404
        asked = Call(
            draft.main, partial(self.workspace, draft), query=request.GET, sent=request.POST, files=request.FILES,
            posted=request.method == "POST", at=timezone.now(),
        )  # fmt: skip
        return JsonResponse(answer(asked), safe=False)


class ClientSave(ClientView):
    """What the author asked the client for; kept as a draft first, so that a refusal loses nothing."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft, form, at = self.draft, ClientWork(request.POST), timezone.now()
        if not form.is_valid():
            return JsonResponse({"error": _("The client did not send a content.")}, status=400)
        title, library, handed = (form.cleaned_data[name] for name in ("title", "library", "params"))
        if library != draft.main:
            return JsonResponse({"error": _("A draft keeps the type with which it was begun.")}, status=400)
        keep_draft(draft=draft, title=title, typed=handed, by=self.officer, at=at)
        try:
            work = work_of(draft, self.workspace(draft), title=title, handed=handed)
            content = save_draft(draft=draft, work=work, by=self.officer, at=at)
        except Refusal as refusal:
            return JsonResponse({"error": str(refusal)}, status=400)
        return JsonResponse({"address": reverse("packages_desk:content", args=[content.pk])})
