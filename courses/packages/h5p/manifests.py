"""What h5p.json and each library.json say, checked. The rules are those of the reference host (core API 1.28)."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from courses.packages.parsing import read_json
from courses.packages.refusals import WrongManifest


def _number(value: Any) -> Any:
    """Versions are written as numbers or as strings of digits."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


Version = Annotated[int, BeforeValidator(_number), Field(ge=0, le=99_999, strict=True)]
MachineName = Annotated[str, Field(max_length=255, pattern=r"^[A-Za-z0-9_$][A-Za-z0-9_.$-]*$")]
Year = Annotated[int, BeforeValidator(_number), Field(ge=-9999, le=9999, strict=True)]


class _Manifest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class LibraryName(_Manifest):
    machine_name: MachineName = Field(alias="machineName")
    major: Version = Field(alias="majorVersion")
    minor: Version = Field(alias="minorVersion")

    def __str__(self) -> str:
        """As content.json and the player's script write it."""
        return f"{self.machine_name} {self.major}.{self.minor}"

    @property
    def folders(self) -> tuple[str, str]:
        """Where the library may lie in a package: with its version, or without."""
        return f"{self.machine_name}-{self.major}.{self.minor}", self.machine_name


class Asset(_Manifest):
    path: Annotated[str, Field(min_length=1, max_length=255)]


class CoreApi(_Manifest):
    """The oldest core that the library runs with."""

    major: Version = Field(alias="majorVersion")
    minor: Version = Field(alias="minorVersion")


CORE = (1, 28)
"""The core API that the players bring."""
MOST = 200
"""Entries of a list: each library that is named becomes a row, and the largest known names about sixty."""


class Library(LibraryName):
    """library.json"""

    title: Annotated[str, Field(min_length=1, max_length=255)]
    patch: Version = Field(alias="patchVersion")
    runnable: Annotated[int, BeforeValidator(_number), Field(ge=0, le=1)]
    core: CoreApi | None = Field(None, alias="coreApi")
    scripts: list[Asset] = Field([], alias="preloadedJs", max_length=MOST)
    styles: list[Asset] = Field([], alias="preloadedCss", max_length=MOST)
    preloaded: list[LibraryName] = Field([], alias="preloadedDependencies", max_length=MOST)
    dynamic: list[LibraryName] = Field([], alias="dynamicDependencies", max_length=MOST)
    editor: list[LibraryName] = Field([], alias="editorDependencies", max_length=MOST)

    @property
    def name(self) -> LibraryName:
        return LibraryName(machineName=self.machine_name, majorVersion=self.major, minorVersion=self.minor)

    @property
    def runs_here(self) -> bool:
        return self.core is None or (self.core.major, self.core.minor) <= CORE


class Author(_Manifest):
    name: Annotated[str, Field(max_length=255)]
    role: Annotated[str, Field(max_length=40)] = "Author"


class Metadata(_Manifest):
    """Who made a content and what others may do with it, under the names of h5p.json."""

    license: Annotated[str, Field(max_length=100)] | None = None
    licenseVersion: Annotated[str, Field(max_length=20)] | None = None  # noqa: N815
    licenseExtras: Annotated[str, Field(max_length=5_000)] | None = None  # noqa: N815
    authors: Annotated[list[Author], Field(max_length=100)] | None = None
    source: Annotated[str, Field(max_length=2_000)] | None = None
    yearFrom: Year | None = None  # noqa: N815
    yearTo: Year | None = None  # noqa: N815
    authorComments: Annotated[str, Field(max_length=5_000)] | None = None  # noqa: N815


class Package(Metadata):
    """h5p.json"""

    title: Annotated[str, Field(min_length=1, max_length=255)]
    language: Annotated[str, Field(pattern=r"^[-a-zA-Z]{1,10}$")] = "und"
    main_library: Annotated[str, Field(alias="mainLibrary", max_length=255, pattern=r"^[$A-Za-z_][0-9A-Za-z_.$]+$")]
    preloaded: list[LibraryName] = Field(alias="preloadedDependencies", min_length=1, max_length=MOST)
    embed_types: list[Annotated[str, Field(pattern=r"^(iframe|div)$")]] = Field(
        ["iframe"], alias="embedTypes", max_length=MOST
    )

    @property
    def main(self) -> LibraryName | None:
        """The main library with its version, which only the dependencies tell."""
        return next((one for one in self.preloaded if one.machine_name == self.main_library), None)

    @property
    def metadata(self) -> dict[str, Any]:
        """What it says of licence, authors and source, as JSON values."""
        return self.model_dump(include=set(Metadata.model_fields), exclude_none=True)


T = TypeVar("T", bound=_Manifest)


def read_manifest(kind: type[T], data: bytes, *, entry: str) -> T:
    try:
        return kind.model_validate(read_json(data, entry=entry))
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise WrongManifest(entry=entry, field=place or "{}") from error
