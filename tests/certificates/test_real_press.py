"""With the real press: what is issued is a certificate that the register knows, and a preview is marked as one."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates import files
from certificates.archives import archive_of
from certificates.letters import addressee_of
from certificates.previews import preview_of
from certificates.queries.verification import Answer, verify_file
from tests.factories.certificates import ISSUE_DAY, approved, ended, issued, prepared
from tests.factories.learning import city, edition, person

pytestmark = pytest.mark.django_db


def test_a_real_file_is_valid_and_altered_by_one_byte():
    run, home = edition(), city("seoul", "Asia/Seoul", native_name="서울특별시", languages=["ko"])
    ended(run, home, person("김서연", latin_name="Kim Seo-yeon"))
    batch = prepared(run, officials=0)
    marked = PdfReader(BytesIO(preview_of(batch.certificates.all(), day=ISSUE_DAY.date())))
    assert all("PREVIEW" in page.extract_text() for page in marked.pages)
    certificates = list(
        issued(approved(batch)).certificates.select_related("edition__programme", "city").order_by("serial")
    )
    for certificate in certificates:
        with files.opened(certificate) as file:
            pdf = file.read()
        assert verify_file(pdf=pdf).answer == Answer.VALID
        for place in (1, len(pdf) // 2, pdf.index(b"<dc:identifier>") + 18, len(pdf) - 2):
            changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
            assert verify_file(pdf=changed).answer == Answer.ALTERED
        assert verify_file(pdf=pdf + b" ").answer == Answer.ALTERED
        assert verify_file(pdf=pdf[: len(pdf) // 2]).answer == Answer.ALTERED
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
        assert str(certificate.number) in text
        assert "Kim Seo-yeon" in text
    letter = addressee_of(city=home, day=ISSUE_DAY.date())
    assert b"".join(archive_of(certificates, letter)).startswith(b"PK")
