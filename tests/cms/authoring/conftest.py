import pytest
from django.test import Client

from cms.editing import give_editing_rights
from tests.factories import people


@pytest.fixture
def writer(db: None, client: Client) -> Client:
    give_editing_rights()
    client.force_login(people.instructor())
    return client
