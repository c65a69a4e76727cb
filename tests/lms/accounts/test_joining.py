"""Sign-up is by invitation only: a code that came to the address."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from lms.accounts.actions import SignUpClosed, invite_to_sign_up, join
from lms.accounts.models import SignUpInvitation, User
from lms.accounts.queries import has_role
from lms.accounts.roles import Role
from tests.bodies import neutral
from tests.factories.people import PASSWORD, official

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FORM = {"display_name": "Otieno", "language": "ko", "password": PASSWORD, "time_zone": "Asia/Seoul"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def code() -> str:
    return invite_to_sign_up(email="Otieno@Nairobi.example", at=NOW, language="en", time_zone="Africa/Nairobi")


def test_an_invited_official_makes_an_account_and_is_signed_in(client: Client, code: str) -> None:
    answer = client.post(f"/people/join/{code}/", {**FORM, "next": "/nominations/abc/"})
    assert (answer.status_code, answer["Location"]) == (302, "/nominations/abc/")
    user = User.objects.get()
    assert (user.email, user.language, user.time_zone) == ("otieno@nairobi.example", "ko", "Asia/Seoul")
    assert has_role(person=user, role=Role.OFFICIAL)
    assert EmailAddress.objects.get(user=user).verified
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.cookies["l"].value == "ko"


def test_looking_at_the_form_changes_nothing(client: Client, code: str) -> None:
    for _ in range(2):
        page = client.get(f"/people/join/{code}/")
        assert page.status_code == 200
    assert SignUpInvitation.objects.get().used_at is None
    assert "no-store" in page["Cache-Control"]


def test_the_form_guesses_language_and_time_zone_from_the_city(client: Client, code: str) -> None:
    page = client.get(f"/people/join/{code}/").content.decode()
    assert '<option value="Africa/Nairobi" selected>' in page


def test_the_address_is_that_of_the_invitation_whatever_the_form_says(client: Client, code: str) -> None:
    client.post(f"/people/join/{code}/", {**FORM, "email": "mayor@nairobi.example", "is_superuser": "on"})
    user = User.objects.get()
    assert (user.email, user.is_superuser, user.is_staff) == ("otieno@nairobi.example", False, False)


@pytest.mark.parametrize("kind", ["unknown", "used", "expired", "the address has an account"])
def test_a_code_that_opens_nothing_does_not_say_why(client: Client, code: str, kind: str) -> None:
    if kind == "used":
        SignUpInvitation.objects.update(used_at=NOW)
    if kind == "expired":
        SignUpInvitation.objects.update(expires_at=NOW)
    if kind == "the address has an account":
        official(email="otieno@nairobi.example")
    tried, never_given = "x" * 22 if kind == "unknown" else code, "y" * 22
    opened, unknown = client.get(f"/people/join/{tried}/"), Client().get(f"/people/join/{never_given}/")
    assert opened.status_code == unknown.status_code == 404
    assert neutral(opened.content, tried) == neutral(unknown.content, never_given)
    assert client.post(f"/people/join/{tried}/", FORM).status_code == 404


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_joining_leads_nowhere_else_than_this_site(client: Client, code: str, target: str) -> None:
    assert client.post(f"/people/join/{code}/", {**FORM, "next": target})["Location"] == "/my/"


@pytest.mark.parametrize("password", ["short", "password1234", ""])
def test_a_poor_password_is_refused_and_the_code_is_not_used_up(client: Client, code: str, password: str) -> None:
    page = client.post(f"/people/join/{code}/", {**FORM, "password": password})
    assert page.status_code == 200
    assert not User.objects.exists()
    assert client.post(f"/people/join/{code}/", FORM).status_code == 302


def test_of_two_codes_for_one_address_only_one_makes_the_account(code: str) -> None:
    other = invite_to_sign_up(email="otieno@nairobi.example", at=NOW)
    join(code=code, password=PASSWORD, display_name="Otieno", at=NOW)
    with pytest.raises(SignUpClosed):
        join(code=other, password=PASSWORD, display_name="Otieno", at=NOW)


def test_two_who_send_the_last_form_at_once_make_one_account(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other's account appears between the look and the write; the database refuses the second."""
    other = invite_to_sign_up(email="otieno@nairobi.example", at=NOW)
    monkeypatch.setattr("lms.accounts.queries.account_with", lambda **_: None)
    join(code=code, password=PASSWORD, display_name="Otieno", at=NOW)
    with pytest.raises(SignUpClosed):
        join(code=other, password=PASSWORD, display_name="Otieno", at=NOW)
    assert SignUpInvitation.objects.filter(used_at=None).count() == 1, "a refusal leaves nothing behind"


def test_a_code_has_128_random_bits_and_only_its_digest_is_kept(code: str) -> None:
    assert len(code) >= 22
    assert code not in str(list(SignUpInvitation.objects.values()))


def test_a_code_lasts_a_month(code: str) -> None:
    with pytest.raises(SignUpClosed):
        join(code=code, password=PASSWORD, display_name="Otieno", at=NOW + timedelta(days=30))


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up_without_an_invitation(client: Client, method: str) -> None:
    form = {"email": "x@y.example", "password1": PASSWORD}
    answer = getattr(client, method)("/accounts/signup/", form)
    assert answer.status_code == 200
    assert not User.objects.exists()
