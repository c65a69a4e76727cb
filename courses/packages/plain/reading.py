"""Types that are read, not answered: text, accordion, cards, table, link."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from courses.packages.plain.given import Parameters, group, groups, text
from courses.packages.plain.markup import blocks, phrase, words
from courses.packages.plain.media import picture, recording
from courses.packages.plain.parts import Part, Reading
from courses.packages.plain.reader import NoPlainForm, Reader


def advanced_text(parameters: Parameters, reader: Reader) -> list[Part]:
    """H5P.AdvancedText 1, H5P.Text 1 and H5P.Table 1."""
    html = blocks(parameters.get("text"))
    return [Reading(html=html)] if html else []


def accordion(parameters: Parameters, reader: Reader) -> list[Part]:
    """H5P.Accordion 1: the panels are open, so that they print."""
    parts = [part for panel in groups(parameters, "panels") for part in _panel(panel)]
    if not parts:
        raise NoPlainForm
    return parts


def _panel(panel: Parameters) -> Iterator[Part]:
    html, title = blocks(group(panel, "content", "params").get("text")), words(panel.get("title"))
    if html or title:
        yield Reading(html=html, heading=title)


def dialogcards(parameters: Parameters, reader: Reader) -> list[Part]:
    """H5P.Dialogcards 1: the front of each card, and its back when it is asked for."""
    opening = Reading(html=blocks(parameters.get("description")), heading=words(parameters.get("title")))
    cards = [part for card in groups(parameters, "dialogs") for part in _card(card, reader)]
    if not cards:
        raise NoPlainForm
    return [opening, *cards] if opening.html or opening.heading else cards


def _card(card: Parameters, reader: Reader) -> Iterator[Part]:
    yield from picture(group(card, "image"), words(card.get("imageAltText")), reader)
    yield from recording({"files": card.get("audio")}, reader)
    front, back = (phrase(card.get(side)) for side in ("text", "answer"))
    if front or back:
        yield Reading(html=mark_safe(f"<p>{back}</p>"), heading=words(front) or gettext("Card"), folded=True)  # noqa: S308


def link(parameters: Parameters, reader: Reader) -> list[Part]:
    """H5P.Link 1: its address is in two parts."""
    address = group(parameters, "linkWidget")
    protocol, rest = text(address, "protocol"), text(address, "url")
    href = rest if protocol == "other" else protocol + rest
    title = words(parameters.get("title")) or rest
    if not href.startswith(("https://", "http://")):
        return []
    return [Reading(html=format_html('<p><a href="{}" rel="noopener">{}</a></p>', href, title))]
