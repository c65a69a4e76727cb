"""Whose a content is: what cannot be undone is for who made it, who answers for a page with it, and the secretariat."""

from cms.desks.packages.door import MANAGE_LIBRARIES
from cms.usages import places_of
from courses.packages.models import Content
from lms.accounts.models import User


def may_change(content: Content, officer: User) -> bool:
    """Rename, replace, change or remove it."""
    if content.made_by_id == officer.pk or officer.has_perm(MANAGE_LIBRARIES):
        return True
    return any(place.href for place in places_of(content, officer))
