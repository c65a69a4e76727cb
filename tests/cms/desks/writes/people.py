"""People, topics, interactive content and signatories."""

from collections.abc import Callable

from django.urls import reverse

from cms.models import Topic
from lms.accounts.models import User
from tests.cms.desks.writes.by import WRITES, Act, Officers, writes
from tests.factories import certificates, people

ACCOUNT = {"email": "t@helsinki.example", "display_name": "Tuomas", "language": "en", "roles": ["official"]}


@writes("wagtailusers_users:add")
def _(desk: Officers) -> Act:
    return lambda: desk.post("/admin/users/new/", ACCOUNT)


@writes("wagtailusers_users:edit")
def _(desk: Officers) -> Act:
    official = people.official()
    return lambda: desk.post(f"/admin/users/edit/{official.pk}/", ACCOUNT | {"may_sign_in": "on"})


@writes("wagtailusers_users:delete")
def _(desk: Officers) -> Act:
    official = User.objects.create_user("gone@city.example", display_name="Gone")
    return lambda: desk.post(f"/admin/users/delete/{official.pk}/", by="administrator")


NAMES = {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}


@writes("wagtailsnippets_cms_topic:add")
def _(desk: Officers) -> Act:
    return lambda: desk.post("/admin/snippets/cms/topic/add/", {"name": "Water", "key": "water", **NAMES})


@writes("wagtailsnippets_cms_topic:edit")
def _(desk: Officers) -> Act:
    topic = Topic.objects.create(name="Water", key="water")
    data = {"name": "Drinking water", "key": "water", **NAMES}
    return lambda: desk.post(f"/admin/snippets/cms/topic/edit/{topic.pk}/", data)


@writes("wagtailsnippets_cms_topic:copy")
def _(desk: Officers) -> Act:
    topic = Topic.objects.create(name="Water", key="water")
    return lambda: desk.post(f"/admin/snippets/cms/topic/copy/{topic.pk}/", {"name": "Air", "key": "air", **NAMES})


@writes("wagtailsnippets_cms_topic:delete")
def _(desk: Officers) -> Act:
    topic = Topic.objects.create(name="Water", key="water")
    return lambda: desk.post(f"/admin/snippets/cms/topic/delete/{topic.pk}/", by="administrator")


SIGNATORY = {"name": "Ines Duarte", "office": "secretary-general", "organisation": "WNCG", "since": "2026-01-01",
             "until": "", "signature": ""}  # fmt: skip


def _signatory(verb: str, by: str = "secretary") -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        row = certificates.signatories()[0]
        return lambda: desk.post(reverse(f"signatory:{verb}", args=[row.pk]), SIGNATORY, by=by)

    return ready


WRITES |= {
    "signatory:add": lambda desk: lambda: desk.post("/admin/signatory/new/", SIGNATORY),
    "signatory:edit": _signatory("edit"),
    "signatory:copy": _signatory("copy"),
    "signatory:delete": _signatory("delete", by="administrator"),
}
