"""H5P packages, sound and broken, and learners who meet them in a course."""

import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.files import File

from cms.demo.packages import build_package
from courses.enrolment.models import Enrolment
from courses.outline.structure import Activity, ActivityKind, Exercises
from courses.packages.actions import import_package, receive_package
from courses.packages.models import Arrival, Content
from lms.accounts.models import User
from tests.factories.learning import BEFORE, edition, enrolled
from tests.factories.outlines import lesson, outline, published

Files = Mapping[str, bytes | str | dict[str, Any] | list[Any]]

MANIFEST = {
    "title": "Small",
    "language": "en",
    "mainLibrary": "Test.Small",
    "preloadedDependencies": [{"machineName": "Test.Small", "majorVersion": 1, "minorVersion": "2"}],
}
LIBRARY = {
    "title": "Small", "machineName": "Test.Small", "majorVersion": 1, "minorVersion": 2, "patchVersion": 0,
    "runnable": 1, "preloadedJs": [{"path": "small.js"}],
}  # fmt: skip
SCRIPT = "window.Test = {Small: function () { this.attach = function ($to) { $to.text('Small.'); }; }};"
SMALL: Files = {
    "h5p.json": MANIFEST,
    "content/content.json": {"text": "Hello"},
    "Test.Small-1.2/library.json": LIBRARY,
    "Test.Small-1.2/semantics.json": [{"name": "text", "type": "text", "label": "Text"}],
    "Test.Small-1.2/small.js": SCRIPT,
}


def packed(files: Files, *, method: int = zipfile.ZIP_DEFLATED) -> BytesIO:
    """An archive of these files; what is neither bytes nor text is written as JSON."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", method) as target:
        for name, held in files.items():
            target.writestr(name, held if isinstance(held, bytes | str) else json.dumps(held))
    archive.seek(0)
    return archive


def small(**changes: Any) -> BytesIO:
    """The small package with some of its files changed, added or (None) left out; `__` in a name is a slash."""
    files = dict(SMALL) | {name.replace("__", "/"): held for name, held in changes.items()}
    return packed({name: held for name, held in files.items() if held is not None})


def content(file: BytesIO | None = None) -> Content:
    return import_package(file=file or small(), by=None, at=BEFORE, approve=True)


def service_scale() -> Content:
    return content(BytesIO(build_package("service-scale")))


def uploaded(*, by: User, file: BytesIO | None = None, **more: Any) -> Arrival:
    """What somebody has uploaded and no job has taken in."""
    held = File(file or small(), name="small.h5p")
    return receive_package(file=held, name="small.h5p", language="en", by=by, at=BEFORE, **more)


def learning_with(*held: Content, exercises: Exercises | None = None) -> Enrolment:
    """An official enrolled in the course "foundations", whose lesson l1 holds the packages as activities p1, p2 …"""
    activities = [
        Activity(key=f"p{place}", kind=ActivityKind.H5P, titles={"en": "Five services"}, package=one.pk)
        for place, one in enumerate(held, start=1)
    ]
    course = outline("foundations", lesson("l1", *activities))
    return enrolled(run=edition(published(course.model_copy(update={"exercises": exercises or Exercises()}))))
