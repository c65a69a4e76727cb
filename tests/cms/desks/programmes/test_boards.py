from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.programmes.models import Invitation, Nomination
from lms.accounts.actions import give_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from tests.factories.programmes import (
    MONDAY,
    Story,
    city,
    edition,
    focal_point,
    person,
    regional_officer,
    secretary,
)

pytestmark = pytest.mark.django_db

DESK = "/admin/training/"


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, path: str) -> str:
    answer = client.get(DESK + path)
    assert answer.status_code == 200
    return answer.content.decode()


def officer_with(role: Role) -> User:
    user = person(str(role))
    give_role(person=user, role=role, by=None, at=MONDAY)
    return user


# --- inviting ---------------------------------------------------------------------------------------------------


def test_the_secretariat_picks_cities_and_sends_all_drafts() -> None:
    run, officer = edition(), secretary()
    homes = [city("nairobi"), city("lima", "americas")]
    for home in homes:
        focal_point(home)
    client = browser(officer)
    offer = {"city": [home.pk for home in homes], "seats": "2", "reply_by": "2026-03-20"}
    answer = client.post(f"{DESK}editions/{run.code}/invite/", offer)
    assert answer.headers["Location"] == f"{DESK}invitations/?edition={run.code}&state=draft"
    drafts = list(Invitation.objects.all())
    assert [(row.state, row.seats, row.reply_by) for row in drafts] == [("draft", 2, date(2026, 3, 20))] * 2
    client.post(f"{DESK}invitations/", {"row": [row.pk for row in drafts], "do": "send"})
    assert set(Invitation.objects.values_list("state", flat=True)) == {"sent"}


def test_a_refused_draft_says_why_and_the_others_are_made() -> None:
    story = Story()
    story.drafted()
    other = city("lima", "americas")
    offer = {"city": [story.city.pk, other.pk], "seats": "2", "reply_by": "2026-03-20"}
    page = browser(story.secretary).post(f"{DESK}editions/{story.edition.code}/invite/", offer, follow=True)
    assert "Nairobi is already invited to this edition." in page.content.decode()
    assert story.edition.invitations.count() == 2


# --- the boards -------------------------------------------------------------------------------------------------


def test_the_invitation_board_counts_and_filters() -> None:
    story = Story()
    story.invited()
    client = browser(story.secretary)
    assert "EGF-2026-INV-001" in text(client, f"invitations/?edition={story.edition.code}&state=sent&q=nai")
    assert "No invitation matches." in text(client, "invitations/?state=declined")


def test_a_withdrawal_needs_a_reason_and_keeps_the_row_when_there_is_none() -> None:
    story = Story()
    invitation = story.invited()
    client = browser(story.secretary)
    page = client.post(f"{DESK}invitations/{invitation.pk}/", {"do": "withdraw"}, follow=True).content.decode()
    assert "Give a reason" in page
    client.post(f"{DESK}invitations/{invitation.pk}/", {"do": "withdraw", "reason": "Budget"})
    invitation.refresh_from_db()
    assert (invitation.state, invitation.reason) == ("withdrawn", "Budget")
    assert "invitation.withdrawn" in text(client, f"invitations/{invitation.pk}/")


def test_an_expired_invitation_is_opened_again_with_a_date() -> None:
    story = Story()
    invitation = story.invitation_in("expired")
    client = browser(story.secretary)
    page = client.post(f"{DESK}invitations/{invitation.pk}/", {"do": "reopen"}, follow=True).content.decode()
    assert "Give the new reply date." in page
    client.post(f"{DESK}invitations/{invitation.pk}/", {"do": "reopen", "reply_by": "2026-04-08"})
    invitation.refresh_from_db()
    assert (invitation.state, invitation.reply_by) == ("sent", date(2026, 4, 8))


def test_a_draft_is_discarded() -> None:
    story = Story()
    invitation = story.drafted()
    answer = browser(story.secretary).post(f"{DESK}invitations/{invitation.pk}/", {"do": "discard"}, follow=True)
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_nominations_are_reviewed_and_selected_in_bulk_until_the_seats_are_taken() -> None:
    story = Story()
    invitation = story.accepted(seats=2)
    rows = [story.nomination_in("submitted", invitation, person(f"Official {n}")) for n in range(3)]
    client = browser(story.secretary)
    picked = {"row": [row.pk for row in rows]}
    client.post(f"{DESK}nominations/", picked | {"do": "review"})
    page = client.post(f"{DESK}nominations/", picked | {"do": "select"}, follow=True).content.decode()
    assert "No seat is left: 2 of 2 are taken." in page
    assert sorted(row.state for row in Nomination.objects.all()) == ["selected", "selected", "under_review"]
    assert "EGF-2026: 2 of 20 seats are taken." in text(client, "nominations/?edition=EGF-2026")


def test_a_nomination_is_returned_with_a_reason() -> None:
    story = Story()
    nomination = story.under_review(story.accepted())
    client = browser(story.secretary)
    client.post(f"{DESK}nominations/{nomination.pk}/", {"do": "return", "reason": "No title"})
    nomination.refresh_from_db()
    assert (nomination.state, nomination.reason) == ("returned", "No title")
    assert "nomination.returned" in text(client, f"nominations/{nomination.pk}/")


