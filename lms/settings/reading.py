"""Reading the environment so that a bad value stops the start with the name of its variable."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def checked(read: Callable[..., Any], name: str, **options: Any) -> Any:
    """Read variable `name` with `read`; an unreadable value raises ImproperlyConfigured naming the variable."""
    try:
        return read(name, **options)
    except ImproperlyConfigured:
        raise
    except Exception as error:
        raise ImproperlyConfigured(f"Environment variable {name} cannot be read: {error}") from error
