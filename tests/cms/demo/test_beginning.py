"""A new installation: what `begin_site` lays, and that the demo does not come to where people work in earnest."""

from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import GroupPagePermission, Locale

from cms.models import CatalogueIndexPage, HomePage, NewsPage, StandardPage
from lms.accounts.models import User
from lms.accounts.roles import Role

pytestmark = pytest.mark.django_db


def begin() -> str:
    told = StringIO()
    call_command("begin_site", stdout=told)
    return told.getvalue()


def test_a_new_site_has_a_home_page_in_every_language_and_nothing_invented(
    client: Client, settings: LazySettings
) -> None:
    settings.NETWORK_NAME = "Cities of the River"
    begin()
    for language, _name in settings.LANGUAGES:
        page = client.get(f"/{language}/")
        assert page.status_code == 200
        assert "Cities of the River" in page.content.decode()
    assert not NewsPage.objects.exists()
    assert not StandardPage.objects.exists()
    assert not User.objects.exists()


def test_its_editors_may_edit_it(settings: LazySettings) -> None:
    begin()
    assert Locale.objects.count() == CatalogueIndexPage.objects.count() == len(settings.LANGUAGES)
    assert {right.group.name for right in GroupPagePermission.objects.filter(group__name__in=list(Role))} == {
        Role.INSTRUCTOR, Role.SECRETARIAT,
    }  # fmt: skip


def test_beginning_again_takes_back_no_edit() -> None:
    begin()
    HomePage.objects.update(title="As the editors wrote it")
    with pytest.raises(CommandError, match="home pages already"):
        begin()
    assert set(HomePage.objects.values_list("title", flat=True)) == {"As the editors wrote it"}


def test_the_demo_with_its_known_password_is_not_loaded_in_earnest(settings: LazySettings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="begin_site"):
        call_command("demo_seed")
    assert not User.objects.exists()