def test_what_the_city_has_not_submitted_is_not_shown() -> None:
    story = Story()
    nomination = story.nominated(story.accepted())
    client = browser(story.secretary)
    assert nomination.display_name not in text(client, "nominations/")
    assert nomination.display_name not in text(client, f"invitations/{nomination.invitation.pk}/")
    assert client.get(f"{DESK}nominations/{nomination.pk}/").status_code == 404


@pytest.mark.parametrize("do", ["", "nonsense", "select"])
def test_a_step_without_rows_or_without_a_name_changes_nothing(do: str) -> None:
    story = Story()
    nomination = story.under_review(story.accepted())
    client = browser(story.secretary)
    client.post(f"{DESK}nominations/", {"do": do, "row": ["x", "999999"]})
    if do != "select":
        client.post(f"{DESK}nominations/{nomination.pk}/", {"do": do})
    nomination.refresh_from_db()
    assert nomination.state == "under_review"


# --- who may ----------------------------------------------------------------------------------------------------


def paths_of(story: Story) -> list[str]:
    nomination = story.under_review(story.accepted())
    return [
        "programmes/", "editions/", f"editions/{story.edition.code}/", f"editions/{story.edition.code}/invite/",
        "invitations/", f"invitations/{nomination.invitation.pk}/", "nominations/", f"nominations/{nomination.pk}/",
    ]  # fmt: skip


PLANNING = ["programmes/add/", "editions/add/"]


def test_the_secretariat_and_a_regional_office_come_to_the_desk() -> None:
    story = Story()
    paths = paths_of(story)
    for officer in (story.secretary, regional_officer("africa")):
        client = browser(officer)
        assert [client.get(DESK + path).status_code for path in paths] == [200] * len(paths)


def test_planning_is_for_the_secretariat_alone() -> None:
    story = Story()
    planning = [*PLANNING, f"editions/{story.edition.code}/edit/", "programmes/EGF/"]
    client = browser(story.secretary)
    assert [client.get(DESK + path).status_code for path in planning] == [200] * len(planning)
    client = browser(regional_officer("africa"))
    assert [client.get(DESK + path).status_code for path in planning] == [302] * len(planning)
    client.post(f"{DESK}editions/{story.edition.code}/", {"do": "cancel", "reason": "x"})
    story.edition.refresh_from_db()
    assert story.edition.state == "open"


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.APPROVER, Role.FOCAL_POINT, Role.OFFICIAL])
def test_nobody_else_comes_to_the_desk(role: Role) -> None:
    story = Story()
    paths = [*paths_of(story), *PLANNING]
    client = browser(officer_with(role))
    assert [client.get(DESK + path).status_code for path in paths] == [302] * len(paths)
    assert [client.post(DESK + path).status_code for path in paths] == [302] * len(paths)
    assert Client().get(f"{DESK}editions/").status_code == 302


def test_a_regional_office_sees_its_region_only() -> None:
    story = Story()
    nomination = story.under_review(story.accepted())
    client = browser(regional_officer("americas"))
    assert "Nairobi" not in text(client, "invitations/")
    assert "Nairobi" not in text(client, f"editions/{story.edition.code}/invite/")
    assert nomination.display_name not in text(client, "nominations/")
    assert client.get(f"{DESK}invitations/{nomination.invitation.pk}/").status_code == 404
    assert client.get(f"{DESK}nominations/{nomination.pk}/").status_code == 404
    assert client.post(f"{DESK}nominations/{nomination.pk}/", {"do": "select"}).status_code == 404
    client.post(f"{DESK}nominations/", {"row": [nomination.pk], "do": "select"})
    offer = {"city": [story.city.pk], "seats": "2", "reply_by": "2026-03-20"}
    client.post(f"{DESK}editions/{edition('EGF-2027').code}/invite/", offer)
    nomination.refresh_from_db()
    assert nomination.state == "under_review"
    assert Invitation.objects.count() == 1


# --- what it costs ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["invitations/", "nominations/", "editions/EGF-2026/", "editions/EGF-2026/invite/"])
def test_a_list_costs_the_same_for_one_row_and_for_twenty(path: str) -> None:
    first = Story()
    first.under_review(first.accepted())
    client = browser(first.secretary)
    client.get(DESK + path)
    with CaptureQueriesContext(connection) as one:
        client.get(DESK + path)
    for number in range(19):
        story = Story(home=city(f"city-{number}"), run=first.edition)
        story.under_review(story.accepted())
    with CaptureQueriesContext(connection) as twenty:
        client.get(DESK + path)
    assert len(twenty) == len(one)


@pytest.mark.parametrize("path", ["editions/", "programmes/"])
def test_the_list_of_editions_costs_the_same_for_one_row_and_for_twenty(path: str) -> None:
    first = Story()
    client = browser(first.secretary)
    client.get(DESK + path)
    with CaptureQueriesContext(connection) as one:
        client.get(DESK + path)
    for number in range(19):
        edition(f"EGF-{number}")
    with CaptureQueriesContext(connection) as twenty:
        client.get(DESK + path)
    assert len(twenty) == len(one)
