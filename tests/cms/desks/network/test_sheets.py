"""Every kind of the register that goes to a spreadsheet comes back from it: by one way, unchanged unless changed."""

import csv
import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cms.desks.network.cells import as_meant, neutralised
from cms.desks.network.spreadsheets import MOST_ROWS
from lms.accounts.models import User
from lms.audit.models import AuditEntry
from lms.network.models import City, FocalPoint, GovernanceRole, Membership, Position, Region
from tests.factories import people
from tests.factories.cities import city, focal_point, member, region

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 5)
KINDS: list[type[Model]] = [Region, City, Membership, GovernanceRole, FocalPoint, Position]


@pytest.fixture
def wanjiru() -> User:
    person = people.person(name="Wanjiru Kamau")
    User.objects.filter(pk=person.pk).update(email="wanjiru@nairobi.example")
    return person


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(people.secretary())
    return client


def address(kind: type[Model], page: str = "") -> str:
    return f"/admin/{kind._meta.model_name}/{page}"


def upload(desk: Client, kind: type[Model], content: str | bytes, name: str = "rows.csv"):
    data = content.encode() if isinstance(content, str) else content
    return desk.post(address(kind, "import/"), {"file": SimpleUploadedFile(name, data)})


def imported(desk: Client, kind: type[Model], content: str | bytes) -> None:
    page = upload(desk, kind, content)
    assert page.status_code == 200, page.context["form"].errors or page.context["plan"].faults
    assert desk.post(address(kind, "import/"), {"rows": page.context["rows"]}).status_code == 302


def faults(page) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in page.context["plan"].faults]


