"""H5P.TrueFalse 1: one point."""

from django.utils.translation import gettext

from courses.packages.plain.choices import Choice, Option
from courses.packages.plain.given import Parameters, flag, group, text
from courses.packages.plain.markup import phrase
from courses.packages.plain.media import pictured
from courses.packages.plain.parts import Part
from courses.packages.plain.reader import Reader


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    behaviour, number = group(parameters, "behaviour"), reader.number()
    return [
        *pictured(parameters, reader),
        Choice(
            name=f"p{number}", number=number, text=phrase(parameters.get("question")),
            options=tuple(_options(parameters)),
            if_right=phrase(behaviour.get("feedbackOnCorrect")), if_wrong=phrase(behaviour.get("feedbackOnWrong")),
            solutions=flag(behaviour, "enableSolutionsButton", default=True),
        ),
    ]  # fmt: skip


def _options(parameters: Parameters) -> list[Option]:
    texts, is_true = group(parameters, "l10n"), text(parameters, "correct", "true") == "true"
    yes = phrase(texts.get("trueText")) or phrase(gettext("True"))
    no = phrase(texts.get("falseText")) or phrase(gettext("False"))
    return [Option(value="true", label=yes, right=is_true), Option(value="false", label=no, right=not is_true)]
