"""The list of contents, and the page of one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.desks.packages.door import ADD, CONTENTS, MANAGE_LIBRARIES, VIEW_LIBRARIES, PackageDeskView
from cms.desks.packages.forms import ContentFilter, TitleForm
from cms.desks.packages.rights import may_change
from cms.desks.packages.rows import credits_of, licence_of, of_kind
from cms.usages import counts_of, places_of
from courses.packages.actions import approve_waiting, duplicate_content, remove_content, rename_content
from courses.packages.exporting import export_package, file_name_of
from courses.packages.models import Content
from courses.packages.playing import player_of
from courses.packages.queries import leaves_order_to_learner, waited_for, with_waiting
from courses.programmes.views.steps import attempt, attempt_form

ROWS = 50


class ContentList(PackageDeskView):
    page_title = CONTENTS[1]
    template_name = "packages_desk/contents.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ContentFilter(request.GET)
        wanted = form.cleaned_data if form.is_valid() else {}
        rows = of_kind(
            with_waiting(Content.objects.exclude(current=None).select_related("made_by", "current__main")),
            kind=wanted.get("kind", ""), word=wanted.get("q", ""), waiting=wanted.get("waiting", False),
        )  # fmt: skip
        fields = ("parameters", "translations", "filtered", "structure")
        rows = rows.defer(*(f"current__{name}" for name in fields)).order_by("-made_at", "-pk")
        page = Paginator(rows, ROWS).get_page(request.GET.get("p"))
        used = counts_of(page.object_list)
        return self.show(
            page=page, pages=page.paginator.get_elided_page_range(page.number), filter=form,
            rows=[{"content": row, "licence": licence_of(row.shown.metadata), "used": used[row.pk]} for row in page],
            may_add=self.may(ADD), may_see_libraries=self.may(VIEW_LIBRARIES),
        )  # fmt: skip


class ContentDoor(PackageDeskView):
    trail = [CONTENTS]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = kwargs["pk"]

    @cached_property
    def content(self) -> Content:
        rows = with_waiting(Content.objects.select_related("made_by", "current__main", "current__content"))
        return get_object_or_404(rows.exclude(current=None), pk=self.pk)

    def get_page_title(self) -> str:
        return self.content.title


class ContentPage(ContentDoor):
    """One content, to be tried (nothing is recorded), with its revisions and where it is used."""

    may_act = ADD
    template_name = "packages_desk/content.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(TitleForm(initial={"title": self.content.title}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        content, by, at = self.content, self.officer, timezone.now()
        if request.POST.get("do") in ("rename", "remove") and not may_change(content, by):
            raise PermissionDenied
        match request.POST.get("do"):
            case "rename":
                return self._rename(request)
            case "duplicate":
                title = _("%(title)s (copy)") % {"title": content.title[:240]}
                made: list[Content] = []
                copy = lambda: made.append(duplicate_content(content=content, title=title, by=by, at=at))  # noqa: E731
                attempt(request, copy, done=_("Copied. This is the copy."))
                return redirect("packages_desk:content", made[0].pk if made else pk)
            case "remove":
                if attempt(request, lambda: remove_content(content=content, by=by, at=at), done=_("Removed.")):
                    return redirect("packages_desk:contents")
            case "approve" if self.may(MANAGE_LIBRARIES):
                done = _("Approved. The content can be played.")
                shown = request.POST.getlist("release")
                attempt(
                    request, lambda: approve_waiting(revision=content.shown, shown=shown, by=by, at=at), done=done
                )  # fmt: skip
        return redirect("packages_desk:content", pk)

    def _rename(self, request: HttpRequest) -> HttpResponse:
        form, content = TitleForm(request.POST), self.content

        def rename() -> None:
            title = form.cleaned_data["title"]
            rename_content(content=content, title=title, by=self.officer, at=timezone.now())

        if attempt_form(request, form, rename, done=_("Renamed.")):
            return redirect("packages_desk:content", content.pk)
        return self._page(form)

    def _page(self, form: TitleForm) -> HttpResponse:
        content, revision = self.content, self.content.shown
        language = get_language() or revision.language
        player = player_of(revision, language=language, at=timezone.now()) if revision.main else None
        return self.show(
            content=content, revision=revision, player=player, places=places_of(content, self.officer),
            credits=credits_of(revision.metadata), waiting=waited_for(revision),
            revisions=content.revisions.select_related("made_by").defer("parameters", "translations", "filtered"),
            form=form, free=leaves_order_to_learner(revision), may_add=self.may(ADD),
            may_change=may_change(content, self.officer),
            may_manage=self.may(MANAGE_LIBRARIES), may_see_libraries=self.may(VIEW_LIBRARIES),
        )  # fmt: skip


class ContentExport(ContentDoor):
    """The content as a file that other sites, and this one, can take in."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        revision = self.content.shown
        return FileResponse(
            export_package(revision, with_waiting=self.may(MANAGE_LIBRARIES)),
            as_attachment=True,
            filename=file_name_of(revision),
            content_type="application/zip",
        )
