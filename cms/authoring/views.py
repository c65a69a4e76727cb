"""Choosing a type, writing, looking at it, saving."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.authoring.actions import begin_change, begin_draft, discard_draft, keep_draft, save_draft, try_draft
from cms.authoring.forms import BeginForm, WorkForm
from cms.authoring.models import Draft
from cms.authoring.offers import needs_client, types_for_client, types_on_offer
from cms.authoring.work import Desk
from cms.desks.packages.door import ADD, CONTENTS, MANAGE_LIBRARIES, PackageDeskView
from cms.desks.packages.rights import may_change
from courses.packages.addresses import embed_address
from courses.packages.models import Content
from lms.refusals import Refusal


class Begin(PackageDeskView):
    """The types that can be written here, and the drafts that wait for their author."""

    may_read = may_act = ADD
    trail = [CONTENTS]
    page_title = gettext_lazy("Write interactive content")
    template_name = "authoring/begin.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(BeginForm(initial={"language": get_language()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BeginForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        draft = begin_draft(**form.cleaned_data, by=self.officer, at=timezone.now())
        return redirect("authoring:draft", draft.pk)

    def _page(self, form: BeginForm) -> HttpResponse:
        drafts = Draft.objects.filter(made_by=self.officer)
        types = types_on_offer() or types_for_client()
        return self.show(form=form, drafts=drafts, types=types, may_manage=self.may(MANAGE_LIBRARIES))


class Change(PackageDeskView):
    """A content is to be changed."""

    may_read = may_act = ADD
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Content.objects.filter(kind=Content.Kind.H5P, current__isnull=False)
        content = get_object_or_404(rows, pk=pk)
        if not may_change(content, self.officer):
            raise PermissionDenied
        draft = begin_change(content=content, by=self.officer, at=timezone.now())
        return redirect("authoring:draft", draft.pk)


class DraftView(PackageDeskView):
    """Of one's own draft; another's is not found."""

    may_read = may_act = ADD
    trail = [CONTENTS]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *way, here = super().get_breadcrumbs_items()
        return [*way, {"url": reverse("authoring:begin"), "label": Begin.page_title}, here]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.pk = kwargs["pk"]
        return super().dispatch(request, *args, **kwargs)

    def desk(self) -> Desk:
        draft = get_object_or_404(
            Draft.objects.select_related("content", "based_on", "tried", "made_by"), pk=self.pk, made_by=self.officer
        )
        return Desk(draft, labels=get_language() or draft.language)

    def keep(self, desk: Desk, form: WorkForm) -> None:
        keep_draft(
            draft=desk.draft, title=form.data.get("title", ""), typed=form.typed, by=self.officer, at=timezone.now()
        )

    def tried(self, desk: Desk, form: WorkForm) -> str:
        """The address of the player with what stands in the form."""
        at = timezone.now()
        work = desk.work(title=form.data.get("title", ""), typed=form.typed)
        revision = try_draft(draft=desk.draft, work=work, by=self.officer, at=at)
        return embed_address(content_id=revision.pk, language=desk.draft.language, at=at)


class DraftPage(DraftView):
    template_name = "authoring/draft.html"

    def get_page_title(self) -> str:
        return Draft.objects.filter(pk=self.pk).values_list("title", flat=True).first() or _("New content")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        desk = self.desk()
        if needs_client(desk.draft.main):
            return redirect("authoring:client", pk)
        form = WorkForm(block=desk.block, initial={"title": desk.draft.title, "parameters": desk.value})
        return self._page(desk, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        desk = self.desk()
        form = WorkForm(request.POST, block=desk.block)
        act = {"keep": self._keep, "try": self._try, "discard": self._discard}.get(
            request.POST.get("act", ""), self._save
        )
        return act(desk, form)

    def _keep(self, desk: Desk, form: WorkForm) -> HttpResponse:
        self.keep(desk, form)
        messages.success(self.request, _("The draft is saved. Nobody else sees it."))
        return redirect("authoring:draft", desk.draft.pk)

    def _try(self, desk: Desk, form: WorkForm) -> HttpResponse:
        self.keep(desk, form)
        return self._page(desk, form, embed=self.tried(desk, form))

    def _discard(self, desk: Desk, form: WorkForm) -> HttpResponse:
        discard_draft(draft=desk.draft, by=self.officer, at=timezone.now())
        messages.success(self.request, _("The draft is discarded."))
        return redirect("authoring:begin")

    def _save(self, desk: Desk, form: WorkForm) -> HttpResponse:
        self.keep(desk, form)
        content = self._saved(desk, form) if form.is_valid() else None
        if content is None:
            messages.error(
                self.request, _("The content is not ready yet: see what is marked. What you typed is saved as a draft.")
            )
            return self._page(desk, form)
        messages.success(self.request, _("“%(title)s” is ready to be used in lessons.") % {"title": content.title})
        return redirect("packages_desk:content", content.pk)

    def _saved(self, desk: Desk, form: WorkForm) -> Content | None:
        """The content; where it is refused, the form says why."""
        if desk.draft.content and not may_change(desk.draft.content, self.officer):
            raise PermissionDenied
        typed = desk.block.get_prep_value(form.cleaned_data["parameters"])
        work = desk.work(title=form.cleaned_data["title"], typed=typed, over=self._over())
        try:
            return save_draft(draft=desk.draft, work=work, by=self.officer, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return None

    def _over(self) -> int | None:
        """The revision that the author has been told of and replaces nevertheless."""
        number = self.request.POST.get("over", "")
        return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None

    def _page(self, desk: Desk, form: WorkForm, *, embed: str = "") -> HttpResponse:
        language = dict(settings.LANGUAGES).get(desk.draft.language, desk.draft.language)
        return self.show(
            form=form, draft=desk.draft, type=desk.library.title, language=language, embed=embed, media=form.media,
            newer=desk.newer, simplified=desk.simplified,
        )  # fmt: skip


class Preview(DraftView):
    """For the page's script: keeps what was typed and answers with the player's address."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        desk = self.desk()
        form = WorkForm(request.POST, block=desk.block)
        self.keep(desk, form)
        return JsonResponse({"embed": self.tried(desk, form)})