def populated() -> None:
    """Rows of every kind, with texts that a spreadsheet program or a careless reader would spoil."""
    home = city("Nairobi", native_name="=1+1", official_name="'=SUM(A1)", names={"ko": "나이로비", "ar": "نيروبي"})
    city("Lima", within=region("americas"), official_name='City of "Lima", the; capital\nof Peru', country="@Peru")
    member(home, since=DAY)
    member(home, since=DAY)
    member(home, Membership.Kind.OBSERVER, since=DAY, until=date(2030, 1, 1))
    GovernanceRole.objects.create(city=home, kind="vice-chair", since=DAY)
    official = focal_point(home, name="-Wanjiru", since=DAY)
    for title in ("+Head of services", " ''=cmd ", "مدير"):
        Position.objects.create(
            person=official, city=home, title=title, department="-1", since=DAY, rank_band="manager"
        )
    Position.objects.create(person=official, city=home, title="A post\tof old", since=DAY, until=date(2026, 2, 1))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_downloaded_can_be_uploaded_and_changes_nothing(desk: Client, kind: type[Model], form: str) -> None:
    populated()
    downloaded = desk.get(address(kind, f"?export={form}")).getvalue()
    plan = upload(desk, kind, downloaded, f"rows.{form}").context["plan"]
    assert (plan.faults, plan.steps, plan.unchanged) == ([], [], kind._default_manager.count())
    assert plan.unchanged > 0


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_of_a_download_is_a_formula(desk: Client, kind: type[Model]) -> None:
    populated()
    lines = csv.reader(io.StringIO(desk.get(address(kind, "?export=csv")).getvalue().decode()))
    cells = [cell for line in lines for cell in line if not cell.lstrip("-").replace(".", "").isdigit()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


@given(st.text(alphabet="'=+-@\t ax", max_size=8))
def test_a_text_made_harmless_reads_as_it_was(text: str) -> None:
    assert as_meant(neutralised(text)) == text
    assert not neutralised(text).startswith(("=", "+", "-", "@", "\t"))


# kind, file, what it adds (by field)
ADDED: list[tuple[type[Model], str, dict[str, Any]]] = [
    (Region, "code,name\noceania,Oceania\n", {"code": "oceania", "name": "Oceania"}),
    (Membership, "city,kind,since,until\nnairobi,Observer,2026-01-05,\n", {"kind": "observer", "until": None}),
    (GovernanceRole, "city,kind,since\nNairobi,chair,2026-01-05\n", {"kind": "chair", "since": DAY}),
    (FocalPoint, "city,person,since\nnairobi,Wanjiru@Nairobi.example,2026-01-05\n", {"since": DAY, "until": None}),
    (
        Position,
        "person,city,title,rank_band,since\nwanjiru@nairobi.example,nairobi,Mkurugenzi,director,2026-01-05\n",
        {"title": "Mkurugenzi", "rank_band": "director", "department": "", "since": DAY},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "file", "fields"), ADDED, ids=[kind.__name__ for kind, *_rest in ADDED])
def test_a_row_is_added_audited_and_not_added_again(
    desk: Client, wanjiru: User, kind: type[Model], file: str, fields: dict[str, Any]
) -> None:
    if kind is not Region:
        city("Nairobi")
    imported(desk, kind, file)
    row: Any = kind._default_manager.get(**fields)
    entry = AuditEntry.objects.get(target_type=kind._meta.label_lower, target_id=str(row.pk))
    assert entry.action == f"{kind._meta.model_name}.added"
    assert getattr(row, "person", wanjiru) == wanjiru
    plan = upload(desk, kind, file).context["plan"]
    assert (plan.faults, plan.steps, plan.unchanged) == ([], [], 1)


def test_a_row_with_its_number_changes_in_its_key_too(desk: Client) -> None:
    entry = member(city("Nairobi"), since=DAY)
    imported(
        desk, Membership, f"id,city,kind,since\n{entry.pk},nairobi,associate,2026-02-01\n,nairobi,full,2027-01-01\n"
    )
    entry.refresh_from_db()
    assert (entry.kind, entry.since) == ("associate", date(2026, 2, 1))
    assert Membership.objects.count() == 2
    changes = AuditEntry.objects.get(action="membership.changed").details["changes"]
    assert changes == {"kind": ["full", "associate"], "since": ["2026-01-05", "2026-02-01"]}


def test_a_term_is_ended_by_a_file_of_two_columns(desk: Client) -> None:
    entry = member(city("Nairobi"), since=DAY)
    imported(desk, Membership, f"id,until\n{entry.pk},2026-12-31\n")
    entry.refresh_from_db()
    assert entry.until == date(2026, 12, 31)


def test_dates_may_be_dates_of_a_spreadsheet_program(desk: Client) -> None:
    city("Nairobi")
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["city", "kind", "since", "until", None], ["nairobi", "full", DAY, date(2030, 1, 1), None]):
        book.active.append(row)
    book.save(file)
    imported(desk, Membership, file.getvalue())
    assert Membership.objects.get().until == date(2030, 1, 1)


def test_names_for_the_reader_are_not_imported(desk: Client) -> None:
    entry = member(city("Nairobi"), since=DAY)
    plan = upload(desk, Membership, f"id,city_name,kind\n{entry.pk},Gotham,full\n").context["plan"]
    assert (plan.faults, plan.steps, plan.unchanged) == ([], [], 1)


