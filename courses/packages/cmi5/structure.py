"""A cmi5 course as its structure describes it: what ContentRevision.structure holds for it."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Texts = dict[str, str]
"""Language tag to text; "und" where the structure names none."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MoveOn(StrEnum):
    """When an assignable unit is satisfied (cmi5 10.2.4)."""

    PASSED = "Passed"
    COMPLETED = "Completed"
    COMPLETED_AND_PASSED = "CompletedAndPassed"
    COMPLETED_OR_PASSED = "CompletedOrPassed"
    NOT_APPLICABLE = "NotApplicable"


class Objective(_Frozen):
    key: str
    titles: Texts
    descriptions: Texts


class Unit(_Frozen):
    """An assignable unit (AU). `key` is its publisher's id. `href` is an address within the package, or, where
    `remote`, of an origin that this installation allows."""

    key: str
    titles: Texts
    descriptions: Texts = Field(default_factory=dict)
    href: str
    remote: bool = False
    move_on: MoveOn = MoveOn.NOT_APPLICABLE
    mastery: Annotated[Decimal, Field(ge=0, le=1)] | None = None
    own_window: bool = False
    activity_type: str = ""
    launch_parameters: str = ""
    entitlement_key: str = ""
    objectives: tuple[str, ...] = ()


class Block(_Frozen):
    key: str
    titles: Texts
    descriptions: Texts = Field(default_factory=dict)
    objectives: tuple[str, ...] = ()
    parts: tuple["Unit | Block", ...]


class Cmi5(_Frozen):
    key: str
    titles: Texts
    descriptions: Texts = Field(default_factory=dict)
    objectives: tuple[Objective, ...] = ()
    parts: tuple[Unit | Block, ...]

    @property
    def units(self) -> list[Unit]:
        return list(_units(self.parts))

    @property
    def blocks(self) -> list[Block]:
        """Inner ones before those that hold them."""
        return list(_blocks(self.parts))

    @property
    def title(self) -> str:
        return next(iter(self.titles.values()))


def _units(parts: tuple[Unit | Block, ...]) -> Iterator[Unit]:
    for part in parts:
        if isinstance(part, Unit):
            yield part
        else:
            yield from _units(part.parts)


def _blocks(parts: tuple[Unit | Block, ...]) -> Iterator[Block]:
    for part in parts:
        if isinstance(part, Block):
            yield from _blocks(part.parts)
            yield part
