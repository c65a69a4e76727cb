"""Interactive content that is written here."""

from django.utils import timezone

from cms.authoring.actions import begin_draft
from courses.packages.models import Content
from tests.cms.authoring.forms import answer, quiz
from tests.cms.desks.writes.by import Act, Officers, writes
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