@pytest.mark.parametrize(
    ("kind", "row", "column"),
    [
        (Membership, ",atlantis,full,2026-01-05,", "city"),
        (Membership, ",,full,2026-01-05,", "city"),
        (Membership, ",springfield,full,2026-01-05,", "city"),
        (Membership, ",nairobi,king,2026-01-05,", "kind"),
        (Membership, ",nairobi,full,05/01/2026,", "since"),
        (Membership, ",nairobi,full,2026-02-30,", "since"),
        (Membership, ",nairobi,full,,2026-01-05", "since"),
        (Membership, ",nairobi,full,2026-01-05,2026-01-05", "until"),
        (Membership, "987654,nairobi,full,2026-01-05,", "id"),
        (Membership, ",nairobi,partner,2020-01-01,", "city"),
        (FocalPoint, ",nairobi,nobody@nairobi.example,2026-01-05,", "person"),
        (FocalPoint, ",nairobi,,2026-01-05,", "person"),
        (FocalPoint, ",nairobi,njeri@nairobi.example,2026-02-01,", "person"),
        (FocalPoint, ",Nairobi,wanjiru@nairobi.example,2026-01-05,", "city"),
    ],
)
def test_a_fault_is_told_by_row_and_column_and_nothing_is_written(
    desk: Client, wanjiru: User, kind: type[Model], row: str, column: str
) -> None:
    home = city("Nairobi")
    for country in ("Kenya", "Peru"):
        city("Springfield", slug=f"{country.lower()}-springfield", country=country)
    for _twice in range(2):
        member(home, "partner", since=date(2020, 1, 1))
    njeri = focal_point(home)
    User.objects.filter(pk=njeri.pk).update(email="njeri@nairobi.example")
    before = kind._default_manager.count()
    header, good = {
        Membership: ("id,city,kind,since,until", ",nairobi,full,2019-01-05,"),
        FocalPoint: ("id,city,person,since,until", ",nairobi,wanjiru@nairobi.example,2026-01-05,"),
    }[kind]
    page = upload(desk, kind, f"{header}\n{good}\n{row}\n")
    assert page.status_code == 422
    assert faults(page) == [(3, column)]
    assert all(fault.message for fault in page.context["plan"].faults)
    assert kind._default_manager.count() == before


def test_faults_are_told_in_the_officers_language(desk: Client) -> None:
    city("Nairobi")
    desk.cookies["l"] = "ko"
    User.objects.update(language="ko")
    page = upload(desk, Membership, "city,kind,since\nnairobi,king,soon\n")
    said = [fault.message for fault in page.context["plan"].faults]
    assert len(said) == 2
    assert all(any("가" <= letter <= "힣" for letter in message) for message in said), said


@pytest.mark.parametrize("rows", [1, 20])
def test_rows_that_change_nothing_cost_nothing(desk: Client, rows: int) -> None:
    for number in range(rows):
        member(city(f"City {number}"), since=DAY)
    content = desk.get(address(Membership, "?export=csv")).getvalue()
    with CaptureQueriesContext(connection) as asked:
        upload(desk, Membership, content)
    about = [query["sql"] for query in asked if "network_" in query["sql"]]
    assert len(about) <= 5, about


def test_as_many_rows_as_are_allowed_can_be_confirmed(desk: Client) -> None:
    """What comes back through the browser stays within what a request may hold."""
    names = {f"region-{number}": f"{'Область ' * 4}{number}" for number in range(MOST_ROWS)}
    known = list(names.items())[1:]
    Region.objects.bulk_create(Region(code=code, name=name) for code, name in known)
    imported(desk, Region, "code,name\n" + "".join(f"{code},{name}\n" for code, name in names.items()))
    assert Region.objects.count() == MOST_ROWS


def test_a_file_that_would_write_too_much_is_to_be_divided(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.desks.network.importing.MOST_WRITTEN", 2)
    rows = [f"region-{number},Region {number}\n" for number in range(4)]
    assert upload(desk, Region, "code,name\n" + "".join(rows[:2])).status_code == 200
    page = upload(desk, Region, "code,name\n" + "".join(rows))
    assert faults(page) == [(4, "")]
    assert "at most 2 entries at a time" in page.content.decode()


def test_a_file_that_unpacks_to_more_text_than_is_allowed_is_refused(desk: Client) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["code", "name"], *([f"r{number}", "x" * 30_000] for number in range(40))):
        book.active.append(row)
    book.save(file)
    page = upload(desk, Region, file.getvalue())
    assert "too large" in " ".join(page.context["form"].errors["file"])


def test_empty_lines_at_the_end_do_not_count_and_others_keep_their_place(desk: Client) -> None:
    city("Nairobi")
    page = upload(desk, Membership, "city,kind,since\n,,\nnairobi,king,2026-01-05\n" + ",,\n" * MOST_ROWS)
    assert faults(page) == [(3, "kind")]
