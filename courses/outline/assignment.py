"""An assignment as an outline revision holds it: what is asked for, and the rubric by which people mark it."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from courses.outline.frozen import Frozen, Texts


class Level(Frozen):
    """How well a criterion is met, in words, and the points for it."""

    key: str
    texts: Texts
    points: Annotated[int, Field(ge=0)]


class Criterion(Frozen):
    """What is looked at; exactly one of its levels is chosen."""

    key: str
    texts: Texts
    levels: tuple[Level, ...] = Field(min_length=2)

    @property
    def most(self) -> int:
        return max(level.points for level in self.levels)

    def level(self, key: str) -> Level | None:
        return next((level for level in self.levels if level.key == key), None)


class Assignment(Frozen):
    """Work that a person marks by a rubric. `pass_mark` in per cent of the rubric's points; `days` after the enrolment
    it is due, None for the enrolment's own deadline; `extensions` of files without their dot, each at most `megabytes`
    large and at most `files` of them; `written` allows a text; `anonymous` keeps the author from the marker. Each
    learner gives and gets `peers` reviews; a marked one may be handed in `resubmissions` times more.
    """

    instructions: Texts
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    pass_mark: Annotated[int, Field(ge=1, le=100)] = 60
    days: Annotated[int, Field(ge=1)] | None = None
    extensions: tuple[str, ...] = ()
    megabytes: Annotated[int, Field(ge=1, le=64)] = 8
    files: Annotated[int, Field(ge=0, le=20)] = 0
    written: bool = True
    anonymous: bool = True
    peers: Annotated[int, Field(ge=0, le=9)] = 0
    resubmissions: Annotated[int, Field(ge=0)] = 1

    @model_validator(mode="after")
    def _can_be_handed_in(self) -> Self:
        if not self.written and not (self.files and self.extensions):
            raise ValueError("an assignment takes neither a text nor a file")
        if not self.points:
            raise ValueError("a rubric gives no points")
        return self

    @property
    def points(self) -> int:
        """The most that the rubric gives."""
        return sum(criterion.most for criterion in self.criteria)
