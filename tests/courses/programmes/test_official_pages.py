import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.programmes.models import Nomination
from courses.programmes.queries import nominations_to_answer
from lms.accounts.models import SignUpInvitation, User
from lms.mail.models import OutgoingMail
from lms.network.models import Position
from tests.factories.programmes import MONDAY, Story, person

pytestmark = pytest.mark.django_db

ANSWER = {"title": "Head of services", "department": "Digital", "released_by": "A. Mwangi", "declaration": "on"}


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)


def body(answer: HttpResponse) -> str:
    """Without the token, which is masked anew in each answer, and without the address that was asked for."""
    without_token = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r"/(invitations|nominations)/[^/]{22}/", "", without_token)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(nomination: Nomination, name: str = "nomination") -> str:
    return reverse(name, args=[nomination.code])


def test_the_official_confirms_and_keeps_the_post() -> None:
    story, official = Story(), person("Otieno")
    nomination = story.selected(story.accepted(), official)
    client = browser(official)
    assert "Confirm your seat" in client.get(address(nomination)).content.decode()
    page = client.post(address(nomination, "seat_confirm"), ANSWER, follow=True).content.decode()
    nomination.refresh_from_db()
    assert (nomination.state, nomination.person, nomination.released_by) == ("confirmed", official, "A. Mwangi")
    assert Position.objects.get(person=official).department == "Digital"
    assert "Your seat is confirmed" in page


@pytest.mark.parametrize("missing", ["released_by", "declaration", "title"])
def test_the_release_the_declaration_and_the_title_are_needed(missing: str) -> None:
    story, official = Story(), person("Otieno")
    nomination = story.selected(story.accepted(), official)
    answer = {name: value for name, value in ANSWER.items() if name != missing}
    page = browser(official).post(address(nomination, "seat_confirm"), answer)
    assert "There is a problem" in page.content.decode()
    nomination.refresh_from_db()
    assert nomination.state == "selected"


def test_the_official_declines() -> None:
    story, official = Story(), person("Otieno")
    nomination = story.selected(story.accepted(), official)
    browser(official).post(address(nomination, "seat_decline"), {"reason": "On leave"})
    nomination.refresh_from_db()
    assert (nomination.state, nomination.reason) == ("declined", "On leave")


def test_another_person_and_an_unknown_address_get_the_same_answer() -> None:
    story, official = Story(), person("Otieno")
    nomination = story.selected(story.accepted(), official)
    for stranger in (person("Other"), story.focal_point, story.secretary):
        client = browser(stranger)
        foreign, unknown = client.get(address(nomination)), client.get(reverse("nomination", args=["y" * 22]))
        assert (foreign.status_code, unknown.status_code) == (404, 404)
        assert body(foreign) == body(unknown)
        assert client.post(address(nomination, "seat_confirm"), ANSWER).status_code == 404


def test_who_is_not_signed_in_learns_nothing_from_the_address() -> None:
    story = Story()
    nomination = story.selected(story.accepted())
    known = Client().get(address(nomination))
    unknown = Client().get(reverse("nomination", args=["y" * 22]))
    assert known.status_code == unknown.status_code == 200
    same = known.content.decode().replace(nomination.code, "CODE")
    assert "E-government" not in same
    assert story.city.name not in same


def test_a_nomination_still_under_review_is_not_shown_to_the_nominee() -> None:
    story, official = Story(), person("Otieno")
    nomination = story.under_review(story.accepted(), official)
    assert browser(official).get(address(nomination)).status_code == 404
    assert list(nominations_to_answer(person=official)) == []


def test_what_waits_for_an_answer() -> None:
    story, official = Story(), person("Otieno")
    nomination = story.selected(story.accepted(), official)
    assert list(nominations_to_answer(person=official)) == [nomination]


def test_the_mail_is_sent_again_once_a_day_to_the_nominee_only() -> None:
    story = Story()
    invitation = story.accepted()
    nomination = story.selected(invitation)
    User.objects.filter(email=nomination.email).update(email="moved@city.example")
    for _try in range(3):
        Client().post(address(nomination, "seat_send_again"))
        Client().post(reverse("seat_send_again", args=["y" * 22]))
    mail = OutgoingMail.objects.get(key__contains=":again:")
    assert mail.to == nomination.email
    assert "/people/join/" in mail.text
    assert SignUpInvitation.objects.count() == 1


def test_reading_changes_nothing() -> None:
    story, official = Story(), person("Otieno")
    nomination = story.selected(story.accepted(), official)
    client = browser(official)
    for name in ("seat_confirm", "seat_decline", "seat_send_again"):
        assert client.get(address(nomination, name)).status_code == 405
    client.get(address(nomination))
    nomination.refresh_from_db()
    assert nomination.state == "selected"
