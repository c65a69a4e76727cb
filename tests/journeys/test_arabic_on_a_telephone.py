"""From the nomination to the certificate in Arabic, right to left, on a screen of 360 pixels."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from courses.programmes.actions.invitations import draft_invitation, send_invitation
from courses.programmes.models import Edition
from tests.journeys import givens
from tests.journeys.documents import number_in, text_of
from tests.journeys.mailbox import Mailbox
from tests.journeys.people import Anyone, Approver, FocalPoint, Official, Secretary

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("jobs")]

SALMA = "salma@tunis.example"
NAME = "سلمى بن عمر"
TITLE = "مهندسة نظم معلومات"
TELEPHONE = {"language": "ar", "width": 360}


def test_an_official_of_tunis_learns_on_a_telephone(at_a_browser, mail: Mailbox, tmp_path: Path):
    cast = invited_city()
    focal_point, official = at_a_browser(FocalPoint, **TELEPHONE), at_a_browser(Official, **TELEPHONE)
    secretary, approver = at_a_browser(Secretary), at_a_browser(Approver)

    focal_point.opens_the_invitation(mail.link_to(cast.focal_point.email, "/invitations/"), cast.focal_point.email)
    focal_point.accepts()
    focal_point.nominates(NAME, SALMA, TITLE)
    secretary.goes_to("/admin/")
    secretary.signs_in(cast.secretary.email)
    secretary.selects(NAME, cast.edition)

    official.makes_an_account(mail.link_to(SALMA, "/people/join/"), NAME)
    official.confirms_the_seat(TITLE, "مدير الشؤون الرقمية")
    learn_everything(official)

    approver.goes_to("/admin/")
    approver.signs_in(cast.approver.email)
    approver.approves(secretary.prepares_certificates(cast.edition))
    pdf = official.fetches_the_certificate(tmp_path)
    assert f"WNCG-{datetime.now(UTC).year}" in number_in(pdf)
    assert "Tunis" in text_of(pdf)
    assert at_a_browser(Anyone, **TELEPHONE).verifies_by_file(pdf) == "valid"


def invited_city() -> givens.Cast:
    cast = givens.the_network(
        language="ar", name="Tunis", native_name="تونس", names={"ar": "تونس"}, country="Tunisia", iso_code="TN",
        time_zone="Africa/Tunis", languages=["ar", "fr"],
    )  # fmt: skip
    edition, at = Edition.objects.get(code=cast.edition), timezone.now()
    draft = draft_invitation(
        edition=edition, city=cast.city, seats=2, reply_by=edition.reply_by, by=cast.secretary, at=at
    )
    send_invitation(invitation=draft, by=cast.secretary, at=at)
    return cast


def learn_everything(official: Official) -> None:
    for page in ("/ar/", "/ar/courses/"):
        official.goes_to(page)
    official.begins("أين يبحث السكان أولاً")
    official.reads_on()
    official.sees_progress_of(33)
    official.begins("ما الذي يُعد خدمة إلكترونية")
    official.passes_the_quiz(givens.questions_of("m1-l2", "ar"))
    official.begins("الأهم فالمهم")
    official.passes_the_quiz(givens.questions_of("m2-l1", "ar"))
    official.sees_progress_of(100)
    official.follows("How this is counted")
