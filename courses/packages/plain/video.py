"""H5P.InteractiveVideo 1: the film as a link, its transcript, and what comes up in it in the order of time."""

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from courses.packages.plain.given import Parameters, group, groups, number, text
from courses.packages.plain.markup import words
from courses.packages.plain.media import recording
from courses.packages.plain.parts import Part, Reading
from courses.packages.plain.reader import NoPlainForm, Reader
from courses.packages.plain.unseen import as_far_as_seen

SILENT = {"H5P.Nil", "H5P.IVHotspot", "H5P.GoToQuestion"}
"""They only lead about in the film."""
_TIMES = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s*-->.*$")


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    film = group(parameters, "interactiveVideo")
    parts = [*_opening(group(film, "video"), reader)]
    for at, content in contents(film):
        parts += [Reading(heading=gettext("At %(time)s") % {"time": _clock(at)}), *as_far_as_seen(content, reader)]
    if summary := closing(film):
        parts += [Reading(heading=gettext("At the end")), *as_far_as_seen(summary, reader)]
    if not parts:
        raise NoPlainForm
    return parts


def contents(film: Parameters) -> list[tuple[int, Parameters]]:
    """What comes up in the film, with the second at which it does."""
    found = [
        (int(number(group(one, "duration"), "from", 0)), group(one, "action"))
        for one in groups(group(film, "assets"), "interactions")
        if text(group(one, "action"), "library").partition(" ")[0] not in SILENT | {""}
    ]
    return sorted(found, key=lambda one: one[0])


def closing(film: Parameters) -> Parameters:
    """The summary at the end of the film; empty where it has none."""
    task = group(film, "summary", "task")
    asked = any(one.get("summary") for one in groups(group(task, "params"), "summaries"))
    return task if asked and text(task, "library") else {}


def _opening(video: Parameters, reader: Reader) -> Iterator[Part]:
    start = group(video, "startScreenOptions")
    told = words(start.get("shortStartDescription"))
    if told:
        yield Reading(html=mark_safe(f"<p>{escape(told)}</p>"))  # noqa: S308 - escaped here
    yield from recording(video, reader)
    for track in groups(group(video, "textTracks"), "videoTrack"):
        yield from _transcript(track, reader)


def _transcript(track: Parameters, reader: Reader) -> Iterator[Part]:
    path = text(group(track, "track"), "path")
    lines = _lines(reader.files.text(path)) if path and reader.files else []
    if lines:
        html = mark_safe("".join(f"<p>{escape(line)}</p>" for line in lines))  # noqa: S308 - escaped here
        yield Reading(html=html, heading=words(track.get("label")) or gettext("Transcript"), folded=True)


def _lines(webvtt: str) -> list[str]:
    """What is said in a file of WebVTT: of each block the lines after its times."""
    found = []
    for block in webvtt.replace("\r\n", "\n").split("\n\n"):
        lines = block.split("\n")
        times = next((place for place, line in enumerate(lines) if _TIMES.match(line)), None)
        if times is not None:
            found.append(words(" ".join(lines[times + 1 :])))
    return [line for line in found if line]


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"
