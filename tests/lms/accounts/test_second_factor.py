"""Who works with other people's data needs a second factor, and without it gets nowhere."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lms.accounts.actions import set_roles
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.mail.models import OutgoingMail
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


OFFICERS = ["instructor", "secretary", "approver", "regional_officer"]


def with_an_app(who: str) -> tuple[User, Callable[[], str]]:
    """Somebody with an authenticator app, and what the app shows now."""
    user, secret = getattr(people, who)(email=f"{who}@city.example"), generate_totp_secret()
    TOTP.activate(user, secret)
    return user, lambda: shown_by_app(secret)


def shown_by_app(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client: Client, user: User, code: str = "") -> Any:
    answer = client.post("/accounts/login/", {"login": user.email, "password": people.PASSWORD})
    return client.post("/accounts/2fa/authenticate/", {"code": code}) if code else answer


@pytest.mark.parametrize("who", OFFICERS)
def test_staff_who_showed_it_work(who: str, client: Client) -> None:
    user, shown = with_an_app(who)
    assert sign_in(client, user).headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302
    assert sign_in(client, user, shown()).headers["Location"] == "/my/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("who", OFFICERS)
def test_a_session_in_which_it_was_not_shown_is_asked_for_it(who: str, place: str) -> None:
    """One that began on another machine, before the factor was set up."""
    user, shown = with_an_app(who)
    client = browser(user)
    for method in ("get", "post"):
        answer = getattr(client, method)(place)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/2fa/reauthenticate/")
    answer = client.post("/accounts/2fa/reauthenticate/", {"code": shown(), "next": place})
    assert (answer.status_code, answer["Location"]) == (302, place)
    assert not client.get(place).headers.get("Location", "").startswith("/accounts/")


@pytest.mark.django_db(transaction=True)
def test_setting_it_up_shows_it_here_and_nowhere_else(client: Client) -> None:
    user, elsewhere = people.secretary(), Client()
    for machine in (client, elsewhere):
        sign_in(machine, user)
    client.post("/accounts/reauthenticate/", {"password": people.PASSWORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    assert client.post("/accounts/2fa/totp/activate/", {"code": shown_by_app(secret)}).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/")["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2F"


ACCOUNT_PAGES = [
    "2fa/", "2fa/recovery-codes/", "2fa/recovery-codes/download/", "2fa/recovery-codes/generate/",
    "2fa/totp/activate/", "2fa/totp/deactivate/", "2fa/webauthn/", "2fa/webauthn/add/",
    "email/", "password/change/",
]  # fmt: skip


def with_the_password_alone(who: str = "secretary") -> tuple[User, Client, Callable[[], str]]:
    """A session that began before the factor was set up, in the hands of somebody who knows the password."""
    user, shown = with_an_app(who)
    RecoveryCodes.activate(user)
    client = browser(user)
    assert client.post("/accounts/reauthenticate/", {"password": people.PASSWORD}).status_code == 302
    return user, client, shown


@pytest.mark.parametrize("page", ACCOUNT_PAGES)
def test_the_password_alone_opens_no_page_on_which_the_factor_could_be_gone_round(page: str) -> None:
    _user, client, _shown = with_the_password_alone()
    for method in ("get", "post"):
        answer = getattr(client, method)(f"/accounts/{page}")
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/2fa/reauthenticate/")


def test_nobody_reads_recovery_codes_with_the_password_to_show_them_as_the_factor() -> None:
    user, client, _shown = with_the_password_alone()
    answer = client.get("/accounts/2fa/recovery-codes/")
    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    assert not any(code in answer.content.decode() for code in codes)
    assert client.get("/admin/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_nobody_replaces_the_factor_with_the_password() -> None:
    """Not with a secret either that the session was shown before there was a factor."""
    user, elsewhere = people.secretary(), Client()
    elsewhere.force_login(user)
    elsewhere.post("/accounts/reauthenticate/", {"password": people.PASSWORD})
    own = elsewhere.get("/accounts/2fa/totp/activate/").context["form"].secret
    TOTP.activate(user, generate_totp_secret())
    elsewhere.post("/accounts/2fa/totp/deactivate/")
    elsewhere.post("/accounts/2fa/totp/activate/", {"code": shown_by_app(own)})
    held = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    assert not held.wrap().validate_code(shown_by_app(own))
    assert elsewhere.get("/admin/")["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2F"


@pytest.mark.parametrize("page", ["2fa/", "2fa/recovery-codes/", "email/", "password/change/"])
def test_who_showed_the_factor_is_at_home_in_the_account(page: str) -> None:
    _user, client, shown = with_the_password_alone()
    client.post("/accounts/2fa/reauthenticate/", {"code": shown()})
    assert client.get(f"/accounts/{page}").status_code == 200


def test_who_did_not_show_it_can_still_sign_out() -> None:
    _user, client, _shown = with_the_password_alone()
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_once(client: Client) -> None:
    user, _shown = with_an_app("secretary")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    assert sign_in(client, user, code).headers["Location"] == "/my/"
    assert client.get("/admin/").status_code == 200
    again = Client()
    assert sign_in(again, user, code).status_code == 200
    assert again.get("/admin/").status_code == 302


def test_a_code_of_the_app_opens_once(client: Client) -> None:
    user, shown = with_an_app("secretary")
    code = shown()
    assert sign_in(client, user, code).status_code == 302
    assert sign_in(Client(), user, code).status_code == 200


def test_who_guesses_codes_is_stopped(client: Client) -> None:
    user, shown = with_an_app("secretary")
    sign_in(client, user)
    for _ in range(5):
        assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    late = client.post("/accounts/2fa/authenticate/", {"code": shown()})
    assert late.status_code == 200, "the right code comes too late"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("way", ["code", "reset"])
def test_neither_a_mailed_code_nor_a_new_password_stands_for_it(client: Client, way: str) -> None:
    user, _shown = with_an_app("secretary")
    if way == "code":
        client.post("/accounts/login/code/", {"email": user.email})
        code = re.search(r"^    (\S+)$", OutgoingMail.objects.latest("pk").text, re.MULTILINE)
        assert code
        client.post("/accounts/login/code/confirm/", {"code": code[1]})
    else:
        client.post("/accounts/password/reset/", {"email": user.email})
        link = re.search(r"http://\S+", OutgoingMail.objects.latest("pk").text)
        assert link
        form = client.get(link[0], follow=True).redirect_chain[-1][0]
        client.post(form, {"password1": people.PASSWORD, "password2": people.PASSWORD})
        client.post("/accounts/login/", {"login": user.email, "password": people.PASSWORD})
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "credential", ["", "null", "[]", "{}", '{"id": 1, "response": {"userHandle": "MQ"}}', "no JSON"]
)
def test_what_is_no_passkey_opens_nothing(client: Client, credential: str) -> None:
    client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("change", ["becomes staff", "ceases to be staff", "password"])
def test_sessions_end_with_the_password_and_on_becoming_or_ceasing_to_be_staff(change: str) -> None:
    user, root = people.instructor() if change.startswith("ceases") else people.official(), people.administrator()
    client = browser(user)
    user.refresh_from_db()
    if change == "password":
        user.set_password("a-boat-on-the-lake")
        user.save()
    else:
        roles = [Role.SECRETARIAT] if change.startswith("becomes") else [Role.OFFICIAL]
        set_roles(person=user, roles=roles, by=root, at=people.JOINED)
    assert client.get("/people/me/")["Location"] == "/accounts/login/?next=/people/me/"


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
