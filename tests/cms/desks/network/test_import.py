"""Importing cities: a dry run first, errors by row and column, all or nothing."""

import io
import re
import tracemalloc
import zipfile
from contextlib import nullcontext

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.desks.network.sheets import CITIES
from cms.desks.network.spreadsheets import MOST_BYTES, MOST_ROWS, table_of
from lms.audit.models import AuditEntry
from lms.network.models import City
from lms.refusals import Refusal
from tests.factories import people
from tests.factories.cities import city, region

pytestmark = pytest.mark.django_db

HEADER = "slug,name,country,region,time_zone,weekend,languages,connectivity_tier,latitude,longitude"
KISUMU = 'kisumu,Kisumu,Kenya,africa,Africa/Nairobi,"sat, sun","en, sw",C,-0.09,34.77'
DUBAI = 'dubai,Dubai,UAE,africa,Asia/Dubai,"fri, sat",ar,A,25.2,55.27'


@pytest.fixture
def desk(client: Client) -> Client:
    region()
    client.force_login(people.secretary())
    return client


def upload(desk: Client, content: str | bytes, name: str = "cities.csv"):
    data = content.encode() if isinstance(content, str) else content
    return desk.post("/admin/city/import/", {"file": SimpleUploadedFile(name, data)})


def confirm(desk: Client, page):
    return desk.post("/admin/city/import/", {"rows": page.context["rows"]})


def test_a_file_is_shown_first_and_written_only_when_confirmed(desk: Client) -> None:
    page = upload(desk, f"{HEADER}\n{KISUMU}\n{DUBAI}\n")
    assert [(step.row, step.label, step.is_new) for step in page.context["plan"].steps] == [
        (2, "Kisumu", True),
        (3, "Dubai", True),
    ]
    assert not City.objects.exists()
    assert confirm(desk, page).status_code == 302
    assert City.objects.get(slug="dubai").weekend == [4, 5]
    assert AuditEntry.objects.filter(action="city.added").count() == 2


def test_a_known_city_changes_in_the_columns_of_the_file_only(desk: Client) -> None:
    nairobi = city("Nairobi", native_name="Nairobi", connectivity_tier="B")
    page = upload(desk, "slug,connectivity_tier\nnairobi,A\n")
    assert page.context["plan"].steps[0].changes == (("connectivity_tier", "B", "A"),)
    confirm(desk, page)
    nairobi.refresh_from_db()
    assert (nairobi.connectivity_tier, nairobi.native_name) == ("A", "Nairobi")
    assert AuditEntry.objects.get(action="city.changed").details["changes"] == {"connectivity_tier": ["B", "A"]}


def test_what_was_downloaded_can_be_uploaded_and_changes_nothing(desk: Client) -> None:
    city("Nairobi", native_name="=1+1", names={"ko": "나이로비", "ar": "نيروبي"})
    downloaded = desk.get("/admin/city/?export=csv").getvalue()
    plan = upload(desk, downloaded).context["plan"]
    assert (plan.faults, plan.steps, plan.unchanged) == ([], [], 1)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (KISUMU.replace("africa", "atlantis"), "region"),
        (KISUMU.replace("Africa/Nairobi", "Mars/Base"), "time_zone"),
        (KISUMU.replace("sat, sun", "caturday"), "weekend"),
        (KISUMU.replace("en, sw", ""), "languages"),
        (KISUMU.replace(",C,", ",Z,"), "connectivity_tier"),
        (KISUMU.replace("-0.09", "north"), "latitude"),
        (KISUMU.replace("34.77", "341.77"), "longitude"),
        (KISUMU.replace("kisumu", "no such slug!"), "slug"),
        (KISUMU.replace("Kisumu", ""), "name"),
        (DUBAI, "slug"),
    ],
)
def test_a_fault_is_told_by_row_and_column_and_nothing_is_written(desk: Client, row: str, column: str) -> None:
    page = upload(desk, f"{HEADER}\n{DUBAI}\n{row}\n")
    assert page.status_code == 422
    assert [(fault.row, fault.column) for fault in page.context["plan"].faults] == [(3, column)]
    assert not page.context["rows"]
    assert not City.objects.exists()


def test_rows_changed_on_their_way_back_are_refused(desk: Client) -> None:
    sealed = upload(desk, f"{HEADER}\n{DUBAI}\n").context["rows"]
    answer = desk.post(
        "/admin/city/import/", {"rows": f"{sealed[:-1]}{'x' if sealed[-1] != 'x' else 'y'}"}, follow=True
    )
    assert "Upload the file once more." in answer.content.decode()
    assert not City.objects.exists()


def test_rows_that_another_officer_looked_at_are_refused(desk: Client, client: Client) -> None:
    sealed = upload(desk, f"{HEADER}\n{DUBAI}\n").context["rows"]
    other = Client()
    other.force_login(people.secretary())
    other.post("/admin/city/import/", {"rows": sealed})
    assert not City.objects.exists()


def test_what_was_confirmed_too_late_is_looked_at_again(desk: Client) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False):
        sealed = upload(desk, f"{HEADER}\n{DUBAI}\n").context["rows"]
    with time_machine.travel("2026-03-02T11:00:01Z", tick=False):
        desk.post("/admin/city/import/", {"rows": sealed})
    assert not City.objects.exists()


