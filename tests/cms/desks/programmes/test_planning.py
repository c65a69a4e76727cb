import pytest
from django.test import Client
from django.utils import timezone

from courses.outline.models import Course
from courses.programmes.models import Edition, TrainingProgramme
from lms.audit.models import AuditEntry
from tests import nul
from tests.factories.outlines import outline, published
from tests.factories.programmes import AFTER_END, MONDAY, Story, secretary

pytestmark = pytest.mark.django_db

DESK = "/admin/training/"


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(secretary())
    return client


POLICY = {"pass_mark": "70", "attendance_minimum": "80", "seats_per_city": "3", "city_certificate_from": "1"}


def plan(programme: TrainingProgramme, *courses: Course, **changes: str) -> dict[str, str]:
    asked = {
        "programme": str(programme.pk), "code": "EGF-9", "seats": "20", "reply_by": "2026-03-20",
        "nominate_by": "2026-04-10", "starts_on": "2026-05-04", "ends_on": "2026-07-31", **POLICY,
    }  # fmt: skip
    chosen = {f"course_{number}": str(course.pk) for number, course in enumerate(courses, start=1)}
    return asked | chosen | changes


def programme() -> TrainingProgramme:
    return TrainingProgramme.objects.create(code="EGF", title="Foundations", pass_mark=75)


def test_a_programme_has_its_title_in_every_language(client: Client) -> None:
    answers = {"code": "EGF", "title": "Foundations", "title_ko": "기초", "title_ar": "", "description": "", **POLICY}
    assert client.post(f"{DESK}programmes/add/", answers).status_code == 302
    made = TrainingProgramme.objects.get()
    assert (made.title_in("ko"), made.title_in("ar")) == ("기초", "Foundations")
    client.post(f"{DESK}programmes/EGF/", answers | {"title_ar": "أسس", "pass_mark": "80"})
    made.refresh_from_db()
    assert (made.title_in("ar"), made.pass_mark) == ("أسس", 80)
    assert AuditEntry.objects.filter(action="programme.changed", details__pass_mark=80).exists()


def test_a_new_edition_starts_with_the_policy_of_its_programme(client: Client) -> None:
    programme()
    assert 'value="75"' in client.get(f"{DESK}editions/add/?programme=EGF").content.decode()


@pytest.mark.parametrize("code", ["", "NONE", "%00", "EG%00F", "E G F"])
def test_an_edition_of_no_such_programme_starts_with_no_policy(client: Client, code: str) -> None:
    with nul.refused():
        page = client.get(f"{DESK}editions/add/?programme={code}")
    assert page.status_code == 200


def test_an_edition_keeps_its_courses_in_order(client: Client) -> None:
    first, second = published(outline("first")), published(outline("second"))
    client.post(f"{DESK}editions/add/", plan(programme(), second, first))
    made = Edition.objects.get(code="EGF-9")
    assert (made.state, [row.course.slug for row in made.edition_courses.all()]) == ("draft", ["second", "first"])
    client.post(f"{DESK}editions/EGF-9/edit/", plan(made.programme, first))
    assert [row.course.slug for row in made.edition_courses.all()] == ["first"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends_on": "2026-05-01"}, "The edition must not end before it starts."),
        ({"nominate_by": "2026-03-01"}, "Cities reply first and nominate later or on the same day."),
        ({"nominate_by": "2026-08-10"}, "Nominations must close before the edition ends."),
        ({"seats": "0"}, "greater than or equal to 1"),
        ({"pass_mark": "101"}, "less than or equal to 100"),
        ({"starts_on": "soon"}, "Enter a valid date."),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_kept_on_the_page(
    client: Client, changes: dict[str, str], said: str
) -> None:
    page = client.post(f"{DESK}editions/add/", plan(programme(), published(), **changes)).content.decode()
    assert said in page
    assert "EGF-9" in page
    assert not Edition.objects.exists()


def test_a_course_is_chosen_once(client: Client) -> None:
    course = published()
    page = client.post(f"{DESK}editions/add/", plan(programme(), course, course)).content.decode()
    assert "A course can be chosen once only." in page


def test_an_edition_opens_with_a_course_and_finishes_after_its_last_day(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(f"{DESK}editions/add/", plan(programme()))
    page = client.post(f"{DESK}editions/EGF-9/", {"do": "open"}, follow=True).content.decode()
    assert "has no published course to teach" in page
    client.post(f"{DESK}editions/EGF-9/edit/", plan(TrainingProgramme.objects.get(), published()))
    client.post(f"{DESK}editions/EGF-9/", {"do": "open"})
    assert "runs until" in client.post(f"{DESK}editions/EGF-9/", {"do": "finish"}, follow=True).content.decode()
    monkeypatch.setattr(timezone, "now", lambda: AFTER_END)
    client.post(f"{DESK}editions/EGF-9/", {"do": "finish"})
    assert Edition.objects.get().state == "finished"


def test_cancelling_asks_for_a_reason_and_takes_everything_along(client: Client) -> None:
    story = Story()
    nomination = story.confirmed(story.accepted())
    page = client.post(f"{DESK}editions/{story.edition.code}/", {"do": "cancel", "reason": ""}).content.decode()
    assert "This field is required." in page
    client.post(f"{DESK}editions/{story.edition.code}/", {"do": "cancel", "reason": "Flood"})
    nomination.refresh_from_db()
    invitation = nomination.invitation
    assert (nomination.state, invitation.state, invitation.reason) == ("withdrawn", "withdrawn", "Flood")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "EGF-10"}, "it stays EGF-2026"),
        ({"seats": "1"}, "2 seats are taken; there cannot be fewer."),
        ({"course_1": ""}, "the courses stay as they are"),
    ],
)
def test_what_others_rest_on_is_not_changed(client: Client, changes: dict[str, str], said: str) -> None:
    story = Story()
    invitation = story.accepted()
    story.confirmed(invitation)
    story.selected(invitation)
    edition = story.edition
    asked = plan(edition.programme, *edition.courses.all(), code=edition.code) | changes
    page = client.post(f"{DESK}editions/{edition.code}/edit/", asked)
    assert said in page.content.decode()
    edition.refresh_from_db()
    assert (edition.code, edition.seats, edition.courses.count()) == ("EGF-2026", 20, 1)
