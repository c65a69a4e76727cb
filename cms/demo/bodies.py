"""The blocks of the demo's files as a StreamField's raw value. Every id follows from keys and places."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cms.demo.pictures import picture
from cms.demo.reading import key_for

Raw = dict[str, Any]


class UnknownPackage(LookupError):
    """A lesson names an H5P package that was not imported."""


@dataclass(frozen=True)
class BodyWriter:
    """Writes bodies of one course (or page) with its pictures and its packages (slug to content's id)."""

    owner: str
    media: Path
    packages: Mapping[str, int]

    def body(self, place: str, blocks: list[Raw]) -> list[Raw]:
        """`place` is the lesson's key; the nth block keeps its id as long as it stays the nth."""
        return [self._block(f"{place}/{number}", *next(iter(block.items()))) for number, block in enumerate(blocks)]

    def _block(self, place: str, kind: str, given: Any) -> Raw:
        if kind == "quiz":
            place = given["key"]
        write: Callable[[str, Any], Any] = getattr(self, f"_{kind}", self._as_given)
        return {"type": kind, "id": self._id(place), "value": write(place, given)}

    def _id(self, *place: object) -> str:
        return str(key_for(self.owner, *place))

    def _as_given(self, _place: str, given: Any) -> Any:
        return given

    def _case_study(self, _place: str, given: Raw) -> Raw:
        return {"place": "", **given}

    def _image(self, _place: str, given: Raw) -> Raw:
        image = picture(self.media / given["file"])
        shown = {"image": image.pk, "decorative": False, "alt_text": given["alt"]}
        return {"image": shown, "caption": given.get("caption", "")}

    def _table(self, _place: str, given: Raw) -> Raw:
        return {
            "data": [given["header"], *given["rows"]],
            "table_caption": given["caption"],
            "table_header_choice": "both",
            "first_row_is_table_header": True,
            "first_col_is_header": True,
        }

    def _sources(self, place: str, given: Raw) -> Raw:
        return {"items": self._list(place, given["items"])}

    def _h5p(self, _place: str, given: Raw) -> Raw:
        if given["package"] not in self.packages:
            raise UnknownPackage(given["package"])
        return {"title": given["title"], "content": self.packages[given["package"]]}

    def _quiz(self, place: str, given: Raw) -> Raw:
        settings = {name: given[name] for name in ("title", "pass_mark", "attempts", "draw")}
        return settings | {"questions": list(self._questions(place, given["questions"]))}

    def _questions(self, place: str, questions: list[Raw]) -> Iterator[Raw]:
        for question in questions:
            here = f"{place}/{question['key']}"
            yield {"type": question["kind"], "id": self._id(here), "value": self._question(here, question)}

    def _question(self, place: str, question: Raw) -> Raw:
        value: Raw = {"text": question["text"], "feedback": question.get("feedback", "")}
        if "choices" in question:
            value["choices"] = self._list(place, [_choice(choice) for choice in question["choices"]])
        for listed in ("accepted", "items"):
            if listed in question:
                value[listed] = self._list(place, question[listed])
        if "answer" in question:
            value["answer"] = "true" if question["answer"] else "false"
        return value

    def _list(self, place: str, values: list[Any]) -> list[Raw]:
        return [{"type": "item", "id": self._id(place, number), "value": value} for number, value in enumerate(values)]


def _choice(choice: Raw) -> Raw:
    return {"correct": False, "feedback": ""} | choice
