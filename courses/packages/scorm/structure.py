"""A SCORM package as its manifest describes it: what ContentRevision.structure holds for it."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Frozen):
    """One item of the organisation. `href` is empty for one that only groups others; `sco` is false for an asset,
    which reports nothing. The rest is what the object is told when it starts (CMI), as the manifest writes it."""

    key: str
    title: str
    href: str = ""
    sco: bool = False
    visible: bool = True
    mastery: str = ""
    prerequisites: str = ""
    time_allowed: str = ""
    time_action: str = ""
    launch_data: str = ""
    items: tuple["Item", ...] = ()

    def launched(self) -> Iterator["Item"]:
        """What can be opened, in order."""
        if self.href:
            yield self
        for item in self.items:
            yield from item.launched()


class Scorm(_Frozen):
    """`edition` as the manifest's schema version tells it; `sequencing` are settings of the library that plays 2004."""

    version: Literal["1.2", "2004"]
    edition: str
    title: str
    key: str
    items: tuple[Item, ...]
    sequencing: dict[str, Any] | None = None

    @property
    def launched(self) -> list[Item]:
        """What is offered, and asked for: not what the manifest hides, unless it hides everything."""
        every = [one for item in self.items for one in item.launched()]
        return [one for one in every if one.visible] or every
