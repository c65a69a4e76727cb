"""Accounts in the admin: made without passwords, roles within the officer's gift, addresses left to their owners."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lms.accounts.models import User
from lms.accounts.queries import roles_of
from lms.accounts.roles import Role
from lms.audit.models import AuditEntry
from lms.mail.models import OutgoingMail
from tests.factories import people

pytestmark = pytest.mark.django_db
NEW = {"email": "Tuomas@Helsinki.example", "display_name": "Tuomas Salmi", "language": "en", "roles": ["instructor"]}


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_secretary_makes_an_instructor_s_account() -> None:
    answer = browser(people.secretary()).post("/admin/users/new/", NEW)
    assert answer.status_code == 302, answer.context["form"].errors
    made = User.objects.get(email="tuomas@helsinki.example")
    assert roles_of(person=made) == {Role.INSTRUCTOR}
    assert (made.is_staff, made.has_usable_password()) == (True, False)
    assert OutgoingMail.objects.get().to == made.email


@pytest.mark.parametrize("role", ["secretariat", "approver", "regional office"])
def test_a_secretary_cannot_give_a_role_above(role: str) -> None:
    page = browser(people.secretary()).post("/admin/users/new/", NEW | {"roles": [role]})
    assert list(page.context["form"].errors) == ["roles"]
    assert not User.objects.filter(email="tuomas@helsinki.example").exists()


def test_fields_that_the_form_does_not_have_change_nothing() -> None:
    official = people.official()
    form = NEW | {"roles": ["official"], "may_sign_in": "on", "is_superuser": "on", "is_staff": "on", "password1": "x"}
    address = official.email
    browser(people.secretary()).post(f"/admin/users/edit/{official.pk}/", form)
    official.refresh_from_db()
    assert (official.display_name, official.email) == ("Tuomas Salmi", address)
    assert (official.is_superuser, official.is_staff) == (False, False)
    assert official.check_password(people.PASSWORD)


@pytest.mark.parametrize("whom", ["secretary", "approver", "regional_officer", "administrator"])
def test_a_secretary_does_not_reach_for_a_peer_s_account(whom: str) -> None:
    other = getattr(people, whom)()
    browser(people.secretary(email="one@polidari.example")).post(f"/admin/users/edit/{other.pk}/", NEW)
    name = other.display_name
    other.refresh_from_db()
    assert other.display_name == name


def test_an_administrator_makes_an_approver_and_takes_the_role_again() -> None:
    person, root = people.official(), browser(people.administrator())
    form = NEW | {"may_sign_in": "on"}
    root.post(f"/admin/users/edit/{person.pk}/", form | {"roles": ["official", "approver"]})
    person.refresh_from_db()
    assert person.is_staff
    root.post(f"/admin/users/edit/{person.pk}/", form | {"roles": ["official"]})
    person.refresh_from_db()
    assert not person.is_staff
    assert roles_of(person=person) == {Role.OFFICIAL}
    assert set(AuditEntry.objects.filter(target_id=str(person.pk)).values_list("action", flat=True)) >= {
        "account.renamed",
        "role.given",
        "role.taken",
    }


def test_a_secretary_closes_an_account() -> None:
    person = people.official()
    browser(people.secretary()).post(f"/admin/users/edit/{person.pk}/", NEW | {"roles": ["official"]})
    person.refresh_from_db()
    assert not person.is_active


@pytest.mark.parametrize("action", ["assign_role", "set_active_state", "delete"])
def test_accounts_are_not_changed_in_bulk(action: str) -> None:
    person, role = people.official(), Group.objects.get(name=Role.INSTRUCTOR)
    answer = browser(people.administrator()).post(
        f"/admin/bulk/accounts/user/{action}/?id={person.pk}", {"role": role.pk, "mark_as_active": "False"}
    )
    assert answer.status_code in {302, 403}
    assert User.objects.filter(pk=person.pk, is_active=True).exists()
    assert roles_of(person=person) == {Role.OFFICIAL}


@pytest.mark.parametrize("who", ["official", "instructor", "approver", "regional_officer"])
def test_others_do_not_see_accounts(who: str) -> None:
    client = browser(getattr(people, who)())
    assert client.get("/admin/users/").status_code == 302
    assert client.get("/admin/users/new/").status_code == 302


def test_accounts_are_found_by_any_form_of_the_name() -> None:
    people.official(display_name="Salma", native_name="سلمى")
    assert "Salma" in browser(people.secretary()).get("/admin/users/?q=سلمى").content.decode()


def test_one_s_own_settings_ask_for_no_first_and_last_name() -> None:
    page = browser(people.secretary()).get("/admin/account/").content.decode()
    assert "first_name" not in page


def test_the_list_names_roles_and_asks_no_more_of_the_database_when_it_is_longer() -> None:
    client = browser(people.secretary())

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/admin/users/")
        return len(asked)

    people.instructor()
    statements()
    few = statements()
    for _ in range(15):
        people.instructor()
    assert statements() == few
    assert "instructor" in client.get("/admin/users/").content.decode()
