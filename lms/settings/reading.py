"""Reading the environment so that a bad value stops the start with the name of its variable."""

import zoneinfo
from collections.abc import Callable
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from kombu.transport import TRANSPORT_ALIASES

YES, NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


def checked(read: Callable[..., Any], name: str, **options: Any) -> Any:
    """Read variable `name` with `read`; an unreadable value raises ImproperlyConfigured naming the variable."""
    try:
        return read(name, **options)
    except Exception as error:
        raise ImproperlyConfigured(f"Environment variable {name} cannot be read: {error}") from error


def database(env: environ.Env, name: str, **options: Any) -> dict[str, Any]:
    """A database's address; `env.db` lets a text through that is none."""
    found: dict[str, Any] = env.db(name, **options)
    if not found.get("ENGINE"):
        raise ValueError("it is not an address such as postgres://user:password@host:5432/name")
    return found


def time_zone(env: environ.Env, name: str, *, default: str) -> str:
    """A name of the IANA time zone database."""
    value: str = env.str(name, default=default)
    if value not in zoneinfo.available_timezones():
        raise ValueError(f"“{value}” is not a time zone such as Asia/Seoul")
    return value


def yes_or_no(env: environ.Env, name: str, *, default: bool) -> bool:
    """True or false; `env.bool` takes every word it does not know for false."""
    value = env.str(name, default=str(default)).lower()
    if value not in YES | NO:
        raise ValueError(f"“{value}” is neither true nor false")
    return value in YES


def count(env: environ.Env, name: str, *, default: int) -> int:
    """A whole number of at least 1."""
    value: int = env.int(name, default=default)
    if value < 1:
        raise ValueError(f"{value} is not above 0")
    return value


def key(env: environ.Env, name: str) -> str:
    """A secret that cannot be guessed by trying."""
    value: str = env.str(name)
    if len(value) < 50:
        raise ValueError("it has fewer than 50 characters")
    return value


def names(env: environ.Env, name: str) -> list[str]:
    found = [one.strip() for one in env.str(name).split(",") if one.strip()]
    if not found:
        raise ValueError("it names nothing")
    return found


def web_address(env: environ.Env, name: str, **options: Any) -> Any:
    """The address of a site; without one, the default is let through."""
    value = env.str(name, **options)
    parts = urlsplit(value)
    if value not in options.values() and not (parts.scheme in {"http", "https"} and parts.hostname):
        raise ValueError("it is not an address such as https://learn.example.org")
    return value


def hub(env: environ.Env, name: str, *, default: str) -> str:
    """An H5P Hub, or nothing. Only a stand-in on this very machine may do without https."""
    value: str = env.str(name, default=default)
    parts = urlsplit(value)
    here = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if value and not (parts.hostname and (parts.scheme == "https" or here)):
        raise ValueError("it is not an address such as https://hub-api.h5p.org/v1")
    return value


def broker(env: environ.Env, name: str) -> str:
    value: str = env.str(name)
    if urlsplit(value).scheme not in TRANSPORT_ALIASES:
        raise ValueError("it is not an address such as redis://host:6379/0 or amqp://host:5672//")
    return value


def sender(env: environ.Env, name: str, **options: Any) -> str:
    value: str = env.str(name, **options)
    if "@" not in parseaddr(value)[1]:
        raise ValueError("it is not an address such as Training <training@learn.example.org>")
    return value
