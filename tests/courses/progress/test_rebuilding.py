from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from courses.progress import rebuilding
from courses.progress.models import CityProgress, LearnerProgress, UnfoldedEnrolment
from tests.factories.learning import edition, enrolled, folded, passed, read

pytestmark = pytest.mark.django_db


def check() -> tuple[int, str]:
    out, status = StringIO(), 0
    try:
        call_command("rebuild_progress", "--check", stdout=out)
    except SystemExit as error:
        status = int(str(error.code))
    return status, out.getvalue()


def rebuild() -> None:
    call_command("rebuild_progress", stdout=StringIO())


def learned(code: str = "EGF-1"):
    enrolment = enrolled(run=edition(code=code))
    read(enrolment, "l1", "l2")
    passed(enrolment, "z1", score="0.8")
    return folded(enrolment)


def test_what_was_folded_does_not_differ():
    learned()
    assert check() == (0, "0 differ, 0 wait to be folded.\n")


@pytest.mark.parametrize(
    ("field", "value"),
    [("fraction", Decimal("0.9")), ("done", []), ("score", None), ("last_lesson", "l3"), ("state", {})],
)
def test_what_differs_is_named_and_repaired(field: str, value: object):
    enrolment = learned()
    before = LearnerProgress.objects.values_list("state", "done", "fraction", "score").get()
    LearnerProgress.objects.update(**{field: value})
    status, said = check()
    assert status == 1
    assert f"{enrolment.code} foundations: {field}" in said
    rebuild()
    assert check()[0] == 0
    assert LearnerProgress.objects.values_list("state", "done", "fraction", "score").get() == before


def test_a_city_that_differs_is_named_and_repaired():
    learned()
    CityProgress.objects.update(enrolled=7)
    status, said = check()
    assert (status, "EGF-1 nairobi: enrolled" in said) == (1, True)
    rebuild()
    assert check()[0] == 0


def test_a_city_that_is_missing_is_named_and_made():
    learned()
    CityProgress.objects.all().delete()
    status, said = check()
    assert (status, "EGF-1 nairobi: enrolled" in said) == (1, True)
    rebuild()
    assert (check()[0], CityProgress.objects.count()) == (0, 1)


def test_progress_that_is_missing_is_made():
    learned()
    LearnerProgress.objects.all().delete()
    assert check()[0] == 1
    rebuild()
    assert check()[0] == 0


def test_what_waits_to_be_folded_is_late_and_not_wrong():
    enrolment = learned()
    read(enrolment, "l3")
    assert check() == (0, "0 differ, 1 wait to be folded.\n")


def test_a_rebuild_folds_what_waits_and_completes_who_is_due():
    enrolment = enrolled()
    read(enrolment, "l1", "l2", "l3")
    passed(enrolment, "z1")
    rebuild()
    enrolment.refresh_from_db()
    assert enrolment.state == "completed"
    assert not UnfoldedEnrolment.objects.exists()


def test_a_rebuild_takes_many_at_a_time(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    enrolments = [learned(f"E{number}") for number in range(5)]
    assert [len(keys) for keys in rebuilding.batches()] == [2, 2, 1]
    monkeypatch.setattr(rebuilding, "BATCH", 200)
    for count in (1, 5):
        keys = [enrolment.pk for enrolment in enrolments[:count]]
        with django_assert_num_queries(3):
            rebuilding.recomputed(keys)
