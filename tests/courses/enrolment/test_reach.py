"""A regional officer takes the steps of enrolments in the cities of the own region only."""

from collections.abc import Callable
from datetime import date

import pytest

from courses.enrolment import actions
from courses.enrolment.models import Enrolment
from courses.programmes.guards import OutOfReach
from lms.accounts.models import User
from lms.audit.models import AuditEntry
from tests.factories.learning import DURING, enrolled
from tests.factories.programmes import regional_officer

pytestmark = pytest.mark.django_db
Step = Callable[[Enrolment, User], Enrolment]
State = Enrolment.State

STEPS: dict[str, tuple[str, Step]] = {
    "pause": (
        State.ACTIVE,
        lambda row, by: actions.pause_enrolment(enrolment=row, reason="Leave", by=by, at=DURING),
    ),
    "resume": (State.PAUSED, lambda row, by: actions.resume_enrolment(enrolment=row, by=by, at=DURING)),
    "withdraw": (
        State.ACTIVE,
        lambda row, by: actions.withdraw_enrolment(enrolment=row, reason="Moved", by=by, at=DURING),
    ),
    "extend": (
        State.ACTIVE,
        lambda row, by: actions.extend_deadline(
            enrolment=row, ends_on=date(2026, 7, 1), reason="Ill", by=by, at=DURING
        ),
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_an_enrolment_in_another_region_is_out_of_reach(name: str):
    state, step = STEPS[name]
    enrolment = enrolled()
    Enrolment.objects.update(state=state)
    entries = AuditEntry.objects.filter(target_id=enrolment.pk).count()
    with pytest.raises(OutOfReach):
        step(enrolment, regional_officer(region="elsewhere"))
    row = Enrolment.objects.get()
    assert (row.state, row.reason, row.ends_on) == (state, "", enrolment.ends_on)
    assert AuditEntry.objects.filter(target_id=enrolment.pk).count() == entries


@pytest.mark.parametrize("name", STEPS)
def test_an_enrolment_in_the_own_region_is_within_reach(name: str):
    state, step = STEPS[name]
    enrolment = enrolled()
    Enrolment.objects.update(state=state)
    officer = regional_officer(region=enrolment.city.region.code)
    step(enrolment, officer)
    assert AuditEntry.objects.filter(actor=officer, target_id=enrolment.pk).exists()
