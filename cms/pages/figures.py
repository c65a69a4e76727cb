"""The key figures of the home page."""

from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext

from certificates.models import Certificate
from courses.enrolment.models import Enrolment
from lms.network.models import City, DatedModel, Membership

TRAINED = (Enrolment.State.COMPLETED, Enrolment.State.PARTICIPATED)


def key_figures() -> list[dict[str, Any]]:
    """Member cities, officials who completed or took part, certificates in force; a figure of nought is left out."""
    members = Membership.objects.filter(DatedModel.holds_on(timezone.localdate()))
    counts = [
        (gettext("member cities"), City.objects.filter(memberships__in=members).distinct().count()),
        (gettext("officials trained"), Enrolment.objects.filter(state__in=TRAINED).values("person").distinct().count()),
        (gettext("certificates issued"), Certificate.objects.filter(state__in=Certificate.IN_FORCE).count()),
    ]
    return [{"label": label, "value": number_format(count, force_grouping=True)} for label, count in counts if count]
