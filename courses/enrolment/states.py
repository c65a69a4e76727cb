"""Which state may follow which."""

from courses.enrolment.models import Enrolment
from courses.programmes.states import StepNotPossible

State = Enrolment.State

STEPS: dict[str, frozenset[str]] = {
    State.PENDING: frozenset({State.ACTIVE, State.WITHDRAWN}),
    State.ACTIVE: frozenset({State.COMPLETED, State.PARTICIPATED, State.INCOMPLETE, State.PAUSED, State.WITHDRAWN}),
    State.PAUSED: frozenset({State.ACTIVE, State.WITHDRAWN}),
    State.INCOMPLETE: frozenset({State.ACTIVE}),
}


def take_step(enrolment: Enrolment, to: str, *, only_from: str = "") -> None:
    """Set the state, or refuse with StepNotPossible. The caller holds the row's lock and saves it.

    Several ways lead to active (a start, a return, an extension): `only_from` says which one is meant.
    """
    if to not in STEPS.get(enrolment.state, frozenset()) or (only_from and enrolment.state != only_from):
        raise StepNotPossible(state=enrolment.get_state_display())
    enrolment.state = to
