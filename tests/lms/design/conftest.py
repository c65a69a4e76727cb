import pytest
from django.conf import LazySettings
from django.test import Client

from lms.accounts.models import User


@pytest.fixture(autouse=True)
def _only_the_design_system(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.lms.design.urls"


@pytest.fixture
def secretary(db: None) -> User:
    return User.objects.create_user("secretary@polidari.example", display_name="Amara Diallo", is_staff=True)


@pytest.fixture
def official(db: None) -> User:
    return User.objects.create_user("official@polidari.example", display_name="Wanjiru Odhiambo")


@pytest.fixture
def desk(client: Client, secretary: User, settings: LazySettings) -> Client:
    """The browser of a secretary."""
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(secretary)
    return client
