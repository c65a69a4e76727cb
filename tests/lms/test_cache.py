"""Redis as the cache of production: it goes away, stays away and comes back."""

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from math import inf
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core.cache import cache, caches
from django.test import Client
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisIsAway

from lms.cache import CacheThatMayBeAway
from tests.factories.people import PASSWORD, official


class Redis:
    """In the place of the connection: a dictionary that can be away, whose keys end. Counts how often it was asked."""

    def __init__(self, *_servers: Any, **_options: Any) -> None:
        self.kept: dict[str, Any] = {}
        self.ends: dict[str, float] = {}
        self.away, self.asked = False, 0

    def __getattr__(self, what: str) -> Any:
        def answer(*values: Any) -> Any:
            self.asked += 1
            if self.away:
                raise RedisIsAway("nobody listens there")
            return getattr(self, f"_{what}")(*values)

        return answer

    def _get(self, key: str, default: Any) -> Any:
        return self.kept.get(key, default) if time.time() < self.ends.get(key, inf) else default

    def _set(self, key: str, value: Any, timeout: float | None) -> None:
        self.kept[key], self.ends[key] = value, inf if timeout is None else time.time() + timeout

    def _add(self, key: str, value: Any, _timeout: Any) -> bool:
        return self.kept.setdefault(key, value) is value

    def _has_key(self, key: str) -> bool:
        return self._get(key, None) is not None

    def _get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        return {key: self._get(key, None) for key in keys if self._has_key(key)}

    def _delete(self, key: str) -> bool:
        return self.kept.pop(key, None) is not None

    def _clear(self) -> bool:
        self.kept.clear()
        return True


@pytest.fixture
def redis(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Redis]:
    settings.CACHES = {
        "default": {
            "BACKEND": "lms.cache.CacheThatMayBeAway",
            "LOCATION": "redis://cache.invalid:6379/1",
            "OPTIONS": {"counted": ("allauth:rl:",)},
        }
    }
    there = Redis()
    monkeypatch.setattr(caches["default"], "_class", lambda *_, **__: there)
    monkeypatch.setattr(CacheThatMayBeAway, "_rests_until", 0)
    yield there
    cache.clear()


def it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CacheThatMayBeAway, "_rests_until", 0)


def test_it_is_redis_while_redis_is_there(redis: Redis) -> None:
    cache.set("a", 1)
    assert (cache.get("a"), list(redis.kept.values())) == (1, [1])


def test_while_it_is_away_nothing_is_found_and_no_page_waits_for_it_twice(redis: Redis) -> None:
    cache.set("a", 1)
    redis.away, redis.asked = True, 0
    cache.set("b", 2)
    found = (cache.get("a", "none"), cache.get_many(["a", "b"]), cache.has_key("b"), cache.touch("a"))
    assert found == ("none", {}, False, False)
    assert cache.set_many({"c": 3}) == ["c"]
    cache.delete_many(["c"])
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")
    assert redis.asked == 1


def test_what_is_to_happen_once_happens_rather_twice_than_never(redis: Redis) -> None:
    redis.away = True
    assert cache.add("opened:lesson", True)
    assert cache.add("opened:lesson", True)


def test_what_others_keep_there_stays_when_it_is_back(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.set("counted-elsewhere", 4)
    redis.away = True
    cache.get("counted-elsewhere")
    redis.away = False
    it_is_asked_again(monkeypatch)
    cache.set("a", 1)
    assert cache.get("counted-elsewhere") == 4


@pytest.mark.django_db
def test_a_session_that_ended_while_it_was_away_answers_for_a_minute_at_most(
    redis: Redis, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(official())
    assert client.get("/people/me/").status_code == 200
    copied = Client()
    copied.cookies["s"] = client.cookies["s"].value
    redis.away = True
    client.post("/accounts/logout/")
    redis.away = False
    it_is_asked_again(monkeypatch)
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        assert copied.get("/people/me/")["Location"] == "/accounts/login/?next=/people/me/"


@pytest.mark.django_db
def test_a_session_is_kept_for_no_more_than_a_minute_even_after_it_was_read_from_the_database(
    redis: Redis, client: Client
) -> None:
    client.force_login(official())
    redis.kept.clear()
    client.get("/people/me/")
    client.get("/people/me/")
    [session] = [key for key in redis.kept if client.cookies["s"].value in key]
    assert redis.ends[session] <= time.time() + 60


def test_it_is_used_again_when_it_is_back(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    redis.away = True
    cache.set("a", 1)
    redis.away = False
    it_is_asked_again(monkeypatch)
    cache.set("a", 2)
    assert cache.get("a") == 2


@pytest.mark.django_db
def test_people_sign_in_read_and_sign_out_without_it(redis: Redis, client: Client) -> None:
    redis.away = True
    form = {"login": official().email, "password": PASSWORD}
    assert client.post("/accounts/login/", form)["Location"] == "/my/"
    assert client.get("/people/me/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/people/me/").status_code == 302


@pytest.mark.django_db
def test_who_guesses_passwords_is_stopped_without_it(redis: Redis) -> None:
    redis.away = True
    answers = [
        Client().post("/accounts/login/", {"login": "o@city.example", "password": "wrong"}).status_code
        for _ in range(6)
    ]
    assert answers == [200] * 5 + [429]
