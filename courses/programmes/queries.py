"""Whose invitation or nomination this is, and what waits for whom.

The doors return None both for what is another's and for what does not exist.
"""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from courses.programmes.models import Invitation, Nomination
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.network.models import City
from lms.network.queries import cities_of

State = Nomination.State
SHOWN_TO_THE_NOMINEE = (State.SELECTED, State.CONFIRMED, State.DECLINED, State.WITHDRAWN, State.REPLACED)


def invitations_to(*, focal_point: User, day: date) -> QuerySet[Invitation]:
    """Invitations of the focal point's cities, newest edition first, with their nominations; drafts are not theirs."""
    nominations = Nomination.objects.order_by("pk")
    return (
        Invitation.objects.exclude(state=Invitation.State.DRAFT)
        .filter(city__in=cities_of(focal_point=focal_point, day=day))
        .select_related("edition__programme", "city")
        .prefetch_related(Prefetch("nominations", nominations))
        .order_by("-edition__starts_on", "city__name", "pk")
    )


def invitation_for(*, focal_point: User, code: str, day: date) -> Invitation | None:
    """The door to an invitation: that of a city for which this person is focal point on `day`."""
    return invitations_to(focal_point=focal_point, day=day).filter(code=code).first()


def nomination_by(*, focal_point: User, code: str, day: date) -> Nomination | None:
    """The door of the city to a nomination that it made."""
    return (
        _with_invitation()
        .filter(code=code, invitation__city__in=cities_of(focal_point=focal_point, day=day))
        .exclude(invitation__state=Invitation.State.DRAFT)
        .first()
    )


def nomination_for(*, person: User, code: str) -> Nomination | None:
    """The nominee's own door to a nomination, open from the selection on."""
    return _of_nominee(person).filter(code=code, state__in=SHOWN_TO_THE_NOMINEE).first()


def nominations_to_answer(*, person: User) -> QuerySet[Nomination]:
    """Seats that wait for this person's yes or no, with edition, programme and city."""
    return _of_nominee(person).filter(state=State.SELECTED).order_by("invitation__edition__starts_on", "pk")


def nomination_with(*, code: str) -> Nomination | None:
    """For what may be done without signing in, such as writing to the nominee again."""
    return _with_invitation().filter(code=code).first()


def officers_for(*, city: City) -> QuerySet[User]:
    """Who works on this city: the secretariat, and the regional office's officers of its region."""
    secretariat = Q(groups__name=Role.SECRETARIAT)
    office = Q(groups__name=Role.REGIONAL_OFFICE, regional_offices__region=city.region_id)
    return User.objects.filter(secretariat | office, is_active=True).order_by("pk").distinct()


def _of_nominee(person: User) -> QuerySet[Nomination]:
    return _with_invitation().filter(email__iexact=person.email)


def _with_invitation() -> QuerySet[Nomination]:
    return Nomination.objects.select_related("invitation__edition__programme", "invitation__city")
