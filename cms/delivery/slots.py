"""A page rendered once, with gaps left for what differs from reader to reader.

A slot is an HTML comment in the rendered page, so a page with unfilled slots (a preview) is still a whole page.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field

_SLOT = re.compile(r"<!--slot ([a-z0-9_]+)(?: ([\w-]*))?-->")


@dataclass(frozen=True)
class Slot:
    name: str
    key: str = ""

    def __str__(self) -> str:
        return f"<!--slot {self.name} {self.key}-->" if self.key else f"<!--slot {self.name}-->"


@dataclass(frozen=True)
class Shell:
    """What is the same for every reader of a page in one language: text and slots by turns, and what the view needs.

    `facts` are plain values, so that a shell can lie in any cache.
    """

    pieces: tuple[str | Slot, ...]
    facts: dict[str, object] = field(default_factory=dict)
    digest: str = ""

    def completed(self, fill: Callable[[Slot], str]) -> str:
        """The page with every slot filled by `fill`."""
        return "".join(fill(piece) if isinstance(piece, Slot) else piece for piece in self.pieces)


def shell_from(html: str, *, facts: dict[str, object]) -> Shell:
    """Cut a rendered page at its slots."""
    digest = hashlib.blake2b(html.encode(), digest_size=9).hexdigest()
    return Shell(pieces=tuple(_cut(html)), facts=facts, digest=digest)


def _cut(html: str) -> list[str | Slot]:
    pieces: list[str | Slot] = []
    end = 0
    for match in _SLOT.finditer(html):
        pieces += [html[end : match.start()], Slot(match[1], match[2] or "")]
        end = match.end()
    return [*pieces, html[end:]]
