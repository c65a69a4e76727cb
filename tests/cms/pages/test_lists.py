"""The catalogue, the library and the search: what the filters find, and that lists cost the same at any length."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.models import CatalogueIndexPage, CoursePage, PracticeIndexPage, PracticePage
from courses.outline.models import Course
from tests.factories import learning
from tests.factories import site as pages


def text(response: Any) -> str:
    return response.content.decode()


def statements(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True), ("q=small", True), ("q=gigantic", False), ("topic=data", True), ("topic=reuse", False),
        ("level=introductory", True), ("level=advanced", False), ("language=ko", True), ("language=ar", False),
        ("hours=short", True), ("hours=long", False), ("topic=nonsense", True), ("page=99", True),
        ("q=small&topic=services&level=introductory&language=ko&hours=short", True),
    ],
)  # fmt: skip
def test_the_catalogue_finds_by_words_and_filters(course: Course, client: Client, query: str, found: bool) -> None:
    page = text(client.get(f"/en/courses/?{query}"))
    assert ("A small course" in page) is found
    assert ("No course matches." in page) is not found


def test_a_course_without_translation_is_listed_with_its_language_and_leads_to_the_original(
    course: Course, client: Client
) -> None:
    page = text(client.get("/ar/courses/"))
    card = '<article class="card course"><h3 class="title"><a href="/en/courses/small/">'
    assert f'<div lang="en" dir="ltr">{card}' in page


def test_the_catalogue_costs_the_same_for_one_course_and_for_twenty(course: Course, client: Client) -> None:
    catalogue = CatalogueIndexPage.objects.get(locale__language_code="en")
    one = statements(client, "/en/courses/")
    for number in range(19):
        page = CoursePage(title=f"Course {number}", slug=f"c{number}", hours=2, description="<p>More.</p>")
        catalogue.add_child(instance=page)
    assert statements(client, "/en/courses/") == one
    assert 'href="?page=2"' in text(client.get("/en/courses/"))


@pytest.fixture
def library(site: None) -> None:
    learning.city("nairobi", names={"ko": "나이로비"})
    pages.practices()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Bins that call", "Permits in the open"}),
        ("axis=transparency_level", {"Permits in the open"}),
        ("axis=administrative_innovation", {"Bins that call"}),
        ("topic=data", {"Bins that call"}),
        ("region=demo&q=permits", {"Permits in the open"}),
    ],
)
def test_the_library_finds_by_axis_topic_and_region(library: None, client: Client, query: str, found: set[str]) -> None:
    page = text(client.get(f"/en/practices/?{query}"))
    assert {title for title in ("Bins that call", "Permits in the open") if title in page} == found


def test_the_library_costs_the_same_for_two_practices_and_for_twenty(library: None, client: Client) -> None:
    index, first = PracticeIndexPage.objects.get(locale__language_code="en"), PracticePage.objects.first()
    assert first
    two = statements(client, "/en/practices/")
    for number in range(9):
        page = PracticePage(title=f"Practice {number}", slug=f"p{number}", city=first.city, year=2020)
        index.add_child(instance=page)
    assert statements(client, "/en/practices/") == two


def test_a_practice_shows_its_parts_axes_and_sources(library: None, client: Client) -> None:
    page = text(client.get("/en/practices/bins/"))
    for shown in ("Sensors.", "Fewer full bins.", "3/3", "Nairobi, 2016", "City report"):
        assert shown in page
    assert "Openness" not in page


def test_the_home_page_gathers_what_is_there(course: Course, library: None, client: Client) -> None:
    learning.edition(course, ends_on="2100-01-01", starts_on="2099-01-01")
    page = text(client.get("/en/"))
    for shown in ("Lead en", "We are en", "Share en", "A small course", "Bins that call", "E-government", "Open en"):
        assert shown in page


def test_the_frame_links_come_from_the_tree_in_each_language(site: None, client: Client) -> None:
    page = text(client.get("/ko/"))
    assert '<a href="/ko/courses/"' in page
    assert '<a href="/ko/privacy/">Privacy ko</a>' in page
    assert 'hreflang="ar"' in page
    assert 'dir="rtl"' in text(client.get("/ar/"))


def test_the_search_finds_public_pages_and_no_lesson(course: Course, client: Client) -> None:
    page = text(client.get("/en/search/?q=small"))
    assert 'href="/en/courses/small/"' in page
    nothing = text(client.get("/en/search/?q=Answering"))
    assert "Nothing was found." in nothing


def test_search_engines_are_told_every_public_page_of_every_language_and_no_lesson(
    course: Course, client: Client
) -> None:
    listed = text(client.get("/sitemap.xml"))
    assert "/en/courses/small/</loc>" in listed
    assert "/ko/courses/small/</loc>" in listed
    assert "/ar/courses/small/" not in listed
    assert "m1-l1" not in listed
    assert "Sitemap: http://testserver/sitemap.xml" in text(client.get("/robots.txt"))


def test_an_unknown_address_is_answered_in_the_sites_look(site: None, client: Client) -> None:
    response = client.get("/en/nowhere/")
    assert response.status_code == 404
    assert 'class="foot"' in text(response)
