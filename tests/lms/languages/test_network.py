"""Who runs the platform is named in the reader's language, where the settings know it."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.translation import override

from lms.languages.network import network_name

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def names(settings: LazySettings) -> None:
    settings.NETWORK_NAME, settings.NETWORK_NAMES = "Cities of the River", {"ko": "강변도시연합"}


@pytest.mark.parametrize(("language", "name"), [("ko", "강변도시연합"), ("ar", "Cities of the River")])
def test_the_footer_names_the_network_in_the_readers_language(client: Client, language: str, name: str) -> None:
    client.cookies["l"] = language
    assert f"<p>{name}" in client.get("/accounts/login/").content.decode().partition("<footer")[2]


def test_a_mail_can_ask_for_a_language_that_is_not_the_active_one() -> None:
    with override("ar"):
        assert (network_name("ko"), network_name("en"), network_name()) == (
            "강변도시연합", "Cities of the River", "Cities of the River"
        )  # fmt: skip
