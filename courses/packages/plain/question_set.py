"""H5P.QuestionSet 1: the points of its questions, or of some drawn from them, against a share that passes."""

from collections.abc import Mapping

from courses.packages.plain.given import Parameters, flag, group, groups, number, text
from courses.packages.plain.markup import blocks, words
from courses.packages.plain.parts import Part, Reading
from courses.packages.plain.reader import NoPlainForm, Reader


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    drawn = _drawn(parameters, reader)
    if not drawn:
        raise NoPlainForm
    override = _override(parameters)
    nested = [part for one in drawn for part in reader.nested(one, **override)]
    return _introduction(group(parameters, "introPage")) + nested


def questions(parameters: Parameters) -> list[Parameters]:
    return [one for one in groups(parameters, "questions") if text(one, "library")]


def pool_size(parameters: Parameters) -> int:
    """How many of the questions one learner is asked."""
    most = len(questions(parameters))
    size = int(number(parameters, "poolSize", 0))
    return min(size, most) if size > 0 else most


def _drawn(parameters: Parameters, reader: Reader) -> list[Parameters]:
    held, size = questions(parameters), pool_size(parameters)
    drawn = sorted(reader.random.sample(range(len(held)), size))
    order = reader.shuffled(drawn) if flag(parameters, "randomQuestions", default=False) else drawn
    return [held[place] for place in order]


def _override(parameters: Parameters) -> Mapping[str, bool]:
    """The set may speak for all its questions."""
    said = text(group(parameters, "override"), "showSolutionButton")
    return {"enableSolutionsButton": said == "on"} if said in ("on", "off") else {}


def _introduction(page: Parameters) -> list[Part]:
    html, title = blocks(page.get("introduction")), words(page.get("title"))
    return [Reading(html=html, heading=title)] if page.get("showIntroPage") is True and (html or title) else []
