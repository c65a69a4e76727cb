"""Interactive content that is written here."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.authoring.actions import begin_draft
from courses.packages.models import Content
from tests.cms.authoring.forms import answer, quiz
from tests.cms.desks.writes.by import Act, Officers, writes
from tests.factories.editor_clients import ODD, client_archive, installed_client, odd_in_store
from tests.factories.semantics import QUIZ, in_store

WRITE = "/admin/packages/write/"


def _draft(desk: Officers) -> str:
    in_store(QUIZ)
    by = desk.people["secretary"]
    draft = begin_draft(main=QUIZ, title="A quiz", language="en", by=by, at=timezone.now())
    return f"{WRITE}{draft.pk}/"


@writes("authoring:begin")
def _(desk: Officers) -> Act:
    in_store(QUIZ)
    return lambda: desk.post(WRITE, {"main": QUIZ, "title": "A quiz", "language": "en"})


@writes("authoring:draft save")
def _(desk: Officers) -> Act:
    address = _draft(desk)
    return lambda: desk.post(address, {**quiz(answer("Yes", correct=True)), "act": "save"})


@writes("authoring:draft discard")
def _(desk: Officers) -> Act:
    address = _draft(desk)
    return lambda: desk.post(address, {"act": "discard"})


@writes("authoring:change")
def _(desk: Officers) -> Act:
    desk.post(_draft(desk), {**quiz(answer("Yes", correct=True)), "act": "save"})
    return lambda: desk.post(f"{WRITE}contents/{Content.objects.get().pk}/")


def _odd_draft(desk: Officers) -> str:
    odd_in_store()
    by = desk.people["secretary"]
    installed_client(by=by)
    draft = begin_draft(main=ODD, title="Odd", language="en", by=by, at=timezone.now())
    return f"{WRITE}{draft.pk}/client/"


@writes("authoring:client_save")
def _(desk: Officers) -> Act:
    address = _odd_draft(desk)
    params = json.dumps({"params": {"text": "Hello"}, "metadata": {}})
    return lambda: desk.post(f"{address}save/", {"title": "Odd", "library": ODD, "params": params})


@writes("authoring:client discard")
def _(desk: Officers) -> Act:
    address = _odd_draft(desk)
    return lambda: desk.post(address, {"act": "discard"})


@writes("authoring:editor install")
def _(desk: Officers) -> Act:
    archive = SimpleUploadedFile("client.zip", client_archive().read())
    return lambda: desk.post(f"{WRITE}editor/", {"archive": archive})


@writes("authoring:editor remove")
def _(desk: Officers) -> Act:
    installed_client(by=desk.people["secretary"])
    return lambda: desk.post(f"{WRITE}editor/", {"do": "remove"})
