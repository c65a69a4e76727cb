"""The register of the network, and jobs."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from lms.accounts.models import User
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
from tests.cms.desks.writes.by import Act, Officers, writes
from tests.factories import people
from tests.factories.cities import city, region
from tests.factories.programmes import MONDAY

SINCE = date(2026, 1, 5)


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
