"""The list of contents, the upload, and the page of one content."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ReferenceIndex

from cms.desks.packages.forms import UploadForm
from cms.desks.programmes.door import DeskView
from courses.packages.actions import import_package
from courses.packages.models import Content
from courses.packages.playing import player_of
from courses.packages.refusals import PackageRefused

VIEW = "packages.view_content"
ADD = "packages.add_content"
ROWS = 50


class PackageDeskView(DeskView):
    may_read = VIEW
    header_icon = "media"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [{"url": reverse(f"packages_desk:{name}"), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *way, {"url": "", "label": self.get_page_title()}]


CONTENTS = ("contents", gettext_lazy("Interactive content"))


class ContentList(PackageDeskView):
    page_title = CONTENTS[1]
    template_name = "packages_desk/contents.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Content.objects.select_related("made_by", "current__main").order_by("-made_at", "-pk")
        page = Paginator(rows, ROWS).get_page(request.GET.get("p"))
        return self.show(contents=page, may_add=request.user.has_perm(ADD))


class Upload(PackageDeskView):
    may_read = may_act = ADD
    trail = [CONTENTS]
    page_title = gettext_lazy("Upload a package")
    template_name = "packages_desk/upload.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        content = self._imported(form) if form.is_valid() else None
        if content is None:
            return self.show(form=form)
        messages.success(request, _("“%(title)s” is ready to be used in lessons.") % {"title": content.title})
        return redirect("packages_desk:content", content.pk)

    def _imported(self, form: UploadForm) -> Content | None:
        """The content; where it is refused, the form says why."""
        try:
            return import_package(file=form.cleaned_data["package"], by=self.officer, at=timezone.now())
        except PackageRefused as refusal:
            form.add_error("package", str(refusal))
            return None


class ContentPage(PackageDeskView):
    """One content, to be tried: nothing is recorded."""

    trail = [CONTENTS]
    template_name = "packages_desk/content.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = kwargs["pk"]

    def get_page_title(self) -> str:
        return Content.objects.filter(pk=self.pk).values_list("title", flat=True).first() or ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        content = get_object_or_404(Content.objects.select_related("made_by", "current__main"), pk=pk)
        language = get_language() or content.current.language
        player = player_of(content.current, language=language, at=timezone.now())
        return self.show(content=content, player=player, places=_places_of(content, self.officer))


@dataclass(frozen=True)
class Place:
    """A page on which the content stands; the address is empty for who may not edit it."""

    title: str
    href: str


def _places_of(content: Content, officer: Any) -> list[Place]:
    finder = AdminURLFinder(officer)
    found = ReferenceIndex.get_references_to(content).group_by_source_object()
    return [Place(title=str(source), href=finder.get_edit_url(source) or "") for source, _references in found]
