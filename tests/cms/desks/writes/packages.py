"""What is written at the desk for interactive content."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from courses.packages.actions import bring_package
from courses.packages.models import LibraryRelease
from tests.cms.desks.writes.by import Act, Officers, writes
from tests.factories import packages
from tests.factories.hubs import standing_in
from tests.factories.learning import BEFORE
from tests.factories.libraries import brought, library, release


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("small.h5p", packages.small().getvalue())


@writes("packages_desk:upload")
def _(desk: Officers) -> Act:
    return lambda: desk.post("/admin/packages/upload/", {"package": _file()})


@writes("packages_desk:replace")
def _(desk: Officers) -> Act:
    content = packages.content()
    return lambda: desk.post(f"/admin/packages/{content.pk}/replace/", {"package": _file()})


def _with_content(do: str, **values: Any) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        content = brought("A", library("A"), approve=False)
        return lambda: desk.post(f"/admin/packages/{content.pk}/", {"do": do, **values})

    return ready


writes("packages_desk:content rename")(_with_content("rename", title="Another"))
writes("packages_desk:content duplicate")(_with_content("duplicate"))
writes("packages_desk:content remove")(_with_content("remove"))


@writes("packages_desk:content approve")
def _(desk: Officers) -> Act:
    content = brought("A", library("A"), approve=False)
    shown = {"do": "approve", "release": release("A").digest}
    return lambda: desk.post(f"/admin/packages/{content.pk}/", shown)


@writes("packages_desk:hub_type")
def _(desk: Officers) -> Act:
    def fetch() -> Any:
        with standing_in() as hub, override_settings(H5P_HUB_URL=hub.address):
            hub.package = packages.small().getvalue()
            return desk.post("/admin/packages/hub/Test.Small/")

    return fetch


def _with_release(do: str) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        bring_package(file=packages.packed(library("A")), by=None, at=BEFORE)
        waiting: LibraryRelease = release("A")
        address = f"/admin/packages/libraries/{waiting.library_id}/"
        return lambda: desk.post(address, {"do": do, "release": waiting.pk})

    return ready


writes("packages_desk:library approve")(_with_release("approve"))
writes("packages_desk:library refuse")(_with_release("refuse"))
writes("packages_desk:library remove")(_with_release("remove"))
