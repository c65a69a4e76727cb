"""H5P.Summary 1: a point for each group of statements in which the right one, the first, is chosen at once."""

from courses.packages.plain.given import Parameters, groups, text, texts
from courses.packages.plain.parts import Part
from courses.packages.plain.reader import NoPlainForm, Reader
from courses.packages.plain.single_choice_set import first_is_right


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    statements = [one for one in groups(parameters, "summaries") if texts(one, "summary")]
    if not statements:
        raise NoPlainForm
    intro = text(parameters, "intro", "Choose the correct statement.")
    return [first_is_right(one, intro, texts(one, "summary"), reader) for one in statements]
