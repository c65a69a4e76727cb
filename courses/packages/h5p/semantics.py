"""semantics.json: the fields of a library's parameters, read into a checked tree that cannot change.

Libraries are written by many, and the reference host checks nothing here: an attribute that makes no sense counts as
absent, a field of an unknown type is left out. Refused is only what has no shape of semantics at all, or is made to
exhaust who reads it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WrapValidator
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticUseDefault

from courses.packages.h5p.escaping import escaped
from courses.packages.refusals import WrongManifest

DEEPEST = 24
MOST_VALUES = 60_000
_NAME = re.compile(r"^[A-Za-z0-9_$.-]{1,100}$")
# What a script would take for the object's own machinery, were it copied from one object into another.
PROTOTYPE_KEYS = frozenset({"__proto__", "constructor", "prototype"})

T = TypeVar("T")


def _or_absent(value: Any, check: Any) -> Any:
    """An attribute that makes no sense is taken for absent."""
    try:
        return check(value)
    except (ValidationError, ValueError, OverflowError) as error:
        raise PydanticUseDefault from error


Lenient = Annotated[T, WrapValidator(_or_absent)]
Flag = Lenient[bool]
Text = Lenient[Annotated[str, Field(max_length=20_000)]]
Number = Lenient[Annotated[float, Field(allow_inf_nan=False)] | None]
Count = Lenient[Annotated[int, Field(ge=0, le=100_000)] | None]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True, ignored_types=(cached_property,)
    )


class Rule(_Part):
    """Of showWhen: the field at this path (with `..` for what is above) has one of these values."""

    field: Annotated[str, Field(max_length=255)]
    equals: Any

    @property
    def values(self) -> tuple[Any, ...]:
        return tuple(self.equals) if isinstance(self.equals, list) else (self.equals,)


class ShowWhen(_Part):
    rules: tuple[Rule, ...] = ()
    type: Lenient[Literal["and", "or"]] = "or"
    null_when_hidden: Flag = False


class Important(_Part):
    """What an author must know to fill the field in: HTML, and an example."""

    description: Text = ""
    example: Text = ""


class _Field(_Part):
    name: str = ""
    label: Text = ""
    description: Text = ""
    placeholder: Text = ""
    importance: Lenient[Literal["high", "medium", "low"]] = "medium"
    optional: Flag = False
    common: Flag = False
    deprecated: Flag = False
    widget: Text = ""
    show_when: Lenient[ShowWhen | None] = None
    important: Lenient[Important | None] = None
    default: Any = None


class Font(_Part):
    """Which styles an author may set: a flag, or the list of those on offer."""

    size: bool = False
    family: bool = False
    color: bool = False
    background: bool = False
    spacing: bool = False
    height: bool = False


def _font(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: bool(chosen) for name, chosen in value.items()}
    return dict.fromkeys(Font.model_fields, True) if value is True else {}


class Regexp(_Part):
    pattern: Annotated[str, Field(max_length=1_000)]
    modifiers: Text = ""


class TextField(_Field):
    """`tags` is None where the text is plain."""

    type: Literal["text"]
    tags: Lenient[frozenset[str] | None] = None
    font: Annotated[Font, BeforeValidator(_font)] = Font()
    enter_mode: Text = ""
    max_length: Count = None
    regexp: Lenient[Regexp | None] = None


class NumberField(_Field):
    type: Literal["number"]
    min: Number = None
    max: Number = None
    step: Number = None
    decimals: Lenient[Annotated[int, Field(ge=0, le=15)] | None] = None
    unit: Text = ""


class BooleanField(_Field):
    type: Literal["boolean"]


class Option(_Part):
    value: str
    label: Text = ""


def _options(value: Any) -> list[dict[str, str]]:
    """Groups of options are flattened, as the reference host does; values are compared as text."""
    given = value if isinstance(value, list) else []
    flat = [inner for one in given for inner in (_grouped(one) or [one])]
    return [
        {"value": _written(one["value"]), "label": str(one.get("label") or one["value"])}
        for one in flat
        if isinstance(one, dict) and isinstance(one.get("value"), str | int | float)
    ]


def _grouped(option: Any) -> list[Any]:
    inner = option.get("options") if isinstance(option, dict) and option.get("type") == "optgroup" else None
    return inner if isinstance(inner, list) else []


def _written(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class SelectField(_Field):
    type: Literal["select"]
    options: Annotated[tuple[Option, ...], BeforeValidator(_options)] = ()
    multiple: Flag = False

    @cached_property
    def choices(self) -> dict[str, Option]:
        """The options by their values, which parameters hold escaped as any text."""
        return {escaped(option.value): option for option in self.options}


def _library_options(value: Any) -> list[str]:
    """The names of libraries, or objects that hold them."""
    given = value if isinstance(value, list) else []
    names = [one.get("name") if isinstance(one, dict) else one for one in given]
    return [name for name in names if isinstance(name, str)]


class LibraryField(_Field):
    """`options` are the libraries that may be nested here: "H5P.X 1.2"."""

    type: Literal["library"]
    options: Annotated[tuple[str, ...], BeforeValidator(_library_options)] = ()


class FileField(_Field):
    type: Literal["image", "video", "audio", "file"]

    @property
    def several(self) -> bool:
        """Video and audio are lists: the same in other formats."""
        return self.type in ("video", "audio")


class GroupField(_Field):
    type: Literal["group"]
    fields: "Fields" = ()
    expanded: Flag = False
    is_sub_content: Flag = False

    @property
    def flattened(self) -> bool:
        """Whether parameters hold the only field's value in the group's place."""
        return len(self.fields) == 1 and not self.is_sub_content

    @cached_property
    def by_name(self) -> dict[str, "AnyField"]:
        return {field.name: field for field in self.fields}


class ListField(_Field):
    type: Literal["list"]
    field: "AnyField"
    entity: Text = "item"
    min: Count = None
    max: Count = None
    default_num: Count = None


KINDS: frozenset[str] = frozenset(
    {"text", "number", "boolean", "select", "library", "image", "video", "audio", "file", "group", "list"}
)


def _known(value: Any) -> Any:
    """The fields that can be used: of a known type, under a name that does no harm, once each."""
    if not isinstance(value, list) or not all(isinstance(field, dict) for field in value):
        raise ValueError("fields")
    usable: dict[str, Any] = {}
    for field in value:
        name = field.get("name")
        if _kind_known(field) and isinstance(name, str) and _NAME.match(name) and name not in PROTOTYPE_KEYS:
            usable.setdefault(name, field)
    return list(usable.values())


def _kind_known(field: dict[str, Any]) -> bool:
    """The field's, and that of what a list is made of."""
    inner = field.get("field") if field.get("type") == "list" else {"type": "text"}
    kind = field.get("type")
    return isinstance(kind, str) and kind in KINDS and isinstance(inner, dict) and _inner_known(inner)


