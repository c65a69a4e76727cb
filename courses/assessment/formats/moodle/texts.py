"""Texts as Moodle keeps them: each with its format, and with its files beside it."""

import re
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from courses.assessment.formats.items import Notes
from courses.assessment.formats.texts import checked, plain_of_html
from courses.outline.structure import Texts

AS_WRITTEN = {"plain_text", "markdown"}
MOODLES_OWN = {
    "", "Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.",
}  # fmt: skip


def raw(element: Element | None) -> str:
    """What stands in the <text> within."""
    return (element.findtext("text") or "") if element is not None else ""


def plain(element: Element | None, notes: Notes) -> str:
    if element is None:
        return ""
    if files := [file.get("name") or "?" for file in element.iterfind("file")]:
        notes.add(gettext("Files are left out: %(names)s.") % {"names": ", ".join(files[:10])})
    return plain_in(element.get("format", ""), raw(element), notes)


def plain_in(form: str, text: str, notes: Notes) -> str:
    """What Moodle formats itself keeps its line breaks."""
    if form in AS_WRITTEN:
        return checked(text)
    return plain_of_html(text if form == "html" else text.strip().replace("\n", "<br>"), notes)


def said(element: Element | None, language: str, notes: Notes) -> Texts:
    words = plain(element, notes)
    return {language: words} if words else {}


def without_wildcards(form: str, notes: Notes) -> str:
    """An accepted answer; here a star is nothing but a star."""
    if re.search(r"(?<!\\)\*", form):
        notes.add(gettext("A star that stands for any text is taken as a star."))
    return form.replace("\\*", "*")


def with_stars(form: str) -> str:
    return form.replace("*", "\\*")
