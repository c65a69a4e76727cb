"""Who may give which role, and what a role may do."""

import pytest
from django.contrib.auth.models import Group

from lms.accounts.actions import AccountNotYours, RoleNotInYourGift, make_account, set_active, set_roles
from lms.accounts.queries import roles_of
from lms.accounts.rights import apply_role_permissions, check_role_permissions
from lms.accounts.roles import STAFF_ROLES, Role
from lms.audit.models import AuditEntry
from lms.mail.models import OutgoingMail
from tests.factories import people
from tests.factories.people import JOINED

pytestmark = pytest.mark.django_db
OFFICERS = ["official", "instructor", "secretary", "approver", "regional_officer", "administrator"]
MAY_GIVE = {
    "secretary": {Role.OFFICIAL, Role.FOCAL_POINT, Role.INSTRUCTOR},
    "administrator": set(Role),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("who", OFFICERS)
def test_who_gives_and_takes_which_role(who: str, role: Role) -> None:
    officer, somebody = getattr(people, who)(), people.person()
    if role in MAY_GIVE.get(who, set()):
        set_roles(person=somebody, roles=[role], by=officer, at=JOINED)
        assert roles_of(person=somebody) == {role}
        assert somebody.is_staff == (role in STAFF_ROLES)
        set_roles(person=somebody, roles=[], by=officer, at=JOINED)
        assert not somebody.is_staff
        assert [entry.action for entry in AuditEntry.objects.filter(actor=officer)] == ["role.taken", "role.given"]
    else:
        with pytest.raises(RoleNotInYourGift):
            set_roles(person=somebody, roles=[role], by=officer, at=JOINED)
        assert roles_of(person=somebody) == set()


def test_a_secretary_does_not_become_an_approver_by_own_hand() -> None:
    secretary = people.secretary()
    with pytest.raises(RoleNotInYourGift):
        set_roles(person=secretary, roles=[Role.SECRETARIAT, Role.APPROVER], by=secretary, at=JOINED)


@pytest.mark.parametrize("whom", OFFICERS)
@pytest.mark.parametrize("who", OFFICERS)
def test_who_closes_whose_account(who: str, whom: str) -> None:
    officer, person = getattr(people, who)(), getattr(people, whom)()
    if who == "administrator" or (who == "secretary" and whom in {"official", "instructor"}):
        set_active(person=person, active=False, by=officer, at=JOINED)
        person.refresh_from_db()
        assert not person.is_active
    else:
        with pytest.raises(AccountNotYours):
            set_active(person=person, active=False, by=officer, at=JOINED)


def test_nobody_locks_oneself_out() -> None:
    root = people.administrator()
    with pytest.raises(AccountNotYours):
        set_active(person=root, active=False, by=root, at=JOINED)


def test_an_account_that_staff_make_has_no_password_and_its_owner_hears_of_it() -> None:
    secretary = people.secretary()
    made = make_account(
        email="Tuomas@Helsinki.example", display_name="Tuomas Salmi", language="en", roles=[Role.INSTRUCTOR],
        by=secretary, at=JOINED,
    )  # fmt: skip
    assert not made.has_usable_password()
    letter = OutgoingMail.objects.get()
    assert (letter.to, made.email) == ("tuomas@helsinki.example", "tuomas@helsinki.example")
    assert "/accounts/login/code/" in letter.text


def test_the_settings_name_rights_that_exist() -> None:
    check_role_permissions()


def test_giving_the_groups_their_rights_again_changes_nothing() -> None:
    def rights() -> dict[str, set[str]]:
        return {
            group.name: set(group.permissions.values_list("codename", flat=True))
            for group in Group.objects.filter(name__in=list(Role))
        }

    before = rights()
    Group.objects.get(name=Role.SECRETARIAT).permissions.clear()
    apply_role_permissions()
    apply_role_permissions()
    assert rights() == before
    assert set(before) == set(Role)


@pytest.mark.parametrize(
    ("who", "may"),
    [("official", False), ("instructor", True), ("secretary", True), ("approver", True), ("regional_officer", True)],
)
def test_who_enters_the_admin(who: str, may: bool) -> None:
    assert getattr(people, who)().has_perm("wagtailadmin.access_admin") is may
