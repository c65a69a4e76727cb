"""What the register does not take."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lms.network.models import Membership
from tests.factories.cities import city, member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Base"),
        ("weekend", [7]),
        ("weekend", [5, 5]),
        ("weekend", ["sat"]),
        ("weekend", [True]),
        ("weekend", "56"),
        ("languages", []),
        ("languages", "en"),
        ("languages", ["English"]),
        ("languages", ["en", "en"]),
        ("languages", [{}]),
        ("names", ["ko"]),
        ("names", {"ko": ""}),
        ("names", {"Korean": "나이로비"}),
        ("iso_code", "ke"),
        ("latitude", 91),
        ("longitude", -181),
    ],
)
def test_a_city_is_checked(field: str, value: object) -> None:
    nairobi = city()
    setattr(nairobi, field, value)
    with pytest.raises(ValidationError) as refused:
        nairobi.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_a_city_may_write_in_any_script_and_have_no_weekend() -> None:
    city("Chengdu", native_name="成都", languages=["zh-Hans"], names={"ko": "청두"}, weekend=[]).full_clean()


def test_the_database_refuses_a_membership_that_ends_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        member(city(), since=date(2026, 1, 1), until=date(2026, 1, 1))
    with pytest.raises(ValidationError, match="after the start"):
        Membership(city=city("Kisumu"), kind="full", since=date(2026, 1, 1), until=date(2025, 1, 1)).full_clean()


@pytest.mark.parametrize(
    ("languages", "spoken"), [(["sw", "ar"], "ar"), (["ko"], "ko"), (["pt"], "en"), (["en", "ko"], "en")]
)
def test_mails_to_a_city_are_in_the_first_of_its_languages_that_we_speak(languages: list[str], spoken: str) -> None:
    assert city(languages=languages).language == spoken


def test_a_city_has_a_name_in_each_reader_s_language() -> None:
    nairobi = city(names={"ko": "나이로비"})
    assert (nairobi.name_in("ko"), nairobi.name_in("ar")) == ("나이로비", "Nairobi")
