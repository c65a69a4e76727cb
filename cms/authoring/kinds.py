"""Which libraries a form can be made for, and how each of their fields is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from courses.packages.h5p.semantics import AnyField, LibraryField, Semantics, TextField
from lms.accounts.models import User

WIDGETS = frozenset({"", "html", "none", "showWhen", "textarea", "radioGroup"})
"""Those of the editor that a form has something for; the others need the library's own editor."""
DEEPEST = 3
"""Libraries in one another that are filled in: a question in a question set in a column, and a picture in that."""
KEPT = "kept"
"""In the place of a nested library: one that no form can be made for, which stays as it is."""
METADATA = "_metadata"
"""In the parameters of a nested library: its title, licence and authors, which the form does not show."""


@dataclass(frozen=True)
class Offered:
    """A library that can be filled in."""

    name: str
    title: str
    semantics: Semantics


@dataclass(frozen=True)
class Offer:
    """What may be nested. `keeps` says that something is there which no form can be made for; `by` is who writes.

    `formatting` leads from a rich text that the editor gives back untouched to what it was (cms.authoring.formatting).
    """

    libraries: Mapping[str, Offered]
    keeps: bool = False
    depth: int = 0
    by: User | None = None
    formatting: Mapping[str, str] = field(default_factory=dict)

    def within(self, field: LibraryField) -> list[Offered]:
        if self.depth >= DEEPEST:
            return []
        return [self.libraries[name] for name in field.options if name in self.libraries]

    @property
    def deeper(self) -> "Offer":
        return replace(self, depth=self.depth + 1)


def is_hidden(field: AnyField) -> bool:
    """Whether the value is carried along and not shown."""
    return field.widget == "none" or field.deprecated


def is_authorable(semantics: Semantics) -> bool:
    """Whether every field is of a kind that the form knows."""
    return all(_is_known(field) for field in semantics.walk())


def _is_known(field: AnyField) -> bool:
    inner = field.show_when.widget if field.show_when else ""
    return is_hidden(field) or (field.widget in WIDGETS and inner in WIDGETS)


def is_long(field: TextField) -> bool:
    return field.widget == "textarea" or (field.max_length or 0) > 255


# What Draftail calls the tags. Underlined text looks like a link, and tables and sources need an editor of their own.
_FEATURES = {
    "strong": "bold", "b": "bold", "em": "italic", "i": "italic", "a": "link", "ul": "ul", "ol": "ol", "h2": "h2",
    "h3": "h3", "h4": "h4", "hr": "hr", "sub": "subscript", "sup": "superscript", "del": "strikethrough",
    "strike": "strikethrough", "s": "strikethrough", "code": "code", "blockquote": "blockquote",
}  # fmt: skip


def features_of(field: TextField) -> list[str]:
    """The editor's features that the field's tags allow, in a fixed order."""
    tags = field.tags or frozenset()
    return list(dict.fromkeys(feature for tag, feature in _FEATURES.items() if tag in tags))
