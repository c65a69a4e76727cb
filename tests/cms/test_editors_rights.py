"""What each editing role may do beyond pages."""

import pytest

from lms.accounts.models import User
from tests.factories.people import approver, instructor, official, secretary

pytestmark = pytest.mark.django_db


def may(person: User, right: str) -> bool:
    return User.objects.get(pk=person.pk).has_perm(right)


def those_who_may(right: str) -> list[str]:
    roles = {"instructor": instructor, "secretary": secretary, "approver": approver, "official": official}
    return [name for name, person in roles.items() if may(person(), right)]


def test_instructors_and_the_secretariat_may_start_a_translation() -> None:
    assert those_who_may("wagtail_localize.submit_translation") == ["instructor", "secretary"]


def test_only_the_secretariat_keeps_the_list_of_topics() -> None:
    assert those_who_may("cms.change_topic") == ["secretary"]
