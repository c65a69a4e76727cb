import pytest
from django.test import Client

from lms.audit.models import AuditEntry
from tests.factories.people import official

pytestmark = pytest.mark.django_db
FORM = {"display_name": "O", "language": "ar", "native_name": "أوتينو", "time_zone": "Africa/Tunis"}


def test_a_person_changes_names_language_and_zone(client: Client) -> None:
    user = official()
    client.force_login(user)
    answer = client.post("/people/me/", FORM)
    user.refresh_from_db()
    assert (answer.status_code, client.cookies["l"].value) == (302, "ar")
    assert (user.display_name, user.native_name, user.time_zone) == ("O", "أوتينو", "Africa/Tunis")
    entry = AuditEntry.objects.get(action="account.renamed")
    assert (entry.actor, entry.target_id) == (user, str(user.pk)), "certificates carry the name that one gives oneself"


def test_a_field_that_the_form_does_not_have_changes_nothing(client: Client) -> None:
    user = official()
    client.force_login(user)
    client.post("/people/me/", {**FORM, "email": "x@y.example", "is_staff": "on", "is_superuser": "on", "groups": "4"})
    address = user.email
    user.refresh_from_db()
    assert (user.email, user.is_staff, user.is_superuser) == (address, False, False)


@pytest.mark.parametrize("change", [{"display_name": " "}, {"language": "xx"}, {"time_zone": "Mars/Base"}])
def test_what_cannot_be_is_refused_in_words(client: Client, change: dict[str, str]) -> None:
    user = official()
    client.force_login(user)
    page = client.post("/people/me/", FORM | change)
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == change.keys()


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/people/me/")["Location"] == "/accounts/login/?next=/people/me/"
