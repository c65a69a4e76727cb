"""The player's page and its files: who holds a signed address, as long as it lasts, and nobody else."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from courses.packages.actions import remove_content
from courses.packages.addresses import embed_address, files_address
from courses.packages.models import Content
from tests.factories import packages
from tests.factories.learning import DURING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING, tick=False)


@pytest.fixture
def content() -> Content:
    return packages.content()


def embed_of(content: Content, language: str = "en") -> str:
    return embed_address(content_id=content.current_id, language=language, at=DURING)


def file_of(content: Content, name: str = "Test.Small-1.2/small.js") -> str:
    return files_address(content_id=content.current_id, at=DURING) + name


def test_the_players_page_is_sandboxed_by_its_own_header(content: Content):
    answer = Client().get(embed_of(content))
    policy = answer["Content-Security-Policy"]
    assert answer.status_code == 200
    assert policy.startswith("sandbox allow-scripts; default-src 'none'")
    assert "allow-same-origin" not in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "X-Frame-Options" not in answer.headers
    assert not answer.cookies


def test_the_players_page_says_nothing_about_the_person(content: Content, browser_of):
    person = packages.learning_with(content).person
    assert browser_of(person).get(embed_of(content)).content == Client().get(embed_of(content)).content


def test_files_are_sent_for_an_origin_of_their_own(content: Content):
    answer = Client().get(file_of(content))
    assert answer.getvalue().decode() == packages.SCRIPT
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert not answer.cookies


def test_an_address_lasts_half_a_day_to_a_day(content: Content, time_machine):
    for address in (embed_of(content), file_of(content)):
        for hours, status in ((0, 200), (12, 200), (25, 404)):
            time_machine.move_to(DURING + timedelta(hours=hours), tick=False)
            answer = Client().get(address)
            assert answer.getvalue()
            assert answer.status_code == status


def test_an_address_keeps_its_text_for_hours(content: Content):
    later = files_address(content_id=content.current_id, at=DURING.replace(hour=11))
    assert later == files_address(content_id=content.current_id, at=DURING)


@pytest.mark.parametrize(
    "name", ["", "content", "content/", "../content/content.json", "h5p.json/", "a.js", "%2e%2e/x"]
)
def test_only_listed_files_are_there(content: Content, name: str):
    assert Client().get(file_of(content, name)).status_code == 404


def test_an_address_is_for_one_content(content: Content):
    other = packages.content()
    for address in (embed_of(content), file_of(content)):
        walked = address.replace(f"/h5p/{content.current_id}/", f"/h5p/{other.current_id}/")
        assert walked != address
        assert Client().get(walked).status_code == 404


@pytest.mark.parametrize(
    "forged", ["", "x", "-", "999999999-", "9" * 400 + "-a", "٣-a", "1-" + "a" * 43], ids=lambda given: given[:12]
)
def test_a_forged_signature_is_as_unknown_as_a_content_that_is_not_there(content: Content, forged: str):
    address = f"/h5p/{content.current_id}/?signature={forged}"
    refused = Client().get(address)
    remove_content(content=content, by=None, at=DURING)
    unknown = Client().get(address)
    assert refused.status_code == unknown.status_code == 404
    assert without_token(refused) == without_token(unknown)


def without_token(answer) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_a_later_expiry_cannot_be_written_into_an_address(content: Content, time_machine):
    address = file_of(content)
    rounds = int(re.search(r"/files/(\d+)-", address).group(1))
    time_machine.move_to(DURING + timedelta(days=2), tick=False)
    assert Client().get(address.replace(f"/{rounds}-", f"/{rounds + 10}-")).status_code == 404


def test_the_content_is_shown_in_the_language_asked_for_where_the_package_has_it():
    scale = packages.service_scale()
    korean, arabic, french = (
        Client().get(embed_of(scale, language)).content.decode() for language in ("ko", "ar", "fr")
    )
    assert '<html lang="ko" dir="ltr">' in korean
    assert '<html lang="ar" dir="rtl">' in arabic
    assert '<html lang="en" dir="ltr">' in french


def test_one_query_finds_a_file(content: Content, django_assert_num_queries):
    with django_assert_num_queries(1):
        Client().get(file_of(content)).getvalue()
