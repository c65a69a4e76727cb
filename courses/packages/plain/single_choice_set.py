"""H5P.SingleChoiceSet 1: a point for each question; the first answer in the parameters is the right one."""

from courses.packages.plain.choices import Choice, Option
from courses.packages.plain.given import Parameters, groups, texts
from courses.packages.plain.markup import phrase
from courses.packages.plain.parts import Part
from courses.packages.plain.reader import NoPlainForm, Reader


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    questions = [one for one in groups(parameters, "choices") if texts(one, "answers")]
    if not questions:
        raise NoPlainForm
    return [first_is_right(one, phrase(one.get("question")), texts(one, "answers"), reader) for one in questions]


def first_is_right(about: Parameters, question: str, answers: list[str], reader: Reader) -> Choice:
    """A question whose answers are shown in another order, or else everybody knew."""
    number = reader.number()
    options = [Option(value=str(place), label=phrase(one), right=place == 0) for place, one in enumerate(answers)]
    return Choice(
        name=f"p{number}", number=number, text=phrase(question), options=tuple(reader.shuffled(options)),
        tip=phrase(about.get("tip")),
    )  # fmt: skip
