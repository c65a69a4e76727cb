"""Who reviews whom. Pure, and the same for the same facts, so that it may be asked again at any time.

Each author is to get `each` reviews of others and to give as many. Where there are too few authors, each gets one of
every other. What is complete stays; what is only assigned stays where it can, and moves where a newcomer or somebody
who left would else leave the load uneven.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

Pair = tuple[int, int]
"""Reviewer and author."""


def paired(
    authors: Iterable[int], *, each: int, complete: Iterable[Pair] = (), assigned: Iterable[Pair] = (), seed: str = ""
) -> set[Pair]:
    """Every pair there should be, complete ones among them. `complete` may name some who are authors no more."""
    ring = sorted(authors, key=lambda author: sha256(f"{seed}:{author}".encode()).digest())
    here, done = set(ring), set(complete)
    kept = {pair for pair in assigned if set(pair) <= here} - done
    return _Ring(ring, each, done, kept).filled()


class _Ring:
    """The authors in an order that nobody chose, with the pairs so far."""

    def __init__(self, ring: Sequence[int], each: int, done: set[Pair], kept: set[Pair]) -> None:
        self.ring, self.each = ring, min(each, len(ring) - 1)
        self.done, self.open = done, kept
        self.gives = Counter(reviewer for reviewer, _author in done | kept)
        self.gets = Counter(author for _reviewer, author in done | kept)

    def filled(self) -> set[Pair]:
        for place, author in enumerate(self.ring):
            while self.gets[author] < self.each and self._add(place, author):
                pass
        return self.done | self.open

    def _add(self, place: int, author: int) -> bool:
        """One more reviewer for the author: the least busy one, the next in the ring among equals."""
        around = [*self.ring[place + 1 :], *self.ring[:place]]
        free = [one for one in around if self._is_new(one, author)]
        if not free:
            return False
        reviewer = min(free, key=lambda one: self.gives[one])
        if self.gives[reviewer] < self.each or not self._swap(author, free):
            self._open(reviewer, author)
        return True

    def _swap(self, author: int, free: Sequence[int]) -> bool:
        """Somebody idle takes over what somebody busy was only assigned, who reviews this author instead."""
        idle = [one for one in self.ring if self.gives[one] < self.each]
        for reviewer, other in sorted(self.open):
            takers = [one for one in idle if one != other and self._is_new(one, other)]
            if takers and reviewer in free and other != author:
                self._close(reviewer, other)
                self._open(takers[0], other)
                self._open(reviewer, author)
                return True
        return False

    def _is_new(self, reviewer: int, author: int) -> bool:
        return (reviewer, author) not in self.done and (reviewer, author) not in self.open

    def _open(self, reviewer: int, author: int) -> None:
        self.open.add((reviewer, author))
        self.gives[reviewer] += 1
        self.gets[author] += 1

    def _close(self, reviewer: int, author: int) -> None:
        self.open.remove((reviewer, author))
        self.gives[reviewer] -= 1
        self.gets[author] -= 1
