import pytest
from django.test import Client
from django.urls import reverse

from lms.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "direction"), [("en", '<html lang="en">'), ("ar", '<html lang="ar" dir="rtl">')])
def test_the_gallery_is_shown_in_both_directions(desk: Client, language: str, direction: str) -> None:
    page = desk.get(reverse("styleguide"), {"language": language})
    assert page.status_code == 200
    assert direction in page.content.decode()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_gallery_is_shown_in_the_theme_asked_for(desk: Client, theme: str) -> None:
    page = desk.get(reverse("styleguide"), {"theme": theme}).content.decode()
    assert f'<link rel="stylesheet" href="{reverse("forced_style", args=[theme])}">' in page
    assert desk.get(reverse("forced_style", args=[theme]))["Content-Type"] == "text/css"


@pytest.mark.parametrize("query", [{"language": "tlh"}, {"theme": "neon"}])
def test_an_unknown_language_or_theme_is_not_found(desk: Client, query: dict[str, str]) -> None:
    assert desk.get(reverse("styleguide"), query).status_code == 404


def test_an_official_does_not_see_the_gallery(client: Client, official: User) -> None:
    client.force_login(official)
    assert client.get(reverse("styleguide")).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(reverse("styleguide")).status_code == 302
