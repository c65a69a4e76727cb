"""Redis as the cache of production: it goes away, stays away and comes back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache, caches
from django.test import Client
from redis.exceptions import ConnectionError as RedisIsAway

from lms.cache import CacheThatMayBeAway
from tests.factories.people import PASSWORD, official

SESSION = "django.contrib.sessions.cached_db"


class Redis:
    """In the place of the connection: a dictionary that can be away. Counts how often it was asked."""

    def __init__(self, *_servers: Any, **_options: Any) -> None:
        self.kept: dict[str, Any] = {}
        self.away, self.asked = False, 0

    def __getattr__(self, what: str) -> Any:
        def answer(*values: Any) -> Any:
            self.asked += 1
            if self.away:
                raise RedisIsAway("nobody listens there")
            return getattr(self, f"_{what}")(*values)

        return answer

    def _get(self, key: str, default: Any) -> Any:
        return self.kept.get(key, default)

    def _set(self, key: str, value: Any, _timeout: Any) -> None:
        self.kept[key] = value

    def _add(self, key: str, value: Any, _timeout: Any) -> bool:
        return self.kept.setdefault(key, value) is value

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
    monkeypatch.setattr(CacheThatMayBeAway, "_was_away", False)
    yield there
    cache.clear()


def time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_what_ended_while_it_was_away_does_not_come_back(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.set(f"{SESSION}:of-somebody", "signed in")
    redis.away = True
    cache.delete(f"{SESSION}:of-somebody")
    redis.away = False
    time_passes(monkeypatch)
    assert cache.get(f"{SESSION}:of-somebody") is None


def test_it_is_used_again_when_it_is_back(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    redis.away = True
    cache.set("a", 1)
    redis.away = False
    time_passes(monkeypatch)
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
