"""Who listens to which fact. An app subscribes in its AppConfig.ready(), by names only, so that facts travel up."""

from collections import defaultdict

_subscribers: defaultdict[str, list[str]] = defaultdict(list)


def subscribe(event_name: str, *, task: str) -> None:
    """Have the Celery task `task` called with the fields of every event of this wire name."""
    if task not in _subscribers[event_name]:
        _subscribers[event_name].append(task)


def subscribers_of(event_name: str) -> tuple[str, ...]:
    return tuple(_subscribers[event_name]) if event_name in _subscribers else ()
