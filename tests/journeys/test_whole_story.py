"""From a city's invitation to a certificate that anyone verifies, in English at a desk."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.journeys import givens
from tests.journeys.documents import altered, code_in, number_in, text_of
from tests.journeys.mailbox import Mailbox
from tests.journeys.people import Anyone, Approver, FocalPoint, Official, Secretary

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("jobs")]

AMINA = "amina.wanjiku@nairobi.example"


def test_a_city_is_invited_and_its_official_is_certified(at_a_browser, mail: Mailbox, tmp_path: Path):
    cast = givens.the_network()
    secretary, focal_point = at_a_browser(Secretary), at_a_browser(FocalPoint)
    official, approver, anyone = at_a_browser(Official), at_a_browser(Approver), at_a_browser(Anyone)

    secretary.goes_to("/admin/")
    secretary.signs_in(cast.secretary.email)
    secretary.invites("Nairobi", cast.edition)

    focal_point.opens_the_invitation(mail.link_to(cast.focal_point.email, "/invitations/"), cast.focal_point.email)
    focal_point.accepts()
    focal_point.nominates("Amina Wanjiku", AMINA, "Head of Digital Services")
    secretary.selects("Amina Wanjiku", cast.edition)

    official.makes_an_account(mail.link_to(AMINA, "/people/join/"), "Amina Wanjiku")
    official.confirms_the_seat("Head of Digital Services", "P. Mwangi, County Secretary")
    learn_everything(official)
    secretary.cannot_finish(cast.edition)

    approver.goes_to("/admin/")
    approver.signs_in(cast.approver.email)
    approver.approves(secretary.prepares_certificates(cast.edition))

    pdf = official.fetches_the_certificate(tmp_path)
    assert "Amina Wanjiku" in text_of(pdf)
    check_the_citys_archive(focal_point.fetches_the_citys_certificates(tmp_path), pdf)

    verify_in_every_way(anyone, pdf, mail.link_to(AMINA, "/verify/"))
    secretary.proposes_to_revoke(number_in(pdf), "issued in error")
    assert anyone.verifies_by_code(code_in(pdf)) == "valid"
    approver.confirms_revocation()
    assert anyone.verifies_by_code(code_in(pdf)) == "revoked"
    anyone.sees("issued in error")
    assert anyone.verifies_by_file(pdf) == "revoked"


def learn_everything(official: Official) -> None:
    """Three lessons and two quizzes; the fold is seen within two seconds."""
    official.begins("Where residents look first")
    official.reads_on()
    assert official.sees_progress_of(33) < 2
    official.begins("What counts as online")
    official.passes_the_quiz(givens.questions_of("m1-l2"))
    official.follows("Next: First things first")
    official.passes_the_quiz(givens.questions_of("m2-l1"))
    assert official.sees_progress_of(100) < 2
    official.sees("completed")


def check_the_citys_archive(archive: Path, pdf: Path) -> None:
    """A cover letter, the official's certificate as issued, and the city's own."""
    with zipfile.ZipFile(archive) as files:
        names = files.namelist()
        assert names[0] == "00-cover-letter.pdf"
        assert files.read(f"{number_in(pdf)}.pdf") == pdf.read_bytes()
        (of_the_city,) = (name for name in names if re.search(r"-T-\d+-\d\d\.pdf$", name))
        own = Path(files.extract(of_the_city, archive.parent))
    assert "Nairobi" in text_of(own)
    assert "Amina Wanjiku" in text_of(own)


def verify_in_every_way(anyone: Anyone, pdf: Path, address: str) -> None:
    code, number = code_in(pdf), number_in(pdf)
    assert address.endswith(f"/verify/{code}/")
    assert anyone.verifies_by_address(address) == "valid"
    assert "Amina Wanjiku" not in anyone.page.locator("body").inner_text()
    assert anyone.verifies_by_code(code, number) == "valid"
    anyone.sees("Amina Wanjiku")
    assert anyone.verifies_by_file(pdf) == "valid"
    assert anyone.verifies_by_file(altered(pdf)) == "altered"
    assert anyone.verifies_by_code("A" * 22) == "unknown"
