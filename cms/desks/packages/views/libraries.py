"""The store of H5P libraries: what players load, what waits for approval, and what depends on what."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.desks.packages.door import CONTENTS, LIBRARIES, MANAGE_LIBRARIES, VIEW_LIBRARIES, PackageDeskView
from cms.desks.packages.forms import LibraryFilter
from cms.desks.packages.rows import tree_of, waiting_libraries, with_counts
from courses.packages.actions import approve_release, refuse_release, remove_library
from courses.packages.affected import affected_by, circle_of
from courses.packages.hub.registration import hub_is_on
from courses.packages.models import Library, LibraryFile, LibraryRelease
from courses.programmes.views.steps import attempt

ROWS = 100
MOST_NAMED = 50
"""Contents that are listed as affected; of the others only the number is told."""


class LibraryList(PackageDeskView):
    may_read = VIEW_LIBRARIES
    trail = [CONTENTS]
    page_title = LIBRARIES[1]
    template_name = "packages_desk/libraries.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = LibraryFilter(request.GET)
        wanted = form.cleaned_data if form.is_valid() else {}
        rows = waiting_libraries() if wanted.get("waiting") else Library.objects.all()
        if word := wanted.get("q"):
            rows = rows.filter(machine_name__icontains=word)
        page = Paginator(with_counts(rows), ROWS).get_page(request.GET.get("p"))
        return self.show(
            page=page, pages=page.paginator.get_elided_page_range(page.number), filter=form, hub=self._hub()
        )

    def _hub(self) -> bool:
        """Whether there is one, for who may fetch from it."""
        return hub_is_on() and self.may(MANAGE_LIBRARIES)


class LibraryPage(PackageDeskView):
    """One library with its releases. What waits is approved or refused here; what nothing needs can be removed."""

    may_read = VIEW_LIBRARIES
    may_act = MANAGE_LIBRARIES
    trail = [CONTENTS, LIBRARIES]
    template_name = "packages_desk/library.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = kwargs["pk"]

    @cached_property
    def library(self) -> Library:
        return get_object_or_404(Library.objects.select_related("current"), pk=self.pk)

    def get_page_title(self) -> str:
        return str(self.library)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        library, affected = self.library, affected_by(self.library)
        circle = circle_of(library)
        releases = library.releases.select_related("brought_by", "approved_by").defer("manifest", "semantics")
        waiting = [release for release in releases if release.state == LibraryRelease.State.QUARANTINED]
        files = LibraryFile.objects.filter(release__in=waiting).select_related("blob").order_by("path")
        return self.show(
            library=library, releases=releases, tree=tree_of(library),
            waiting=[(release, [file for file in files if file.release_id == release.pk]) for release in waiting],
            contents=affected.contents[:MOST_NAMED], more=max(0, affected.contents.count() - MOST_NAMED),
            dependants=affected.dependants, removable=not affected_by(*circle),
            circle=[one for one in circle if one != library], may_manage=self.may(MANAGE_LIBRARIES),
        )  # fmt: skip

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        library, by, at = self.library, self.officer, timezone.now()
        if request.POST.get("do") == "remove":
            if attempt(request, lambda: remove_library(library=library, by=by, at=at), done=_("Removed.")):
                return redirect("packages_desk:libraries")
            return redirect("packages_desk:library", pk)
        self._decide(request)
        gone = not Library.objects.filter(pk=pk).exists()
        return redirect("packages_desk:libraries") if gone else redirect("packages_desk:library", pk)

    def _decide(self, request: HttpRequest) -> None:
        number, by, at = request.POST.get("release", ""), self.officer, timezone.now()
        release = self.library.releases.filter(pk=int(number) if number.isdecimal() else 0).first()
        match request.POST.get("do"), release:
            case "approve", LibraryRelease():
                attempt(request, lambda: approve_release(release=release, by=by, at=at), done=_("Approved."))
            case "refuse", LibraryRelease():
                attempt(request, lambda: refuse_release(release=release, by=by, at=at), done=_("Refused and removed."))
