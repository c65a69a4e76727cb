"""The one base of every refusal: an action that says no, and why, in words that a person can be shown."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An action refused. `message` is translatable; named placeholders are filled from keyword arguments."""

    message: ClassVar[str | Promise] = _("This is not possible.")

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(values)

    def __str__(self) -> str:
        return str(self.message) % self.values
