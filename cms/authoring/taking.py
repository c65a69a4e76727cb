"""Which pictures and documents of the site somebody may put into a content."""

from pathlib import PurePosixPath
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry

from courses.packages.kinds import IN_CONTENT
from lms.accounts.models import User

LARGEST = 16 * 1024 * 1024


def may_take(row: Any, by: User | None) -> bool:
    """As in the chooser; and learners will see it, so a collection that asks for more than a login must let `by` in."""
    if by is None or not policy_registry.get_by_type(type(row)).user_has_permission_for_instance(by, "choose", row):
        return False
    return all(_lets_in(restriction, by) for restriction in row.collection.get_view_restrictions())


def refusal_of(row: Any, by: User | None) -> str:
    """Why this is not put into a content; nothing where it is."""
    if not may_take(row, by):
        return _("You may not use this file.")
    ending = ending_of(row)
    if ending.removeprefix(".") not in IN_CONTENT:
        return _("Files of this kind (%(ending)s) cannot be put into interactive content.") % {"ending": ending or "–"}
    if row.file.size > LARGEST:
        return _("This file is too large: at most %(most)s can be put into interactive content.") % {
            "most": filesizeformat(LARGEST)
        }
    return ""


def ending_of(row: Any) -> str:
    return PurePosixPath(row.file.name).suffix.lower()


def _lets_in(restriction: Any, by: User) -> bool:
    """Nobody has typed a password here."""
    if restriction.restriction_type == CollectionViewRestriction.GROUPS:
        return by.is_superuser or by.groups.filter(pk__in=restriction.groups.values("pk")).exists()
    return bool(restriction.restriction_type == CollectionViewRestriction.LOGIN)
