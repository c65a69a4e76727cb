"""Example data for every component."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lms.design.gallery.texts import Texts
from lms.design.sprite import icon_names

DEADLINE = datetime(2027, 3, 12, 20, 59, tzinfo=UTC)
ISSUED = date(2027, 5, 3)


@dataclass(frozen=True)
class Specimen:
    """A component with examples of its variables, one dict per showing.

    ``layout`` is the class that sets the showings beside or under each other: flow, row or grid.
    """

    component: str
    showings: list[dict[str, Any]] = field(default_factory=list)
    layout: str = "flow"


def gallery_form(texts: Texts) -> forms.Form:
    """A form with every kind of input, sent with two errors."""
    kinds: dict[str, forms.Field] = {
        "name": forms.CharField(label=texts["name"], help_text=texts["hint"], max_length=60),
        "email": forms.EmailField(label=texts["email"], error_messages={"invalid": texts["wrong"]}),
        "password": forms.CharField(label=texts["password"], widget=forms.PasswordInput),
        "reason": forms.CharField(label=texts["reason"], widget=forms.Textarea(attrs={"rows": 3}), required=False),
        "language": forms.ChoiceField(label=texts["language"], choices=[("en", "English"), ("ar", "العربية")]),
        "format": forms.ChoiceField(
            label=texts["format"],
            choices=[("on_site", texts["on_site"]), ("remote", texts["remote"])],
            widget=forms.RadioSelect,
        ),
        "date": forms.DateField(label=texts["date"], widget=forms.DateInput(attrs={"type": "date"}), required=False),
        "file": forms.FileField(label=texts["file"], required=False),
        "released": forms.BooleanField(label=texts["released"]),
    }
    form_class = type("GalleryForm", (forms.Form,), kinds)
    sent = {"name": texts["official"], "email": texts["city"], "password": "x", "language": "en", "format": "remote"}
    form: forms.Form = form_class(sent, auto_id="gallery_%s")
    return form


def outline_modules(texts: Texts) -> list[dict[str, Any]]:
    lessons = [
        {"title": texts["lesson"], "href": "#outline", "done": True, "minutes": 15},
        {"title": texts["lesson_two"], "href": "#outline", "current": True, "minutes": 20},
        {"title": texts["lesson_three"], "minutes": 10},
    ]
    later = [{"title": texts["lesson_three"], "href": "#outline", "minutes": 10}]
    return [
        {"title": texts["module"], "open": True, "lessons": lessons},
        {"title": texts["module_two"], "lessons": later},
    ]


def questions(texts: Texts) -> Iterator[dict[str, Any]]:
    labels = [texts["answer_one"], texts["answer_two"], texts["answer_three"]]
    choices = [{"value": f"{place}", "label": label} for place, label in enumerate(labels)]
    common = {"text": texts["question"]}
    rows = [{"name": f"q4-{place}", "label": texts[f"step_{place}"], "place": ""} for place in ("two", "three", "one")]
    yield {**common, "number": 1, "name": "q1", "kind": "single", "choices": choices}
    yield {**common, "number": 2, "name": "q2", "kind": "multiple", "choices": choices, "error": texts["wrong"]}
    yield {**common, "number": 3, "name": "q3", "kind": "short_text", "value": ""}
    yield {**common, "number": 4, "name": "q4", "kind": "ordering", "rows": rows, "places": [1, 2, 3]}
    states = [("right", True), ("wrong", True), ("missed", False)]
    marked = [
        {**choice, "state": state, "checked": checked} for choice, (state, checked) in zip(choices, states, strict=True)
    ]
    marked_rows = [
        {**row, "name": f"q8-{place}", "place": place, "state": "right" if place == 2 else "wrong"}
        for place, row in enumerate(rows, start=1)
    ]
    verdict: dict[str, Any] = {**common, "marked": True, "feedback": texts["feedback"]}
    yield {**verdict, "number": 5, "name": "q5", "kind": "multiple", "choices": marked, "verdict": "partly"}
    yield {**verdict, "number": 6, "name": "q6", "kind": "single", "choices": marked[:1], "verdict": "right"}
    yield {**verdict, "number": 7, "name": "q7", "kind": "short_text", "value": texts["city"], "verdict": "wrong"}
    yield {
        **verdict, "number": 8, "name": "q8", "kind": "ordering", "rows": marked_rows, "places": [1, 2, 3],
        "verdict": "partly",
    }  # fmt: skip
    yield from _questions_of_several_fields(texts, common, verdict)


def _questions_of_several_fields(
    texts: Texts, common: dict[str, Any], verdict: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    labels = [texts["answer_one"], texts["answer_two"], texts["answer_three"]]
    options = [{"value": place, "label": label} for place, label in enumerate(labels)]
    pairs = [{"name": f"q10-{place}", "label": texts[f"step_{place}"], "chosen": None} for place in ("one", "two")]
    marked = [
        {"name": "q11-1", "label": texts["step_one"], "chosen": 0, "state": "right"},
        {"name": "q11-2", "label": texts["step_two"], "chosen": 2, "state": "wrong", "answer": texts["answer_two"]},
    ]
    gap = {"number": 1, "value": texts["city"], "state": "wrong", "answer": texts["official"]}
    yield {**common, "number": 9, "name": "q9", "kind": "numeric", "value": ""}
    yield {**common, "number": 10, "name": "q10", "kind": "matching", "rows": pairs, "options": options}
    yield {**verdict, "number": 11, "name": "q11", "kind": "matching", "rows": marked, "options": options}
    yield {
        **verdict, "number": 12, "name": "q12", "kind": "fill_in", "verdict": "wrong",
        "parts": [{"text": texts["sentence"]}, {"name": "q12-0", **gap}],
    }  # fmt: skip
    yield {**common, "number": 13, "name": "q13", "kind": "essay", "value": "", "longest": 20_000}
    yield {
        **common, "number": 14, "name": "q14", "kind": "essay", "value": texts["paragraph"], "marked": True,
        "verdict": "waiting",
    }  # fmt: skip


def paragraphs(text: str) -> SafeString:
    return format_html("<p>{}</p>", text)


def _in_text(t: Texts) -> Iterator[Specimen]:
    """What authors put into lessons."""
    yield Specimen("callout", [
        {"kind": kind, "title": t["callout"], "text": t["sentence"]} for kind in ("info", "success", "warning", "error")
    ])  # fmt: skip
    yield Specimen("figure", [
        {"src": static("design/icon.svg"), "width": 160, "height": 160, "alt": "Polidari", "caption": t["sentence"],
         "source": t["about"]},
    ])  # fmt: skip
    yield Specimen("media", [
        {"kind": "video", "src": "#", "size": 12_400_000, "title": t["lesson"], "audio_src": "#", "audio_size": 900_000,
         "transcript": paragraphs(t["paragraph"])},
        {"kind": "audio", "src": "#", "size": 900_000, "title": t["lesson_two"],
         "transcript": paragraphs(t["paragraph"])},
    ])  # fmt: skip
    yield Specimen("download", [{"href": "#download", "title": t["lesson_three"], "type": "PDF", "size": 240_000}])
    yield Specimen("quotation", [{"quote": t["sentence"], "source": t["official"]}])
    yield Specimen("case_study", [{"title": t["lesson_three"], "place": t["city"], "text": paragraphs(t["paragraph"])}])
    yield Specimen("reflection", [{"prompt": t["question"]}])
    yield Specimen("language_notice", [
        {"kind": "missing", "language": "English"}, {"kind": "stale", "href": "#"}, {"kind": "machine", "href": "#"},
    ])  # fmt: skip


def _acting(t: Texts) -> Iterator[Specimen]:
    """Buttons and forms."""
    yield Specimen("button", [
        {"label": t["resume"], "href": "#button"},
        {"label": t["open"], "kind": "secondary", "icon": "arrow"},
        {"label": t["open"], "kind": "quiet"},
        {"label": t["delete"], "kind": "danger", "icon": "trash"},
        {"label": t["save"], "disabled": True},
    ], layout="row")  # fmt: skip
    yield Specimen("post_button", [{"action": "#", "label": t["save"], "hidden": [("key", "value")]}])
    form = gallery_form(t)
    yield Specimen("error_summary", [{"form": form}])
    yield Specimen("field", [{"field": form["name"]}])
    yield Specimen("form", [{"form": gallery_form(t), "submit": t["save"], "cancel_url": "#form", "action": "#"}])
    choices = [{"value": "1", "label": t["level"], "selected": True}]
    yield Specimen("search", [
        {"label": t["search"], "value": t["city"], "clear": "#search",
         "filters": [{"name": "level", "label": t["level"], "choices": choices},
                     {"name": "language", "label": t["language"], "choices": choices}]},
    ])  # fmt: skip
    yield Specimen("question", [{"question": question} for question in questions(t)])


def _finding(t: Texts) -> Iterator[Specimen]:
    """Ways through the site."""
    links = [{"label": t["home"], "href": "#breadcrumb"}, {"label": t["courses"], "href": "#breadcrumb"}]
    yield Specimen("breadcrumb", [{"links": links}])
    yield Specimen("pagination", [{"page": Paginator(range(200), 10).page(7), "query": "q=x"}])
    yield Specimen("tabs", [{"label": t["programme"], "links": [{**links[0], "current": True}, links[1]]}])
    yield Specimen("outline", [{"label": t["course"], "modules": outline_modules(t)}])
    yield Specimen("previous_next", [
        {"previous": {"title": t["lesson"], "href": "#previous_next"},
         "next": {"title": t["lesson_three"], "href": "#previous_next"}},
    ])  # fmt: skip


def _showing(t: Texts) -> Iterator[Specimen]:
    """Things, their states and their numbers."""
    status = {"label": t["learning"], "kind": "progressing"}
    facts = [{"icon": "city", "text": t["city"]}, {"icon": "calendar", "text": "2027"}]
    yield Specimen("messages", [{"messages": [Message(level, t["sentence"]) for level in ("success", "error")]}])
    yield Specimen("card", [
        {"title": t["lesson_three"], "href": "#card", "kicker": t["practices"], "text": t["paragraph"], "facts": facts},
        {"title": t["programme"], "text": t["sentence"], "status": status},
    ], layout="grid")  # fmt: skip
    yield Specimen("course_card", [
        {"title": t["course"], "href": "#course_card", "summary": t["course_summary"], "level": t["level"], "hours": 6,
         "languages": ["English", "한국어", "العربية"]},
        {"title": t["course"], "href": "#course_card", "summary": t["course_summary"], "progress": 58,
         "status": status},
    ], layout="grid")  # fmt: skip
    yield Specimen("progress", [
        {"value": 58, "label": t["course"]}, {"value": 100, "label": t["course"], "text": t["completed"]},
    ])  # fmt: skip
    yield Specimen("progress_ring", [{"value": value, "label": t["course"]} for value in (0, 58, 100)], layout="row")
    kinds = ["success", "progressing", "", "warning", "error", "plain"]
    names = ["completed", "learning", "draft", "returned", "declined", "level"]
    yield Specimen(
        "badge", [{"label": t[name], "kind": kind} for name, kind in zip(names, kinds, strict=True)], layout="row"
    )
    yield Specimen("facts", [{"facts": [(t["city"], t["official"]), (t["programme"], t["course"])]}])
    rows = [["2025", "1,204", "88"], ["2026", "1,377", "103"], ["2027", "412", "61"]]
    header = [t["year"], t["officials"], t["cities"]]
    yield Specimen("table", [
        {"caption": t["caption"], "header": header, "rows": rows, "numbers": True},
        {"caption": t["programme"], "header": [t["official"], t["city"], t["course"]], "stack": True,
         "rows": [[t["official"], t["city"], t["completed"]], [t["city"], t["programme"], t["waiting"]]]},
    ])  # fmt: skip
    yield Specimen("key_figures", [{"figures": [
        {"value": "103", "label": t["cities"]}, {"value": "1,377", "label": t["officials"]},
        {"value": "37", "label": t["language"]},
    ]}])  # fmt: skip
    yield Specimen(
        "empty", [{"title": t["nothing"], "text": t["nothing_text"], "href": "#empty", "label": t["courses"]}]
    )


def _certifying(t: Texts) -> Iterator[Specimen]:
    """The way to the certificate, and the certificate."""
    names = ["invited", "nominated", "selected", "learning", "certified"]
    states = ["done", "done", "done", "now", "later"]
    steps = [{"label": t[name], "state": state} for name, state in zip(names, states, strict=True)]
    steps[0] |= {"at": DEADLINE, "text": t["city"]}  # type: ignore[dict-item]  # a moment among texts
    stopped = [steps[0], {"label": t["declined"], "state": "stopped", "text": t["sentence"]}]
    yield Specimen("steps", [{"steps": steps, "label": t["programme"]}, {"steps": stopped, "label": t["invited"]}])
    yield Specimen("moment", [
        {"at": DEADLINE, "zone": "Africa/Nairobi", "zone_label": t["zone"]}, {"at": DEADLINE},
        {"at": ISSUED, "date_only": True},
    ])  # fmt: skip
    tile = {
        "kind": t["kind"], "title": t["course"], "holder": t["official"], "number": "WNCG-2027-EG01-C-000041-7",
        "issued": ISSUED,
    }  # fmt: skip
    replaced = {"label": t["returned"], "kind": "warning"}
    yield Specimen("certificate", [
        {**tile, "href": "#certificate", "size": 182_000, "verify_url": "#certificate"}, {**tile, "status": replaced},
    ], layout="grid")  # fmt: skip
    facts = [(t["official"], t["city"]), (t["programme"], t["course"])]
    yield Specimen("verdict", [
        {"kind": "valid", "text": t["register"], "facts": facts},
        {"kind": "superseded", "text": t["sentence"], "href": "#verdict", "label": t["open"]},
        {"kind": "revoked", "text": t["sentence"]},
        {"kind": "altered", "text": t["sentence"]},
        {"kind": "unknown", "text": t["sentence"]},
    ])  # fmt: skip


@dataclass(frozen=True)
class Message:
    """What django.contrib.messages would hand to a template."""

    level_tag: str
    text: str

    def __str__(self) -> str:
        return self.text


def sections(texts: Texts) -> list[tuple[str, list[Specimen]]]:
    """The gallery's sections: an anchor, and its components in order."""
    return [
        ("acting", list(_acting(texts))),
        ("finding", list(_finding(texts))),
        ("showing", list(_showing(texts))),
        ("certifying", list(_certifying(texts))),
        ("in-text", list(_in_text(texts))),
    ]


def icons() -> list[str]:
    return sorted(icon_names())
