import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.programmes.actions.invitations import accept_invitation, send_invitation
from courses.programmes.actions.nominations import nominate
from courses.programmes.models import Invitation, Nomination
from lms.accounts.models import User
from tests.factories.programmes import MONDAY, Story, city, edition, focal_point, person, secretary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the views stands at the Monday of the story."""
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)


def body(answer: HttpResponse) -> str:
    """Without the token, which is masked anew in each answer, and without the address that was asked for."""
    without_token = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r"/(invitations|nominations)/[^/]{22}/", "", without_token)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, row: Invitation | Nomination) -> str:
    return reverse(name, args=[row.code])


NOMINEE = {"display_name": "Achieng", "email": "achieng@city.example", "title": "Registrar"}


def test_the_board_shows_invitations_with_state_and_deadline_in_the_citys_time() -> None:
    story = Story()
    story.invited()
    page = browser(story.focal_point).get("/city/").content.decode()
    assert "E-government foundations" in page
    assert "20 March 2026, 23:59 (Nairobi time)" in page
    assert 'datetime="2026-03-20T23:59:00+03:00"' in page


def test_a_draft_is_not_on_the_board() -> None:
    story = Story()
    invitation = story.drafted()
    client = browser(story.focal_point)
    assert "E-government foundations" not in client.get("/city/").content.decode()
    assert client.get(url("invitation", invitation)).status_code == 404


def test_the_board_is_for_focal_points_only() -> None:
    Story().invited()
    page = browser(person()).get("/city/").content.decode()
    assert "You are not the focal point of a city" in page
    assert "E-government foundations" not in page
    assert Client().get("/city/").status_code == 302


def test_reading_changes_nothing() -> None:
    story = Story()
    invitation = story.invited()
    client = browser(story.focal_point)
    for name in ("invitation_accept", "invitation_decline", "invitation_submit"):
        assert client.get(url(name, invitation)).status_code == 405
    client.get(url("invitation", invitation))
    client.get(url("nominate", invitation))
    invitation.refresh_from_db()
    assert invitation.state == Invitation.State.SENT


def test_a_focal_point_accepts() -> None:
    story = Story()
    invitation = story.invited()
    page = browser(story.focal_point).post(url("invitation_accept", invitation), follow=True)
    invitation.refresh_from_db()
    assert invitation.state == Invitation.State.ACCEPTED
    assert "Nominate an official" in page.content.decode()


def test_declining_asks_for_a_reason_and_keeps_it() -> None:
    story = Story()
    invitation = story.invited()
    client = browser(story.focal_point)
    assert "There is a problem" in client.post(url("invitation_decline", invitation), {"reason": " "}).content.decode()
    client.post(url("invitation_decline", invitation), {"reason": "Elections"})
    invitation.refresh_from_db()
    assert (invitation.state, invitation.reason) == (Invitation.State.DECLINED, "Elections")


def test_officials_are_named_one_after_another_and_submitted_together() -> None:
    story = Story()
    invitation = story.accepted()
    client = browser(story.focal_point)
    again = client.post(url("nominate", invitation), NOMINEE | {"another": "1"})
    assert again.headers["Location"] == url("nominate", invitation)
    client.post(url("nominate", invitation), NOMINEE | {"email": "barasa@city.example", "display_name": "Barasa"})
    client.post(url("invitation_submit", invitation))
    assert [row.state for row in invitation.nominations.all()] == ["submitted", "submitted"]


def test_a_refused_nomination_keeps_what_was_typed() -> None:
    story = Story()
    invitation = story.accepted()
    client = browser(story.focal_point)
    client.post(url("nominate", invitation), NOMINEE)
    page = client.post(url("nominate", invitation), NOMINEE | {"title": "Deputy"}).content.decode()
    assert "achieng@city.example is already nominated." in page
    assert "Deputy" in page


def test_a_draft_is_mended_submitted_and_withdrawn() -> None:
    story = Story()
    nomination = story.nominated(story.accepted())
    client = browser(story.focal_point)
    assert nomination.email in client.get(url("nomination_amend", nomination)).content.decode()
    client.post(url("nomination_amend", nomination), NOMINEE)
    client.post(url("nomination_submit", nomination))
    nomination.refresh_from_db()
    assert (nomination.state, nomination.title) == ("submitted", "Registrar")
    client.get(url("nomination_withdraw", nomination))
    nomination.refresh_from_db()
    assert nomination.state == "submitted"
    client.post(url("nomination_withdraw", nomination), {"reason": ""})
    nomination.refresh_from_db()
    assert nomination.state == "withdrawn"


def test_a_confirmed_official_is_replaced() -> None:
    story = Story()
    old = story.confirmed(story.accepted())
    client = browser(story.focal_point)
    assert client.get(url("nomination_replace", old)).status_code == 200
    client.post(url("nomination_replace", old), NOMINEE | {"reason": "Leave"})
    old.refresh_from_db()
    assert old.state == "replaced"
    assert old.replaced_by.state == "selected"


def test_foreign_and_unknown_get_the_same_answer() -> None:
    story = Story()
    nomination = story.nominated(story.accepted())
    invitation = nomination.invitation
    strangers = [focal_point(city("lima", "americas"), "Quispe"), person("Otieno"), secretary("Other")]
    for stranger in strangers:
        client = browser(stranger)
        for name, row in (("invitation", invitation), ("nominate", invitation), ("nomination_amend", nomination)):
            foreign, unknown = client.get(url(name, row)), client.get(reverse(name, args=["x" * 22]))
            assert (foreign.status_code, unknown.status_code) == (404, 404)
            assert body(foreign) == body(unknown)
        assert client.post(url("invitation_accept", invitation)).status_code == 404
        assert client.post(url("nomination_withdraw", nomination), {"reason": ""}).status_code == 404


def test_who_is_not_signed_in_is_sent_to_sign_in_whether_the_code_exists_or_not() -> None:
    invitation = Story().invited()
    for code in (invitation.code, "x" * 22):
        answer = Client().get(reverse("invitation", args=[code]))
        assert answer.headers["Location"] == f"/accounts/login/?next=/invitations/{code}/"


def test_a_focal_point_whose_time_is_over_is_a_stranger() -> None:
    story = Story()
    invitation = story.invited()
    story.focal_point.focal_point_roles.update(until="2026-03-01")
    assert browser(story.focal_point).get(url("invitation", invitation)).status_code == 404


def invited_again(story: Story, number: int) -> Invitation:
    other = Story(home=story.city, run=edition(code=f"EGF-{number}"))
    invitation = send_invitation(invitation=other.drafted(), by=other.secretary, at=MONDAY)
    accept_invitation(invitation=invitation, by=story.focal_point, at=MONDAY)
    nominate(invitation=invitation, by=story.focal_point, at=MONDAY, **NOMINEE)
    return invitation


def test_the_board_costs_the_same_for_one_row_and_for_twenty(django_assert_num_queries) -> None:
    story = Story()
    invited_again(story, 0)
    client = browser(story.focal_point)
    client.get("/city/")
    with CaptureQueriesContext(connection) as one:
        client.get("/city/")
    for number in range(1, 20):
        invited_again(story, number)
    with django_assert_num_queries(len(one)):
        client.get("/city/")


def test_an_invitation_costs_the_same_for_one_official_and_for_twenty(django_assert_num_queries) -> None:
    story = Story()
    invitation = story.accepted()
    story.nominated(invitation)
    client = browser(story.focal_point)
    client.get(url("invitation", invitation))
    with CaptureQueriesContext(connection) as one:
        client.get(url("invitation", invitation))
    for number in range(19):
        story.nominated(invitation, person(f"Official {number}"))
    with django_assert_num_queries(len(one)):
        client.get(url("invitation", invitation))