def test_nothing_but_what_was_shown_is_written(desk: Client) -> None:
    """Another officer changes the city between the look and the button."""
    nairobi = city("Nairobi", connectivity_tier="B")
    page = upload(desk, "slug,connectivity_tier\nnairobi,A\n")
    City.objects.update(connectivity_tier="C")
    again = confirm(desk, page)
    assert "the register has changed meanwhile" in again.content.decode()
    assert again.context["plan"].steps[0].changes == (("connectivity_tier", "C", "A"),)
    nairobi.refresh_from_db()
    assert nairobi.connectivity_tier == "C"
    confirm(desk, again)
    nairobi.refresh_from_db()
    assert nairobi.connectivity_tier == "A"


def test_a_row_that_became_faulty_in_between_keeps_the_whole_file_out(desk: Client) -> None:
    page = upload(desk, f"{HEADER}\n{DUBAI}\n{KISUMU}\n")
    city("Kisumu", slug="another-kisumu")
    answer = confirm(desk, page)
    assert answer.status_code == 422
    assert [fault.row for fault in answer.context["plan"].faults] == [3]
    assert not City.objects.filter(slug="dubai").exists()


def test_everything_that_is_wrong_is_told_at_once(desk: Client) -> None:
    page = upload(
        desk, f"{HEADER}\n{KISUMU.replace('africa', 'atlantis').replace('34.77', '341.77')}\n,,,,,,,,,\nx,,,,,,,,,\n"
    )
    faults = [(fault.row, fault.column) for fault in page.context["plan"].faults]
    assert set(faults) >= {(2, "region"), (2, "longitude"), (4, "name"), (4, "region"), (4, "time_zone")}


def test_the_history_of_a_row_tells_of_the_import_too(desk: Client) -> None:
    confirm(desk, upload(desk, f"{HEADER}\n{DUBAI}\n"))
    dubai = City.objects.get()
    assert "Created" in desk.get(f"/admin/city/history/{dubai.pk}/").content.decode()


def xlsx(*rows: list[object]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_a_spreadsheet_file_is_read_too(desk: Client) -> None:
    cells = ["kisumu", "Kisumu", "Kenya", "africa", "Africa/Nairobi", "sat, sun", "en", "C", -0.09, 34.77]
    page = upload(desk, xlsx(HEADER.split(","), cells), "cities.xlsx")
    assert page.context["plan"].steps[0].label == "Kisumu"


def test_semicolons_are_read_too(desk: Client) -> None:
    city("Nairobi")
    assert upload(desk, "slug;connectivity_tier\nnairobi;A\n").context["plan"].steps


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 20_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00\x01", "neither a CSV file"),
        (b"", "The submitted file is empty"),
        (b"PK\x05\x06" + b"\0" * 18, "neither a CSV file"),
        ("name,mayor\nNairobi,X\n", "Unknown columns: mayor"),
        ("name\nNairobi\n", "Columns are missing that say what a row is about: slug"),
        ("slug,name,slug\nnairobi,Nairobi,x\n", "The column “slug” stands in the file twice"),
        ("slug\nnairobi,extra\n", "Row 2 has more cells"),
        ("slug\n" + "a\n" * (MOST_ROWS + 1), "too large"),
        (b"a" * (MOST_BYTES + 1), "too large"),
        (bomb(), "too large"),
    ],
)
def test_a_bad_file_gets_one_clear_sentence(desk: Client, content: str | bytes, says: str) -> None:
    page = upload(desk, content)
    assert page.status_code == 422
    assert says in " ".join(page.context["form"].errors["file"])


def rewritten(part: str, old: str, new: str) -> bytes:
    """An XLSX file with one part changed by hand, as no spreadsheet program writes it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(["slug"]))) as book, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as other:
        for name in book.namelist():
            text = book.read(name).decode()
            other.writestr(name, re.sub(old, new, text, flags=re.DOTALL) if name == part else text)
    return file.getvalue()


def far_to_the_right() -> bytes:
    cells = "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(2, MOST_ROWS))
    return rewritten("xl/worksheets/sheet1.xml", "</sheetData>", f"{cells}</sheetData>")


def of_styles() -> bytes:
    return rewritten("xl/styles.xml", "<cellXfs.*</cellXfs>", f"<cellXfs>{'<xf/>' * 100_000}</cellXfs>")


FULL = ",".join(CITIES.headings) + "\n" + (",".join(["abcdefghij"] * len(CITIES.headings)) + "\n") * MOST_ROWS


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (FULL.encode(), False),
        (b"slug\n" + b"," * (MOST_BYTES - 5), False),
        (b"slug\n" + b"\n" * (MOST_BYTES - 5), False),
        (b"," * 20_000 + b"x\n" + b"1\n" * 500, True),
        (b"a," * (MOST_BYTES // 2), True),
        (far_to_the_right(), False),
        (of_styles(), True),
    ],
    ids=["full", "commas", "lines", "wide", "wider", "far cells", "styles"],
)
def test_no_allowed_file_takes_much_memory(content: bytes, refused: bool) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Refusal) if refused else nullcontext():
            table_of(SimpleUploadedFile("cities", content), CITIES)
        assert tracemalloc.get_traced_memory()[1] < 32 * MOST_BYTES
    finally:
        tracemalloc.stop()


def test_of_a_header_that_is_too_wide_the_first_strange_names_are_told(desk: Client) -> None:
    page = upload(desk, "slug," + "x," * 1000 + "\n")
    assert len(str(page.context["form"].errors["file"])) < 500
