"""Work that one commit asks for once, however many pages it changes."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.db import transaction


@dataclass
class _Pending:
    key: Hashable
    work: Callable[[], object]
    waiting: bool = True

    def __call__(self) -> None:
        self.waiting = False
        self.work()


def once_after_commit(key: Hashable, work: Callable[[], object]) -> bool:
    """Call `work` after commit, unless work under this key waits already: sixty pages of a course are one course.

    Says whether it did not wait yet.
    """
    # What a rolled back savepoint had asked for is no longer in this list, so nothing is forgotten.
    asked = [entry[1] for entry in transaction.get_connection().run_on_commit]
    if any(isinstance(other, _Pending) and other.key == key and other.waiting for other in asked):
        return False
    transaction.on_commit(_Pending(key, work))
    return True
