"""Going through parameters, and through what they nest, to the parts of the plain form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol, TypeVar

from courses.packages.plain.given import Parameters, group, text
from courses.packages.plain.parts import Part

DEEPEST = 6
"""Contents within contents: more than any editor offers."""
T = TypeVar("T")


class NoPlainForm(Exception):
    """The type has no plain form, or these parameters have none."""


class Files(Protocol):
    """The content's own files, by their path in the parameters."""

    def address(self, path: str) -> str:
        """Where a browser finds the file."""

    def text(self, path: str) -> str:
        """What a text file holds; nothing where it is not there."""


@dataclass
class Reader:
    """One way through one content. `random` draws and shuffles: the same for the same sheet."""

    types: "Types"
    random: Random
    files: Files | None = None
    depth: int = 0
    taken: list[int] = field(default_factory=lambda: [0])

    def parts(self, library: str, parameters: Parameters) -> list[Part]:
        """Of the content that `library` ("H5P.X 1.2") shows with these parameters."""
        read = self.types(library)
        if read is None or self.depth > DEEPEST:
            raise NoPlainForm
        self.depth += 1
        try:
            return read(parameters, self)
        finally:
            self.depth -= 1

    def nested(self, content: Parameters, **changes: Any) -> list[Part]:
        """Of a content inside: {library, params}. `changes` go over its behaviour."""
        parameters = dict(group(content, "params"))
        if changes:
            parameters["behaviour"] = {**group(parameters, "behaviour"), **changes}
        return self.parts(text(content, "library"), parameters)

    def tried(self, content: Parameters) -> list[Part] | None:
        """The same where a type without a plain form leaves a gap, and takes no number."""
        before = self.taken[0]
        try:
            return self.nested(content)
        except NoPlainForm:
            self.taken[0] = before
            return None

    def number(self) -> int:
        """The next question's."""
        self.taken[0] += 1
        return self.taken[0]

    def shuffled(self, things: Iterable[T]) -> list[T]:
        shuffled = list(things)
        self.random.shuffle(shuffled)
        return shuffled


Read = Callable[[Parameters, Reader], list[Part]]
Types = Callable[[str], Read | None]
"""From a library's name with its version to what reads its parameters."""
