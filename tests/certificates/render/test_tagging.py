"""The tagged PDF: a heading, a language for each run, drawings out of the reading order, the QR code readable."""

import io
import re

import page
import pytest
from pypdf import PdfReader

from certificates.render import render
from tests.certificates.render import samples
from tests.certificates.render.samples import completion


@pytest.fixture(scope="module")
def structure():
    def walk(element, found):
        element = element.get_object()
        if isinstance(element, dict):
            found.append(element)
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                walk(kid, found)
        return found

    def of(pdf: bytes):
        return walk(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"], [])

    return of


def test_the_page_has_one_first_heading_and_every_foreign_run_its_language(structure):
    pdf = render(completion("Kim Min-seo", "김민서", city=samples.SEOUL, language="ko"))
    elements = structure(pdf)
    assert [element.get("/S") for element in elements].count("/H1") == 1
    assert {"ko"} == {element["/Lang"] for element in elements if "/Lang" in element}


def test_an_annex_is_a_table_with_headers(structure):
    tags = [element.get("/S") for element in structure(render(samples.of_city(3)))]
    assert tags.count("/Table") == 1
    assert tags.count("/TH") == 5
    assert tags.count("/TD") == 15


def test_frame_and_seal_are_artifacts_drawn_once_for_all():
    pdf = render(completion())
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    content = page.get_contents().get_data()
    assert content.lstrip().startswith(b"/Artifact BMC")
    assert b"/Layer0 Do" in content.split(b"EMC")[0]


def test_no_glyph_is_left_without_a_letter():
    pdf = render(completion("Sita", "सीता कुमारी श्रेष्ठ", city=samples.KATHMANDU, language="ne"))
    reader = PdfReader(io.BytesIO(pdf))
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        assert b"<>" not in font["/ToUnicode"].get_data()


def test_the_file_declares_archive_and_accessibility_conformance():
    pdf = render(completion())
    assert re.search(rb"pdfaid:part=?\W*3", pdf)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


@pytest.mark.parametrize("profile", ["PDF_A_3A", "PDF_UA_1"])
@pytest.mark.parametrize(
    "document",
    [
        completion("Kim Min-seo", "김민서", city=samples.SEOUL, language="ko"),
        completion("Sita", "सीता कुमारी श्रेष्ठ", city=samples.KATHMANDU, language="ne"),
        samples.of_city(30, city=samples.HEBRON, language="ar"),
        samples.of_every_script(),
        samples.invitation(),
        samples.cover_letter(3),
    ],
    ids=["korean", "devanagari", "city-arabic", "every-script", "invitation", "cover-letter"],
)
def test_an_independent_validator_agrees(document, profile):
    report = page.validate_pdf_bytes(render(document), profile=getattr(page.ValidationProfile, profile))
    # pydyf may end compressed data with a carriage return, which this validator takes for the line's end; the
    # length it writes is right.
    failures = [failure for failure in report.failures if "STREAM-LENGTH" not in failure.rule_id]
    assert failures == []


def test_the_qr_code_carries_the_verification_address():
    import segno

    from certificates.render.layers import qr_operators

    address = "https://polidari.example/verify/7QXM4T9KVR2CHB6PZD3NW8YA"
    drawn = qr_operators(address, 245, 158.5, 20, 210).decode()
    dark = {
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"^(\d+) (\d+) (\d+) 1 re$", drawn, re.MULTILINE)
        for step in range(int(width))
    }
    matrix = segno.make(address, error="m", micro=False, mask=4).matrix
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, cell in enumerate(row) if cell}
