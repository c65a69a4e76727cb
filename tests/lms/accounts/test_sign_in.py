"""Signing in: the ordinary form, the e-mailed code, and what somebody who guesses meets."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client

from lms.accounts.actions import make_account
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.mail.actions import send_mail_once
from lms.mail.models import OutgoingMail
from tests.bodies import neutral
from tests.factories.people import JOINED, PASSWORD, official, secretary

pytestmark = pytest.mark.django_db


def sign_in(client: Client, email: str, password: str = PASSWORD, **form: str):
    return client.post("/accounts/login/", {"login": email, "password": password, **form})


def last_text() -> str:
    return OutgoingMail.objects.latest("pk").text


def test_an_official_signs_in_by_address_and_password(client: Client) -> None:
    answer = sign_in(client, official(language="ar").email.upper())
    assert (answer.status_code, answer["Location"]) == (302, "/my/")
    assert client.cookies["l"].value == "ar"


def test_nobody_stays_signed_in_on_a_shared_computer_unless_asked(client: Client) -> None:
    assert not re.search(r'name="remember"[^>]*checked', client.get("/accounts/login/").content.decode())
    assert sign_in(client, official().email).cookies["s"]["max-age"] == ""
    assert sign_in(Client(), official().email, remember="on").cookies["s"]["max-age"] > 0


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_signing_in_leads_nowhere_else_than_this_site(client: Client, target: str) -> None:
    assert sign_in(client, official().email, next=target)["Location"] == "/my/"


def test_an_unknown_address_looks_like_a_wrong_password(client: Client) -> None:
    known = official().email
    bodies = [sign_in(Client(), email, "wrong-password").content for email in (known, "nobody@city.example")]
    assert neutral(bodies[0], known) == neutral(bodies[1], "nobody@city.example")


@pytest.mark.parametrize("address", ["/accounts/password/reset/", "/accounts/login/code/"])
def test_asking_for_a_mail_does_not_tell_who_has_an_account(address: str) -> None:
    known, answers = official().email, []
    for email in (known, "nobody@city.example"):
        answer = Client().post(address, {"email": email}, follow=True)
        answers.append((answer.redirect_chain, neutral(answer.content, email)))
    assert answers[0] == answers[1]
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == [known]


def test_a_deactivated_person_is_out_with_the_next_request(client: Client) -> None:
    user = official()
    client.force_login(user)
    assert client.get("/people/me/").status_code == 200
    User.objects.update(is_active=False)
    assert client.get("/people/me/").status_code == 302
    assert sign_in(Client(), user.email)["Location"] == "/accounts/inactive/"


def test_many_passwords_for_one_account_are_stopped_from_every_address(client: Client) -> None:
    email = official().email
    answers = [sign_in(Client(REMOTE_ADDR=f"10.0.0.{n}"), email, "wrong").status_code for n in range(6)]
    assert answers == [200] * 5 + [429]
    assert sign_in(Client(REMOTE_ADDR="10.0.0.99"), email).status_code == 429


def test_one_password_for_many_accounts_is_stopped_at_the_address() -> None:
    sprayer = Client(REMOTE_ADDR="10.0.0.1")
    answers = [sign_in(sprayer, f"official{n}@city.example", "spring-2026") for n in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "wait a few minutes" in answers[-1].content.decode()
    assert sign_in(Client(REMOTE_ADDR="10.0.0.2"), official().email).status_code == 302


@pytest.mark.parametrize(
    ("address", "field", "most"),
    [("/accounts/login/code/", "email", 3), ("/accounts/password/reset/", "email", 5)],
)
def test_many_mails_to_one_person_are_stopped_from_every_address(address: str, field: str, most: int) -> None:
    email = official().email
    answers = [Client(REMOTE_ADDR=f"10.0.0.{n}").post(address, {field: email}) for n in range(most + 1)]
    assert answers[-1].status_code in {200, 429}, "no redirect to where the code is typed"
    assert [answer.status_code for answer in answers[:-1]] == [302] * most
    assert OutgoingMail.objects.count() == most


@pytest.mark.parametrize("address", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_mails_to_many_people_are_stopped_at_the_address(address: str) -> None:
    """Who sprays keeps no cookies."""
    answers = [
        Client(REMOTE_ADDR="10.0.0.1").post(address, {"email": f"official{n}@city.example"}).status_code
        for n in range(21)
    ]
    assert answers[:-1] == [302] * 20
    assert answers[-1] in {200, 429}, "no redirect to where the code is typed"


def test_a_forwarded_address_that_no_proxy_of_ours_wrote_counts_for_nothing() -> None:
    sprayer = Client(REMOTE_ADDR="10.0.0.1")
    for n in range(11):
        answer = sprayer.post(
            "/accounts/login/", {"login": f"o{n}@city.example", "password": "x"}, HTTP_X_FORWARDED_FOR=f"10.9.9.{n}"
        )
    assert answer.status_code == 429


def test_a_code_by_mail_signs_in_and_its_text_is_forgotten_when_sent(client: Client) -> None:
    user = official(language="en")
    client.post("/accounts/login/code/", {"email": user.email})
    code = re.search(r"^    (\S+)$", last_text(), re.MULTILINE)
    letter = OutgoingMail.objects.get()
    send_mail_once(mail_id=letter.pk, at=JOINED)
    letter.refresh_from_db()
    assert code
    assert code[1] in mail.outbox[0].body
    assert (letter.text, letter.to) == ("", user.email)
    answer = client.post("/accounts/login/code/confirm/", {"code": code[1]})
    assert (answer.status_code, answer["Location"]) == (302, "/my/")


def test_three_wrong_codes_end_the_code(client: Client) -> None:
    client.post("/accounts/login/code/", {"email": official().email})
    for _ in range(3):
        answer = client.post("/accounts/login/code/confirm/", {"code": "AAAAAA"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/code/")


@pytest.mark.parametrize("way", ["password", "code"])
def test_whoever_has_a_second_factor_is_asked_for_it_in_every_way(client: Client, way: str) -> None:
    user = official()
    TOTP.activate(user, generate_totp_secret())
    if way == "password":
        answer = sign_in(client, user.email)
    else:
        client.post("/accounts/login/code/", {"email": user.email})
        code = re.search(r"^    (\S+)$", last_text(), re.MULTILINE)
        answer = client.post("/accounts/login/code/confirm/", {"code": code[1] if code else ""})
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_a_link_sets_a_new_password_once_and_ends_other_sessions(client: Client) -> None:
    user, elsewhere = official(), Client()
    elsewhere.force_login(user)
    client.post("/accounts/password/reset/", {"email": user.email})
    link = re.search(r"http://\S+", last_text())
    assert link
    form = client.get(link[0], follow=True).redirect_chain[-1][0]
    new = {"password1": "a-boat-on-the-lake", "password2": "a-boat-on-the-lake"}
    assert client.post(form, new).status_code == 302
    assert elsewhere.get("/people/me/").status_code == 302
    assert "no longer valid" in Client().get(link[0]).content.decode() or Client().get(link[0]).status_code == 200
    assert sign_in(Client(), user.email, "a-boat-on-the-lake").status_code == 302


def test_a_new_address_counts_only_when_it_is_proved(client: Client) -> None:
    user = official()
    client.force_login(user)
    sign_in(client, user.email)
    client.post("/accounts/email/", {"email": "new@nairobi.example", "action_add": ""})
    user.refresh_from_db()
    assert user.email != "new@nairobi.example"
    assert not EmailAddress.objects.filter(email="new@nairobi.example", verified=True).exists()


def test_whoever_the_secretariat_made_an_account_for_comes_in_by_a_code_which_proves_the_address(
    client: Client,
) -> None:
    made = make_account(
        email="tuomas@helsinki.example", display_name="Tuomas Salmi", language="en", roles=[Role.OFFICIAL],
        by=secretary(), at=JOINED,
    )  # fmt: skip
    client.post("/accounts/login/code/", {"email": made.email})
    code = re.search(r"^    (\S+)$", last_text(), re.MULTILINE)
    assert code
    answer = client.post("/accounts/login/code/confirm/", {"code": code[1]})
    assert (answer.status_code, answer["Location"]) == (302, "/my/")
    assert EmailAddress.objects.get(user=made).verified
