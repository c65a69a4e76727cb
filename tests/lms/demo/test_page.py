"""The demo page signs in without a password, so it must not exist anywhere else."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage, get_connection
from django.test import Client

from lms.demo.mailbox import latest_letters
from lms.demo.personas import PASSWORD, PERSONAS
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def send(subject: str, text: str, to: str = "focal.nairobi@polidari.example") -> None:
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend")
    EmailMessage(subject, text, to=[to], connection=backend).send()


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.email)
def test_one_button_signs_in_as_each_persona(client: Client, persona) -> None:
    user = person(name=persona.name, email=persona.email, language="ko")
    answer = client.post("/demo/sign-in/", {"email": persona.email})
    assert (answer.status_code, answer["Location"]) == (302, persona.start)
    assert (client.session["_auth_user_id"], client.cookies["l"].value) == (str(user.pk), "ko")


def test_the_ordinary_form_takes_them_too(client: Client) -> None:
    person(name="Otieno", email="official.nairobi@polidari.example", password=PASSWORD)
    form = {"login": "official.nairobi@polidari.example", "password": PASSWORD}
    assert client.post("/accounts/login/", form).status_code == 302


def test_nobody_else_is_signed_in_without_a_password(client: Client) -> None:
    other = person(email="mayor@nairobi.example")
    assert client.post("/demo/sign-in/", {"email": other.email}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_looking_signs_nobody_in(client: Client) -> None:
    assert client.get("/demo/sign-in/?email=secretary@polidari.example").status_code == 405


def test_people_who_are_not_loaded_are_missed_in_words(client: Client) -> None:
    page = client.post("/demo/sign-in/", {"email": PERSONAS[0].email}, follow=True).content.decode()
    assert "demo_seed" in page


@pytest.mark.parametrize(("method", "address"), [("get", "/demo/"), ("post", "/demo/sign-in/")])
def test_outside_the_demo_there_is_no_such_page(
    client: Client, settings: LazySettings, method: str, address: str
) -> None:
    settings.DEMO = False
    person(email=PERSONAS[0].email)
    assert getattr(client, method)(address, {"email": PERSONAS[0].email}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_mails_are_read_newest_first_in_any_script(folder: Path) -> None:
    send("Invitation to Nairobi", "Dear Wanjiru,\nwelcome.")
    send("초대장", "안녕하십니까\n" + "-" * 20)
    assert [letter.subject for letter in latest_letters(folder=folder, most=9)] == ["초대장", "Invitation to Nairobi"]
    assert latest_letters(folder=folder, most=1)[0].text.startswith("안녕하십니까")


def test_a_mail_s_links_can_be_followed_and_its_text_is_only_text(client: Client) -> None:
    send("<b>Hello</b>", "Open http://localhost:8000/people/join/abc/ <script>alert(1)</script>")
    page = client.get("/demo/").content.decode()
    assert 'href="http://localhost:8000/people/join/abc/"' in page
    assert "<script>alert" not in page
    assert "&lt;b&gt;Hello" in page


def test_an_empty_folder_says_so(client: Client) -> None:
    assert "No mail yet" in client.get("/demo/").content.decode()