def _inner_known(field: dict[str, Any]) -> bool:
    kind = field.get("type")
    return isinstance(kind, str) and kind in KINDS and (kind != "list" or _kind_known(field))


AnyField = Annotated[
    TextField | NumberField | BooleanField | SelectField | LibraryField | FileField | GroupField | ListField,
    Field(discriminator="type"),
]
Fields = Annotated[tuple[AnyField, ...], BeforeValidator(_known)]


@dataclass(frozen=True)
class Semantics:
    """A library's fields. `root` holds them as a group does; it is never flattened, however few they are."""

    root: GroupField

    @property
    def fields(self) -> tuple[AnyField, ...]:
        return self.root.fields

    def walk(self) -> Iterator[AnyField]:
        """Every field, also those of groups and lists."""
        waiting: list[AnyField] = list(self.fields)
        while waiting:
            field = waiting.pop()
            yield field
            waiting += field.fields if isinstance(field, GroupField) else ()
            waiting += (field.field,) if isinstance(field, ListField) else ()


GroupField.model_rebuild()
ListField.model_rebuild()


def read_semantics(value: Any, *, entry: str) -> Semantics:
    """Of a semantics.json already parsed; `entry` is the file's name, for the refusal."""
    _check_extent(value, entry=entry)
    try:
        return Semantics(GroupField.model_validate({"type": "group", "fields": value}))
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors(include_context=False, include_input=False)[0]["loc"])
        raise WrongManifest(entry=entry, field=place[:200]) from error


def _check_extent(value: Any, *, entry: str) -> None:
    """Refuse what is too deep or too large, without recursion."""
    level, seen = [value], 0
    # A field lies in a list in an object: two of JSON's levels for each of ours.
    for _depth in range(2 * DEEPEST):
        seen += len(level)
        level = [inner for outer in level for inner in _inside(outer)]
        if seen + len(level) > MOST_VALUES:
            break
    if level:
        raise WrongManifest(entry=entry, field="{}")


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
