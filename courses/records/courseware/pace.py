"""How often the objects of one attempt may commit: a loop in a package is not to keep the database busy."""

from typing import ClassVar

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.records.models import Attempt
from lms.refusals import Refusal

MOST = 60
PER = 60
"""Seconds. The page itself sends once in two seconds, and what an object says at its end."""


class TooOften(Refusal):
    message: ClassVar[str | Promise] = _("The package saves too often. Wait a minute.")


def check_pace(attempt: Attempt) -> None:
    address = f"records.commits:{attempt.pk}"
    cache.add(address, 0, PER)
    try:
        count = cache.incr(address)
    except ValueError:  # gone between the two
        return
    if count > MOST:
        raise TooOften
