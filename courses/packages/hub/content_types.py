"""What the hub says of its content types, read with care: it is another's text."""

from collections.abc import Iterator
from typing import IO, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from courses.packages.h5p.manifests import CORE, MachineName, Version
from courses.packages.hub.refusals import HubUnclear
from courses.packages.parsing import read_json
from courses.packages.refusals import PackageRefused

MOST = 500
"""Content types; the public hub has about sixty."""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _web(value: Any) -> str:
    text = _text(value)
    return text if text.startswith("https://") and len(text) < 500 and not any(map(str.isspace, text)) else ""


Short = Annotated[str, BeforeValidator(lambda value: _text(value)[:200])]
Long = Annotated[str, BeforeValidator(lambda value: _text(value)[:4000])]
Web = Annotated[str, BeforeValidator(_web)]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Release(_Said):
    major: Version
    minor: Version
    patch: Version = 0


class _Core(_Said):
    major: Version
    minor: Version


class _Licence(_Said):
    id: Short = ""


class _Screenshot(_Said):
    alt: Short = ""


def _listed(value: Any) -> list[Any]:
    return [one for one in value if isinstance(one, dict)][:20] if isinstance(value, list) else []


class ContentType(_Said):
    """One content type; pictures are told by their words only, so that nobody's browser asks the hub's host."""

    name: MachineName = Field(alias="id")
    title: Short
    version: _Release
    core: _Core | None = Field(None, alias="coreApiVersionNeeded")
    summary: Long = ""
    description: Long = ""
    owner: Short = ""
    licence: Annotated[_Licence, BeforeValidator(lambda value: value if isinstance(value, dict) else {})] = Field(
        _Licence(), alias="license"
    )
    screenshots: Annotated[list[_Screenshot], BeforeValidator(_listed)] = []
    example: Web = ""
    tutorial: Web = ""

    @property
    def release(self) -> tuple[int, int, int]:
        return self.version.major, self.version.minor, self.version.patch

    @property
    def release_text(self) -> str:
        return ".".join(map(str, self.release))

    @property
    def fits(self) -> bool:
        """Whether our core is new enough."""
        return self.core is None or (self.core.major, self.core.minor) <= CORE


def read_content_types(answer: IO[bytes]) -> list[ContentType]:
    """By title; an entry that cannot be read is left out."""
    said = read(answer)
    entries = said.get("contentTypes")
    if not isinstance(entries, list):
        raise HubUnclear
    return sorted(_readable(entries[:MOST]), key=lambda one: one.title.casefold())


def read(answer: IO[bytes]) -> dict[str, Any]:
    try:
        said = read_json(answer.read(), entry="hub")
    except PackageRefused as error:
        raise HubUnclear from error
    if not isinstance(said, dict):
        raise HubUnclear
    return said


def _readable(entries: list[Any]) -> Iterator[ContentType]:
    for entry in entries:
        try:
            yield ContentType.model_validate(entry)
        except ValidationError:
            continue
