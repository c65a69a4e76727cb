"""Verification of files that are not, or not any more, what was issued: each gets a clear answer, and none a name."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from pypdf import PdfWriter

from certificates.models import Certificate
from courses.programmes.models import new_code
from tests import nul
from tests.factories.certificates import awarded, content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]
NAME = "Wanjiku Otieno"


@pytest.fixture
def certificate() -> Certificate:
    return awarded(NAME)


def upload(pdf: bytes):
    return Client().post("/verify/", {"file": SimpleUploadedFile("certificate.pdf", pdf, "application/pdf")})


def test_a_file_is_not_told_to_type_its_code_better(certificate):
    html = upload(b"%PDF-1.7").content.decode()
    assert "The register does not know this file" in html
    assert "typed exactly" not in html


def of_another_maker(number: str, code: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/CertificateNumber": number, "/VerificationCode": code})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_file_of_another_maker_that_claims_number_and_code_is_altered(certificate):
    page = upload(of_another_maker(certificate.number, certificate.code))
    assert "This file was altered" in page.content.decode()


def test_a_file_of_another_maker_that_claims_a_number_alone_is_unknown_and_shows_nobody(certificate):
    html = upload(of_another_maker(certificate.number, new_code())).content.decode()
    assert "No such certificate is known" in html
    assert NAME not in html


def test_a_file_of_another_maker_that_claims_a_code_alone_is_altered_and_shows_initials(certificate):
    html = upload(of_another_maker("WNCG-2026-EGF-1-C-00099-00", certificate.code)).content.decode()
    assert "This file was altered" in html
    assert "W. O." in html
    assert NAME not in html
    assert certificate.number not in html


@pytest.mark.parametrize("said", [b"X-1 ab\0cd", b"X\0-1 abcd"])
def test_a_file_that_claims_a_code_with_a_nul_is_unknown(said):
    with nul.refused():
        page = upload(b"%PDF-1.7 <dc:identifier>" + said + b"</dc:identifier>")
    assert "The register does not know this file" in page.content.decode()


def test_a_file_under_a_password_is_unknown(certificate):
    writer = PdfWriter(clone_from=BytesIO(content(certificate)))
    writer.encrypt("secret", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    assert "No such certificate is known" in upload(out.getvalue()).content.decode()


def test_the_command_reads_no_more_of_a_file_than_a_certificate_can_have(certificate, tmp_path, capsys):
    file = tmp_path / "endless.pdf"
    with file.open("wb") as sparse:
        sparse.truncate(64_000_000_000)
    with pytest.raises(SystemExit):
        call_command("verify_certificate", str(file))
    assert capsys.readouterr().out == "unknown\n"


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_the_command_says_what_it_cannot_read_and_ends_with_2(name, tmp_path):
    with pytest.raises(CommandError) as ended:
        call_command("verify_certificate", str(tmp_path / name))
    assert ended.value.returncode == 2
