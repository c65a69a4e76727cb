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


class _Asset(_Manifest):
    path: Annotated[str, Field(min_length=1, max_length=255)]


class Library(LibraryName):
    """library.json"""

    title: Annotated[str, Field(min_length=1, max_length=255)]
    patch: Version = Field(alias="patchVersion")
    runnable: Annotated[int, BeforeValidator(_number), Field(ge=0, le=1)]
    scripts: list[_Asset] = Field([], alias="preloadedJs")
    styles: list[_Asset] = Field([], alias="preloadedCss")
    preloaded: list[LibraryName] = Field([], alias="preloadedDependencies")
    dynamic: list[LibraryName] = Field([], alias="dynamicDependencies")


class Package(_Manifest):
    """h5p.json"""

    title: Annotated[str, Field(min_length=1, max_length=255)]
    language: Annotated[str, Field(pattern=r"^[-a-zA-Z]{1,10}$")] = "und"
    main_library: Annotated[str, Field(alias="mainLibrary", max_length=255, pattern=r"^[$A-Za-z_][0-9A-Za-z_.$]+$")]
    preloaded: list[LibraryName] = Field(alias="preloadedDependencies", min_length=1)
    embed_types: list[Annotated[str, Field(pattern="^(iframe|div)$")]] = Field(["iframe"], alias="embedTypes")
    licence: Annotated[str, Field(max_length=100)] = Field("", alias="license")

    @property
    def main(self) -> LibraryName | None:
        """The main library with its version, which only the dependencies tell."""
        return next((one for one in self.preloaded if one.machine_name == self.main_library), None)


T = TypeVar("T", bound=_Manifest)


def read_manifest(kind: type[T], data: bytes, *, entry: str) -> T:
    try:
        return kind.model_validate(read_json(data, entry=entry))
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise WrongManifest(entry=entry, field=place or "{}") from error
