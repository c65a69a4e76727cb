"""Whatever an officer changes at a desk leaves an entry in the audit log, with the officer's name.

A new address at a desk that takes a POST, or a new step, fails here until it is written down below.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from certificates.actions.revocations import propose_revocation
from certificates.models import Signatory
from cms.desks.programmes.steps import OF_INVITATIONS, OF_NOMINATIONS
from cms.models import Topic
from courses.programmes.models import TrainingProgramme
from lms.accounts.models import User
from lms.audit.models import AuditEntry
from lms.jobs.actions import ask_for_job
from lms.jobs.models import Job
from lms.network.models import (
    FocalPoint,
    GovernanceRole,
    Membership,
    Partner,
    Position,
    RegionalOffice,
)
from tests.factories import certificates, packages, people
from tests.factories.cities import city, region
from tests.factories.learning import city as home_of_learners
from tests.factories.learning import edition as edition_of_learners
from tests.factories.outlines import published
from tests.factories.programmes import AFTER_REPLY, MONDAY, Story, edition, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]
SINCE = date(2026, 1, 5)
POLICY = {"pass_mark": "70", "attendance_minimum": "80", "seats_per_city": "3", "city_certificate_from": "1"}
DATES = {"reply_by": "2026-03-20", "nominate_by": "2026-04-10", "starts_on": "2026-05-04", "ends_on": "2026-07-31"}


class Officers:
    """Who sits at the desks."""

    def __init__(self) -> None:
        self.people = {
            "secretary": people.secretary(),
            "approver": people.approver(),
            "administrator": people.administrator(),
        }

    def post(self, address: str, data: dict[str, Any] | None = None, by: str = "secretary") -> Any:
        client = Client()
        client.force_login(self.people[by])
        return client.post(address, data or {})


Act = Callable[[], Any]
WRITES: dict[str, Callable[[Officers], Act]] = {}


def writes(name: str) -> Callable[[Callable[[Officers], Act]], Callable[[Officers], Act]]:
    """Registers what makes ready for one write and returns the write itself."""

    def register(ready: Callable[[Officers], Act]) -> Callable[[Officers], Act]:
        WRITES[name] = ready
        return ready

    return register


# --- the register of the network --------------------------------------------------------------------------------


def _rows() -> dict[str, tuple[Callable[[], Model], dict[str, Any]]]:
    """Kind to what makes a row of it, and the form of another."""
    home, somebody = city("Nairobi"), people.official()
    place = {"city": home.pk}
    term = {"since": "2026-02-01", "until": ""}
    new_city = {
        "name": "Kisumu", "native_name": "", "official_name": "", "names": "", "slug": "kisumu", "country": "Kenya",
        "iso_code": "", "kind": "", "region": region().pk, "latitude": "0", "longitude": "34", "weekend": ["5"],
        "time_zone": "Africa/Nairobi", "languages": "en", "connectivity_tier": "C",
    }  # fmt: skip
    position = {"person": somebody.pk, "title": "X", "title_latin": "", "department": "", "rank_band": ""}
    return {
        "city": (lambda: city("Mombasa"), new_city),
        "region": (lambda: region("europe"), {"code": "oceania", "name": "Oceania"}),
        "membership": (
            lambda: Membership.objects.create(city=home, kind="full", since=SINCE), place | term | {"kind": "observer"}
        ),
        "governancerole": (
            lambda: GovernanceRole.objects.create(city=home, kind="chair", since=SINCE),
            place | term | {"kind": "chair"},
        ),
        "focalpoint": (
            lambda: FocalPoint.objects.create(city=home, person=people.official(), since=SINCE),
            place | term | {"person": somebody.pk},
        ),
        "position": (
            lambda: Position.objects.create(city=home, person=somebody, title="Y", since=SINCE), place | term | position
        ),
        "regionaloffice": (
            lambda: RegionalOffice.objects.create(name="Office", region=region()),
            {"name": "Another", "region": region().pk, "officers": [somebody.pk]},
        ),
        "partner": (lambda: Partner.objects.create(name="Partner"), {"name": "Another", "website": ""}),
    }  # fmt: skip


KINDS = ["city", "region", "membership", "governancerole", "focalpoint", "position", "regionaloffice", "partner"]
FILES = {
    "city": "slug,connectivity_tier\nnairobi,A\n",
    "region": "code,name\nasia,Asia\n",
    "membership": "city,kind,since\nnairobi,full,2026-02-01\n",
    "governancerole": "city,kind,since\nnairobi,chair,2026-02-01\n",
    "focalpoint": "city,person,since\nnairobi,{email},2026-02-01\n",
    "position": "person,city,title,since\n{email},nairobi,X,2026-02-01\n",
}


def _of_kind(kind: str) -> None:
    @writes(f"{kind}:add")
    def add(desk: Officers) -> Act:
        _make, form = _rows()[kind]
        return lambda: desk.post(f"/admin/{kind}/new/", form)

    @writes(f"{kind}:edit")
    def edit(desk: Officers) -> Act:
        make, form = _rows()[kind]
        row = make()
        return lambda: desk.post(f"/admin/{kind}/edit/{row.pk}/", form)

    @writes(f"{kind}:delete")
    def delete(desk: Officers) -> Act:
        row = _rows()[kind][0]()
        return lambda: desk.post(f"/admin/{kind}/delete/{row.pk}/", by="administrator")


def _import_of(kind: str) -> None:
    @writes(f"{kind}:import")
    def bring_in(desk: Officers) -> Act:
        _rows()
        email = User.objects.get(display_name="Otieno").email
        file = SimpleUploadedFile("rows.csv", FILES[kind].format(email=email).encode())
        sealed = desk.post(f"/admin/{kind}/import/", {"file": file}).context["rows"]
        return lambda: desk.post(f"/admin/{kind}/import/", {"rows": sealed})


for each in KINDS:
    _of_kind(each)
for each in FILES:
    _import_of(each)


@writes("job:retry")
def _(desk: Officers) -> Act:
    job = ask_for_job(key="x", task="certificates.issue_batch", arguments={}, at=MONDAY)
    Job.objects.update(state=Job.State.FAILED)
    return lambda: desk.post(f"/admin/job/retry/{job.pk}/")


# --- people, topics, interactive content, signatories -----------------------------------------------------------

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


@writes("packages_desk:upload")
def _(desk: Officers) -> Act:
    file = SimpleUploadedFile("small.h5p", packages.small().getvalue())
    return lambda: desk.post("/admin/packages/upload/", {"package": file})


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

# --- programmes, editions, invitations, nominations -------------------------------------------------------------

PROGRAMME = {"code": "NEW", "title": "Foundations", "description": "", **POLICY}


def _plan(programme: TrainingProgramme, **changes: str) -> dict[str, Any]:
    return {"programme": programme.pk, "code": "NEW-1", "seats": "20", **DATES, **POLICY, **changes}


@writes("training:programme_add")
def _(desk: Officers) -> Act:
    return lambda: desk.post("/admin/training/programmes/add/", PROGRAMME)


@writes("training:programme")
def _(desk: Officers) -> Act:
    TrainingProgramme.objects.create(code="NEW", title="Old")
    return lambda: desk.post("/admin/training/programmes/NEW/", PROGRAMME)


@writes("training:edition_add")
def _(desk: Officers) -> Act:
    plan = _plan(TrainingProgramme.objects.create(code="NEW", title="Old"), course_1=str(published().pk))
    return lambda: desk.post("/admin/training/editions/add/", plan)


@writes("training:edition_edit")
def _(desk: Officers) -> Act:
    run = edition()
    plan = _plan(run.programme, code=run.code, course_1=str(run.courses.get().pk), seats="30")
    return lambda: desk.post(f"/admin/training/editions/{run.code}/edit/", plan)


def _edition_step(do: str, **fields: Any) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        run = edition(**fields)
        return lambda: desk.post(f"/admin/training/editions/{run.code}/", {"do": do, "reason": "Flood"})

    return ready


OVER = {"reply_by": "2025-03-20", "nominate_by": "2025-04-10", "starts_on": "2025-05-04", "ends_on": "2025-07-31"}
WRITES |= {
    "training:edition open": _edition_step("open", state="draft"),
    "training:edition finish": _edition_step("finish", **OVER),
    "training:edition cancel": _edition_step("cancel"),
}


@writes("training:invite")
def _(desk: Officers) -> Act:
    story = Story()
    offer = {"city": [story.city.pk], "seats": "2", "reply_by": "2026-03-20"}
    return lambda: desk.post(f"/admin/training/editions/{story.edition.code}/invite/", offer)


STATE_BEFORE = {
    "send": "draft", "discard": "draft", "reopen": "expired", "withdraw": "sent", "review": "submitted",
    "select": "under_review", "waitlist": "under_review", "return": "under_review", "reject": "under_review",
}  # fmt: skip


def _invitation_step(do: str, *, board: bool) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        row = Story().invitation_in(STATE_BEFORE[do])
        data = {"do": do, "reason": "Budget", "reply_by": AFTER_REPLY.date().isoformat(), "row": [row.pk]}
        return lambda: desk.post(f"/admin/training/invitations/{'' if board else f'{row.pk}/'}", data)

    return ready


def _nomination_step(do: str, *, board: bool) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        story = Story()
        row = story.nomination_in(STATE_BEFORE[do], story.accepted(), person("Otieno"))
        data = {"do": do, "reason": "Budget", "row": [row.pk]}
        return lambda: desk.post(f"/admin/training/nominations/{'' if board else f'{row.pk}/'}", data)

    return ready


for each in ("send", "discard", "reopen", "withdraw"):
    WRITES[f"training:invitation {each}"] = _invitation_step(each, board=False)
    WRITES[f"training:invitations {each}"] = _invitation_step(each, board=True)
for each in ("review", "select", "waitlist", "return", "reject"):
    WRITES[f"training:nomination {each}"] = _nomination_step(each, board=False)
    WRITES[f"training:nominations {each}"] = _nomination_step(each, board=True)


# --- certificates -----------------------------------------------------------------------------------------------


@writes("certificates_desk:edition")
def _(desk: Officers) -> Act:
    certificates.ended(edition_of_learners(), home_of_learners())
    certificates.signatories()
    return lambda: desk.post("/admin/certificates/editions/EGF-1/")


def _batch_step(do: str, by: str = "secretary") -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        batch = certificates.prepared(by=people.secretary())
        data = {"do": do, "certificate": batch.certificates.get(kind="C").pk}
        if do == "retry":
            Job.objects.update(state=Job.State.FAILED)
        return lambda: desk.post(f"/admin/certificates/batches/{batch.pk}/", data, by=by)

    return ready


def _register_step(do: str, **data: str) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        number = certificates.issued().certificates.get(kind="C").number
        return lambda: desk.post(f"/admin/certificates/register/{number}/", {"do": do, **data})

    return ready


def _revocation_step(do: str) -> Callable[[Officers], Act]:
    def ready(desk: Officers) -> Act:
        certificate = certificates.issued().certificates.get(kind="C")
        row = propose_revocation(certificate=certificate, reason="error", by=people.secretary(), at=MONDAY)
        return lambda: desk.post("/admin/certificates/revocations/", {"do": do, "revocation": row.pk}, by="approver")

    return ready


WRITES |= {
    "certificates_desk:batch approve": _batch_step("approve", by="approver"),
    "certificates_desk:batch discard": _batch_step("discard"),
    "certificates_desk:batch set-aside": _batch_step("set-aside"),
    "certificates_desk:batch retry": _batch_step("retry"),
    "certificates_desk:certificate revoke": _register_step("revoke", reason="error"),
    "certificates_desk:certificate correct": _register_step("correct", name="Atieno", reason="misspelt"),
    "certificates_desk:revocations confirm": _revocation_step("confirm"),
    "certificates_desk:revocations decline": _revocation_step("decline"),
}

# --- the tests --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WRITES)
def test_what_an_officer_writes_is_audited(name: str, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    desk = Officers()
    act = WRITES[name](desk)
    known = set(AuditEntry.objects.values_list("pk", flat=True))
    answer = act()
    entries = AuditEntry.objects.exclude(pk__in=known)
    assert entries, (answer.status_code, answer.context and getattr(answer.context.get("form"), "errors", ""))
    assert {entry.actor for entry in entries} <= set(desk.people.values())


def test_no_desk_has_an_address_for_writing_that_is_not_tried_here() -> None:
    assert set(_written_at(get_resolver().url_patterns)) == {name.partition(" ")[0] for name in WRITES}


def test_no_step_is_left_out() -> None:
    for page, steps in (("invitation", OF_INVITATIONS), ("nomination", OF_NOMINATIONS)):
        tried = {name.partition(" ")[2] for name in WRITES if name.startswith(f"training:{page} ")}
        assert tried == set(steps)


def test_a_change_of_a_signatory_tells_what_was_before() -> None:
    row = certificates.signatories()[0]
    Officers().post(f"/admin/signatory/edit/{row.pk}/", SIGNATORY)
    changes = AuditEntry.objects.get(action="signatory.changed").details["changes"]
    assert changes == {"name": ["Amina Diallo", "Ines Duarte"], "until": ["2028-01-01", "None"]}
    assert Signatory.objects.get(pk=row.pk).name == "Ines Duarte"


def test_who_joins_a_regional_office_is_told() -> None:
    row, somebody = RegionalOffice.objects.create(name="Office", region=region()), people.regional_officer()
    form = {"name": "Office", "region": region().pk, "officers": [somebody.pk]}
    Officers().post(f"/admin/regionaloffice/edit/{row.pk}/", form)
    assert AuditEntry.objects.get(action="regionaloffice.changed").details["changes"] == {
        "officers": ["", "Amara Diallo"]
    }


DESKS = ("cms.desks.", "cms.wagtail_hooks")
OF_WAGTAIL = ("wagtailsnippets_cms_topic:", "wagtailusers_users:", "signatory:")
"""Desks some of whose views are Wagtail's own."""


def _written_at(patterns: Any, names: tuple[str, ...] = (), path: str = "") -> Iterator[str]:
    """Names of the addresses in the admin at which a desk's view takes a POST."""
    for pattern in patterns:
        here = f"{path}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from _written_at(pattern.url_patterns, inner, here)
        elif here.startswith("admin/") and _takes_post(view := getattr(pattern.callback, "view_class", None)):
            name = ":".join((*names, pattern.name or ""))
            if any(base.__module__.startswith(DESKS) for base in view.__mro__) or name.startswith(OF_WAGTAIL):
                yield name


def _takes_post(view: Any) -> bool:
    return hasattr(view, "post") and "post" in view.http_method_names
