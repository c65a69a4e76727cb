"""Who writes at the desks, and what is written there: a list to which each desk adds."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.factories import people


class Officers:
    """Who sits at the desks."""

    def __init__(self) -> None:
        self.people = {
            "secretary": people.secretary(),
            "approver": people.approver(),
            "administrator": people.administrator(),
        }

    def post(self, address: str, data: dict[str, Any] | None = None, by: str = "secretary") -> Any:
        client = Client()
        client.force_login(self.people[by])
        return client.post(address, data or {})


Act = Callable[[], Any]
WRITES: dict[str, Callable[[Officers], Act]] = {}


def writes(name: str) -> Callable[[Callable[[Officers], Act]], Callable[[Officers], Act]]:
    """Registers what makes ready for one write and returns the write itself."""

    def register(ready: Callable[[Officers], Act]) -> Callable[[Officers], Act]:
        WRITES[name] = ready
        return ready

    return register
