import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_closed_door_stays_a_404_and_does_not_lead_elsewhere(client: Client) -> None:
    assert client.get("/people/join/unknown/").status_code == 404


def test_an_address_without_its_language_is_completed(client: Client) -> None:
    answer = client.get("/no-such-page/", headers={"Accept-Language": "ko"})
    assert (answer.status_code, answer["Location"]) == (302, "/ko/no-such-page/")
