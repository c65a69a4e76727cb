"""Formatting that the rich text editor does not know: it stays for as long as nobody changes the text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.authoring.kinds import features_of
from cms.authoring.values import without_keys
from courses.packages.h5p.semantics import TextField

_TAG = re.compile(r"<([a-z][a-z0-9]*)", re.IGNORECASE)
_STYLE = re.compile(r"<[^>]+\sstyle\s*=", re.IGNORECASE)
_SAME = {"b": "strong", "i": "em", "del": "s", "strike": "s", "div": "p"}


@dataclass(frozen=True)
class Formatted:
    """A text as it is, and as the editor gives it back untouched."""

    text: str
    simplified: str

    @property
    def loses(self) -> bool:
        """Tables, colours, underlined words; not what is only written in another way."""
        return bool(_STYLE.search(self.text)) or not _tags(self.text) <= _tags(self.simplified)


def formatted_in(texts: Iterable[tuple[str, TextField]]) -> list[Formatted]:
    return list(_formatted(texts))


def kept_formatting(texts: Iterable[Formatted]) -> Mapping[str, str]:
    """What comes back untouched to what it was. Where two texts look the same to the editor, it cannot be told."""
    origins: dict[str, set[str]] = defaultdict(set)
    for one in texts:
        origins[one.simplified].add(one.text)
    return {simplified: next(iter(found)) for simplified, found in origins.items() if len(found) == 1}


def _formatted(texts: Iterable[tuple[str, TextField]]) -> Iterator[Formatted]:
    for text, field in texts:
        if field.tags is not None:
            converter = ContentstateConverter(features_of(field))
            back = converter.to_database_format(converter.from_database_format(text))
            yield Formatted(text, without_keys(back))


def _tags(html: str) -> set[str]:
    return {_SAME.get(tag.lower(), tag.lower()) for tag in _TAG.findall(html)} - {"p", "span", "br", "tbody"}
