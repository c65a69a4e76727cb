"""The player's page and its files: who holds a signed address, as long as it lasts, and nobody else."""

import re
from datetime import timedelta

import brotli
import pytest
from django.test import Client

from courses.packages.actions import remove_content
from courses.packages.addresses import core_address, embed_address, files_address, library_address
from courses.packages.models import Bundle, Content, LibraryRelease
from courses.packages.queries import releases_of
from tests.factories import packages
from tests.factories.learning import DURING

PICTURE = b"\x89PNG\r\n\x1a\n"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING, tick=False)


@pytest.fixture
def content() -> Content:
    return packages.content(packages.small(**{"content__images__a.png": PICTURE}))


def embed_of(content: Content, language: str = "en") -> str:
    return embed_address(content_id=content.current_id, language=language, at=DURING)


def file_of(content: Content, name: str = "content/images/a.png") -> str:
    return files_address(content_id=content.current_id, at=DURING) + name


def library_file_of(content: Content, name: str = "small.js") -> str:
    return library_address(releases_of(content.current)[0].digest) + name


def bundles_in(page: str) -> list[str]:
    return re.findall(r'(?:<script src|"stylesheet" href)="([^"]+)"', page)


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


def test_a_contents_files_are_sent_for_an_origin_of_their_own(content: Content):
    answer = Client().get(file_of(content))
    assert answer.getvalue() == PICTURE
    assert answer["Content-Type"] == "image/png"
    assert_for_frames(answer)
    assert answer["Cache-Control"] == "private, max-age=43200"


def test_a_librarys_files_and_the_bundles_are_the_same_for_everybody_for_ever(content: Content):
    addresses = [library_file_of(content), *bundles_in(Client().get(embed_of(content)).content.decode())]
    assert len(addresses) == 5
    for address in addresses:
        answer = Client().get(address)
        assert answer.getvalue() or address.endswith(".css")
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert_for_frames(answer)


def assert_for_frames(answer) -> None:
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert not answer.cookies


def test_a_bundle_travels_as_it_lies_in_the_store(content: Content):
    address = bundles_in(Client().get(embed_of(content)).content.decode())[-1]
    packed = Client().get(address, headers={"Accept-Encoding": "gzip, br"})
    plain = Client().get(address, headers={"Accept-Encoding": "br;q=0"})
    assert packed["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain.content
    assert packages.SCRIPT.split("{")[0].encode() in plain.content.replace(b"=", b" = ")
    assert "Accept-Encoding" in packed["Vary"]
    zipped = Client().get(address, headers={"Accept-Encoding": "gzip"})
    assert zipped.get("Content-Encoding", "") in ("", "gzip")


def test_contents_with_the_same_libraries_share_a_bundle_which_is_made_once(
    content: Content, django_assert_num_queries
):
    other = packages.content(packages.small(**{"content__content.json": {"text": "Other"}}))
    pages = [Client().get(embed_of(one)).content.decode() for one in (content, other)]
    assert bundles_in(pages[0]) == bundles_in(pages[1])
    assert Bundle.objects.count() == 2
    with django_assert_num_queries(6):
        Client().get(embed_of(content))


def test_a_bundle_that_was_lost_is_made_anew(content: Content):
    first = Client().get(embed_of(content)).content
    Bundle.objects.all().delete()
    assert Client().get(embed_of(content)).content == first
    assert Bundle.objects.count() == 2


def test_a_library_in_quarantine_has_no_address():
    held = packages.content(packages.small(**{"content__images__a.png": PICTURE}))
    address = library_file_of(held)
    LibraryRelease.objects.update(state=LibraryRelease.State.QUARANTINED)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("name", ["fonts/h5p-core-30.woff2", "images/throbber.gif"])
def test_the_cores_fonts_and_pictures_are_there_and_nothing_else_of_it(name: str):
    answer = Client().get(core_address("x") + name)
    assert answer.getvalue()
    assert_for_frames(answer)
    for other in ("frame.bundle.js", "fonts/../frame.bundle.js", "images/%2e%2e/frame.bundle.js", "fonts/", ""):
        assert Client().get(core_address("x") + other).status_code == 404


def test_players_may_have_an_origin_of_their_own(content: Content, settings):
    settings.H5P_ORIGIN = "https://play.example"
    settings.SITE_URL = "https://learn.example"
    address = embed_of(content)
    assert address.startswith("https://play.example/h5p/")
    policy = Client().get(address.removeprefix("https://play.example"))["Content-Security-Policy"]
    assert "frame-ancestors https://learn.example" in policy
    assert policy.startswith("sandbox allow-scripts;")


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
    "name",
    ["", "content", "content/", "../content/content.json", "h5p.json/", "a.js", "Test.Small-1.2/small.js", "%2e%2e/x"],
)
def test_only_listed_files_are_there(content: Content, name: str):
    assert Client().get(file_of(content, name)).status_code == 404


def test_an_address_is_for_one_content(content: Content):
    other = packages.content(packages.small(**{"content__images__a.png": PICTURE}))
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
