"""Semantics as the store has them now, whichever content asks."""

from collections.abc import Mapping
from typing import Any

from courses.packages.h5p.filtering import filtered
from courses.packages.h5p.semantics import Semantics, read_semantics
from courses.packages.h5p.texts import Words, texts_in
from courses.packages.models import Library


class SemanticsInStore:
    """Semantics of the libraries that players load, each read once; None for those that are not there or have none."""

    def __init__(self) -> None:
        self._read: dict[str, Semantics | None] = {}

    def __call__(self, name: str) -> Semantics | None:
        if name not in self._read:
            self._read[name] = self._of(name)
        return self._read[name]

    def texts(self, parameters: Mapping[str, Any] | None, *, main: str) -> dict[str, Words]:
        """What an author wrote of these parameters, cleaned, by path."""
        cleaned = filtered(parameters or {}, main=main, semantics_of=self)
        return texts_in(cleaned, main=main, semantics_of=self)

    def _of(self, name: str) -> Semantics | None:
        machine_name, _space, version = name.partition(" ")
        major, _dot, minor = version.partition(".")
        if not (major.isdecimal() and minor.isdecimal()):
            return None
        rows = Library.objects.filter(machine_name=machine_name, major=major, minor=minor)
        value = rows.values_list("current__semantics", flat=True).first()
        return None if value is None else read_semantics(value, entry=f"{name}/semantics.json")
