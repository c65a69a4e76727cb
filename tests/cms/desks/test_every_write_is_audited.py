"""Whatever an officer changes at a desk leaves an entry in the audit log, with the officer's name.

A new address at a desk that takes a POST, or a new step, fails here until it is written down below.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver
from django.utils import timezone

from certificates.models import Signatory
from cms.desks.programmes.steps import OF_INVITATIONS, OF_NOMINATIONS
from lms.audit.models import AuditEntry
from lms.network.models import (
    RegionalOffice,
)
from tests.cms.desks.writes import assignments as assignments_desk
from tests.cms.desks.writes import authoring as authoring_desk
from tests.cms.desks.writes import certificates as certificates_desk
from tests.cms.desks.writes import packages as packages_desk
from tests.cms.desks.writes import people as people_desk
from tests.cms.desks.writes import questions as questions_desk
from tests.cms.desks.writes import register, training
from tests.cms.desks.writes.by import WRITES, Officers
from tests.factories import certificates, people
from tests.factories.cities import region
from tests.factories.programmes import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]
WRITTEN_AT = (
    register, people_desk, training, certificates_desk, packages_desk, authoring_desk, questions_desk, assignments_desk,
)  # fmt: skip
"""Each has added to WRITES."""


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
    assert set(_written_at(get_resolver().url_patterns)) - TYPING == {name.partition(" ")[0] for name in WRITES}


def test_no_step_is_left_out() -> None:
    for page, steps in (("invitation", OF_INVITATIONS), ("nomination", OF_NOMINATIONS)):
        tried = {name.partition(" ")[2] for name in WRITES if name.startswith(f"training:{page} ")}
        assert tried == set(steps)


def test_a_change_of_a_signatory_tells_what_was_before() -> None:
    row = certificates.signatories()[0]
    Officers().post(f"/admin/signatory/edit/{row.pk}/", people_desk.SIGNATORY)
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
TYPING = {"authoring:preview", "authoring:client_call"}
"""What keeps a draft as it is typed, which only its author sees; what comes of it is written in the log."""


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
