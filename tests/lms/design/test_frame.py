import re

import brotli
import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.views import defaults

from lms.accounts.models import User
from lms.design import stylesheet

pytestmark = pytest.mark.django_db


def test_a_cold_page_carries_its_styles_and_needs_nothing_else_to_be_read(client: Client) -> None:
    html = client.get("/").content.decode()
    assert stylesheet.inlined() in html
    assert "stylesheet" not in html
    assert re.findall(r"<script[^>]*>", html) == re.findall(r'<script type="module"[^>]*>', html)


def test_a_warm_page_links_the_file_that_the_browser_holds(client: Client) -> None:
    client.cookies[stylesheet.COOKIE] = stylesheet.version()
    html = client.get("/").content.decode()
    assert "<style>" not in html
    assert f"style.{stylesheet.version()}.css" in html
    assert "data-style" not in html


def test_the_file_of_an_earlier_release_does_not_count(client: Client) -> None:
    client.cookies[stylesheet.COOKIE] = "0ldf1le0"
    assert stylesheet.inlined() in client.get("/").content.decode()


def test_the_frame_is_light(client: Client) -> None:
    cold = client.get("/", headers={"Accept-Encoding": "br"})
    assert len(cold.content) <= 7_200
    client.cookies[stylesheet.COOKIE] = stylesheet.version()
    warm = client.get("/", headers={"Accept-Encoding": "br"})
    assert len(warm.content) <= 1_500


def test_the_page_names_its_language_and_direction(client: Client) -> None:
    assert '<html lang="en">' in client.get("/").content.decode()
    client.cookies["l"] = "ar"
    assert '<html lang="ar" dir="rtl">' in client.get("/").content.decode()


def test_the_first_thing_on_a_page_leads_past_its_header(client: Client) -> None:
    html = client.get("/").content.decode()
    body = html.split("<body>", 1)[1].lstrip()
    assert body.startswith('<a class="skip" href="#main">')
    assert 'id="main"' in html


def test_a_language_is_chosen_without_script(client: Client) -> None:
    html = client.get("/").content.decode()
    assert re.search(r'<form method="post" action="/language/">.*?name="language" value="ko"', html)


def test_somebody_signed_in_can_sign_out_on_every_page(client: Client, official: User) -> None:
    client.force_login(official)
    html = client.get("/").content.decode()
    assert "Wanjiru Odhiambo" in html
    assert 'action="/accounts/logout/"' in html


def test_a_visitor_is_shown_the_way_to_sign_in(client: Client) -> None:
    assert 'href="/accounts/login/"' in client.get("/").content.decode()


def test_the_sign_in_page_is_light_and_in_our_frame(client: Client) -> None:
    page = client.get("/accounts/login/", headers={"Accept-Encoding": "br"})
    assert len(page.content) <= 9_500
    html = brotli.decompress(page.content).decode()
    assert '<header class="top">' in html
    assert re.search(r'<input type="email" name="login"', html)


def test_a_missing_page_says_so_in_our_frame(client: Client) -> None:
    page = client.get("/missing/")
    assert page.status_code == 404
    assert "Page not found" in page.content.decode()


@pytest.mark.parametrize("status", ["400", "403", "403_csrf", "404", "429", "500"])
def test_every_error_page_can_be_shown_without_a_request(status: str) -> None:
    html = get_template(f"{status}.html").render()
    assert re.search(r"<h1>.+</h1>", html)
    assert "<style>" in html


def test_the_failure_page_needs_no_database(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = defaults.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
