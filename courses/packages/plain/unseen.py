"""A content inside another: its parts, or a word of where they are where it has no plain form."""

from django.utils.html import format_html
from django.utils.translation import gettext

from courses.packages.plain.given import Parameters, group
from courses.packages.plain.markup import words
from courses.packages.plain.parts import Part, Reading
from courses.packages.plain.reader import Reader


def as_far_as_seen(content: Parameters, reader: Reader) -> list[Part]:
    found = reader.tried(content)
    return [_unseen(content)] if found is None else found


def _unseen(content: Parameters) -> Reading:
    title = words(group(content, "metadata").get("title"))
    said = gettext("“%(title)s” is left out here: it works in the interactive version only.") % {"title": title}
    unnamed = gettext("Something is left out here: it works in the interactive version only.")
    return Reading(html=format_html("<p><em>{}</em></p>", said if title else unnamed))
