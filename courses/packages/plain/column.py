"""H5P.Column 1: contents under each other. Those that the type calls tasks have its points."""

from courses.packages.plain.given import Parameters, group, groups, text
from courses.packages.plain.parts import Part
from courses.packages.plain.reader import NoPlainForm, Reader
from courses.packages.plain.unseen import as_far_as_seen

TASKS = {
    "H5P.Blanks", "H5P.CoursePresentation", "H5P.DocumentationTool", "H5P.DragQuestion", "H5P.DragText", "H5P.Essay",
    "H5P.ImageHotspotQuestion", "H5P.InteractiveVideo", "H5P.MarkTheWords", "H5P.MemoryGame", "H5P.MultiChoice",
    "H5P.MultiMediaChoice", "H5P.QuestionSet", "H5P.SingleChoiceSet", "H5P.Summary", "H5P.TrueFalse",
}  # fmt: skip


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    parts: list[Part] = []
    for content in contents(parameters):
        parts += _part(content, reader)
    if not parts:
        raise NoPlainForm
    return parts


def contents(parameters: Parameters) -> list[Parameters]:
    """The contents in the column, those of rows in it as well."""
    held = [group(one, "content") for one in groups(parameters, "content")]
    return [inner for one in held if text(one, "library") for inner in _within_rows(one)]


def is_task(content: Parameters) -> bool:
    return text(content, "library").partition(" ")[0] in TASKS


def _within_rows(content: Parameters) -> list[Parameters]:
    if not text(content, "library").startswith("H5P.Row "):
        return [content]
    columns = [group(one, "content") for one in groups(group(content, "params"), "columns")]
    return [inner for column in columns for inner in contents(group(column, "params"))]


def _part(content: Parameters, reader: Reader) -> list[Part]:
    """A task without a plain form takes it from the whole column, for its points would be missing."""
    if is_task(content):
        return reader.nested(content)
    return as_far_as_seen(content, reader)
