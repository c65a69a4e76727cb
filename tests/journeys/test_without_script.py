"""Nomination, reading, quizzes and the certificate's download in a browser that runs no script."""

from pathlib import Path

import pytest
from django.utils import timezone

from courses.programmes.actions.invitations import draft_invitation, send_invitation
from courses.programmes.models import Edition
from tests.journeys import givens
from tests.journeys.documents import text_of
from tests.journeys.mailbox import Mailbox
from tests.journeys.people import Anyone, Approver, FocalPoint, Official, Secretary

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("jobs")]

JOSEPH = "joseph@nairobi.example"
PLAIN = {"script": False, "width": 800}


def test_an_official_learns_without_script(at_a_browser, mail: Mailbox, tmp_path: Path):
    cast = invited_city()
    focal_point, official = at_a_browser(FocalPoint, **PLAIN), at_a_browser(Official, **PLAIN)
    secretary, approver = at_a_browser(Secretary), at_a_browser(Approver)

    focal_point.opens_the_invitation(mail.link_to(cast.focal_point.email, "/invitations/"), cast.focal_point.email)
    focal_point.accepts()
    focal_point.nominates("Joseph Kariuki", JOSEPH, "Officer, Online Services")
    secretary.goes_to("/admin/")
    secretary.signs_in(cast.secretary.email)
    secretary.selects("Joseph Kariuki", cast.edition)

    official.makes_an_account(mail.link_to(JOSEPH, "/people/join/"), "Joseph Kariuki")
    official.confirms_the_seat("Officer, Online Services", "P. Mwangi, County Secretary")
    official.begins("Where residents look first")
    official.reads_on()
    official.passes_the_quiz(givens.questions_of("m1-l2"))
    official.follows("Next: First things first")
    official.passes_the_quiz(givens.questions_of("m2-l1"))
    official.sees_progress_of(100)

    approver.goes_to("/admin/")
    approver.signs_in(cast.approver.email)
    approver.approves(secretary.prepares_certificates(cast.edition))
    pdf = official.fetches_the_certificate(tmp_path)
    assert "Joseph Kariuki" in text_of(pdf)
    assert at_a_browser(Anyone, **PLAIN).verifies_by_file(pdf) == "valid"


def invited_city() -> givens.Cast:
    cast, at = givens.the_network(), timezone.now()
    edition = Edition.objects.get(code=cast.edition)
    draft = draft_invitation(
        edition=edition, city=cast.city, seats=2, reply_by=edition.reply_by, by=cast.secretary, at=at
    )
    send_invitation(invitation=draft, by=cast.secretary, at=at)
    return cast
