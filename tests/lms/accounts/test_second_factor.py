"""Who works with other people's data needs a second factor, and without it gets nowhere."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lms.accounts.models import User
from tests.factories import people

pytestmark = pytest.mark.django_db
STAFF = ["instructor", "secretary", "approver", "regional_officer", "administrator"]
PLACES = ["/my/", "/admin/", "/admin/users/", "/people/me/", "/en/", "/styleguide/", "/documents/1/x.pdf"]


@pytest.fixture(autouse=True)
def _as_in_production(settings: LazySettings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("who", STAFF)
def test_staff_without_it_are_led_to_set_it_up_and_nowhere_else(who: str, place: str) -> None:
    for method in ("get", "post"):
        answer = getattr(browser(getattr(people, who)()), method)(place)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")


@pytest.mark.parametrize("who", STAFF)
def test_staff_without_it_can_set_it_up_and_sign_out(who: str) -> None:
    client = browser(getattr(people, who)())
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302


@pytest.mark.parametrize("who", ["instructor", "secretary", "approver", "regional_officer"])
def test_staff_with_it_work(who: str) -> None:
    user = getattr(people, who)()
    TOTP.activate(user, generate_totp_secret())
    assert browser(user).get("/admin/").status_code == 200


def test_an_official_needs_none() -> None:
    assert browser(people.official()).get("/people/me/").status_code == 200


def test_a_group_given_behind_the_back_of_the_actions_still_does_not_open_the_admin() -> None:
    sly = people.official()
    sly.groups.set(people.secretary().groups.all())
    assert not sly.is_staff
    assert browser(sly).get("/admin/")["Location"] == "/accounts/2fa/"


def test_a_learner_costs_no_statement_for_it(settings: LazySettings) -> None:
    client = browser(people.official())

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/people/me/")
        return len(asked)

    statements()
    with_it = statements()
    settings.REQUIRE_SECOND_FACTOR = False
    assert with_it == statements()


def test_the_demo_asks_for_none(settings: LazySettings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    assert browser(people.secretary()).get("/admin/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/admin/login/", "/admin/password_reset/", "/en/_util/login/", "/admin/login/?next=/admin/users/"]
)
def test_no_other_way_in_goes_round_it(client: Client, address: str) -> None:
    user = people.secretary()
    answer = client.get(address)
    assert answer.status_code in {302, 404}
    client.post(address, {"username": user.email, "password": people.PASSWORD})
    assert "_auth_user_id" not in client.session
