"""H5P libraries to be put into packages, with what they need and in any version."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from courses.packages.actions import import_package
from courses.packages.models import Content, ContentRevision, Library, LibraryRelease, RevisionLibrary
from tests.factories.learning import BEFORE
from tests.factories.packages import Files, packed


def named(name: str) -> dict[str, Any]:
    """As manifests write "A 1.2"; without a version 1.0."""
    machine_name, _space, version = name.partition(" ")
    major, _dot, minor = (version or "1.0").partition(".")
    return {"machineName": f"Test.{machine_name}", "majorVersion": int(major), "minorVersion": int(minor)}


def text(name: str) -> str:
    """As content.json writes it."""
    one = named(name)
    return f"{one['machineName']} {one['majorVersion']}.{one['minorVersion']}"


def library(name: str, *, needs: Iterable[str] = (), patch: int = 0, script: str = "", **more: Any) -> dict[str, Any]:
    """The files of a library by name, its script told apart by its text; `more` are keys of library.json."""
    own, folder = named(name), text(name).replace(" ", "-")
    manifest = {
        **own, "title": name, "patchVersion": patch, "runnable": 1, "preloadedJs": [{"path": "scripts/own.js"}],
        "preloadedDependencies": [named(one) for one in needs], **more,
    }  # fmt: skip
    return {
        f"{folder}/library.json": manifest,
        f"{folder}/scripts/own.js": script or f"// {name}.{patch}",
        f"{folder}/semantics.json": [{"name": "text", "type": "text"}],
    }


def package(main: str, *libraries: Files, parameters: dict[str, Any] | None = None, **more: Any) -> BytesIO:
    """A package whose content is shown by `main`; `more` are keys of h5p.json."""
    files: dict[str, Any] = {
        "h5p.json": {
            "title": "Small", "language": "en", "mainLibrary": named(main)["machineName"],
            "preloadedDependencies": [named(main)], **more,
        },
        "content/content.json": parameters or {"text": "Hello"},
    }  # fmt: skip
    for one in libraries:
        files |= one
    return packed(files)


def brought(main: str, *libraries: Files, approve: bool = True, **more: Any) -> Content:
    return import_package(file=package(main, *libraries, **more), by=None, at=BEFORE, approve=approve)


def release(name: str, patch: int = 0) -> LibraryRelease:
    own = named(name)
    return LibraryRelease.objects.select_related("library").get(
        library__machine_name=own["machineName"], library__major=own["majorVersion"],
        library__minor=own["minorVersion"], patch=patch,
    )  # fmt: skip


def store_of(*, contents: int, libraries: int) -> None:
    """So many contents that need so many libraries, ten each."""
    first = brought("A", library("A"))
    made = Library.objects.bulk_create(
        Library(machine_name=f"Test.Many{n}", major=1, minor=0) for n in range(libraries)
    )
    own = Content.objects.bulk_create(
        Content(kind="h5p", title=f"Content {n}", made_at=BEFORE) for n in range(contents)
    )
    revisions = ContentRevision.objects.bulk_create(
        ContentRevision(
            content=content, number=1, origin="imported", main=first.shown.main, parameters={}, size=1,
            made_at=BEFORE, metadata={"license": "CC BY", "licenseVersion": "4.0"},
        ) for content in own
    )  # fmt: skip
    for content, revision in zip(own, revisions, strict=True):
        content.current = revision
    Content.objects.bulk_update(own, ["current"], batch_size=200)
    RevisionLibrary.objects.bulk_create(
        RevisionLibrary(revision=revision, library=made[(n + k) % len(made)], place=k, named=False)
        for n, revision in enumerate(revisions) for k in range(10)
    )  # fmt: skip
