"""What cells name: cities, regions and people. Each is asked for once for a whole file."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lms.accounts.models import User
from lms.accounts.queries import account_with
from lms.network.models import City, Region


class References:
    """Finds what a cell means, or raises ValidationError with a message for its row."""

    def __init__(self) -> None:
        self._people: dict[str, User | None] = {}

    @cached_property
    def _cities(self) -> dict[str, City]:
        return {city.slug: city for city in City.objects.all()}

    @cached_property
    def _regions(self) -> dict[str, Region]:
        return {region.code: region for region in Region.objects.all()}

    def city(self, text: str) -> City:
        """By its code or, where only one city has it, by its English name."""
        _refuse_empty(text)
        if city := self._cities.get(text.lower()):
            return city
        named = [city for city in self._cities.values() if city.name.casefold() == text.casefold()]
        if len(named) > 1:
            raise ValidationError(_("Several cities are named “%(name)s”: write the code.") % {"name": text})
        if not named:
            raise ValidationError(_("There is no city with the code or name “%(name)s”.") % {"name": text})
        return named[0]

    def region(self, text: str) -> Region:
        _refuse_empty(text)
        if region := self._regions.get(text):
            return region
        raise ValidationError(_("There is no region with the code “%(code)s”.") % {"code": text})

    def person(self, text: str) -> User:
        """By e-mail address."""
        _refuse_empty(text)
        email = text.lower()
        if email not in self._people:
            self._people[email] = account_with(email=email)
        if person := self._people[email]:
            return person
        raise ValidationError(_("Nobody has an account with the address “%(email)s”.") % {"email": text})


def _refuse_empty(text: str) -> None:
    if not text:
        raise ValidationError(_("This cell must not be empty."))
