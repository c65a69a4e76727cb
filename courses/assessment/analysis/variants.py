"""A question as it was at different times: each is looked at by itself, with the attempts that asked it so. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from courses.assessment.answers import Drawn
from courses.outline.structure import Question, Quiz


@dataclass
class Variants:
    """Questions by name: what is asked now has its key for a name, what was asked before a name of its own."""

    questions: dict[str, Question] = field(default_factory=dict)
    named: dict[int, dict[str, str]] = field(default_factory=dict)
    """By outline revision the name of each question in it."""

    def add(self, revision: int, quiz: Quiz) -> None:
        self.named[revision] = {key: self._name(question) for key, question in quiz.every_question.items()}

    def names(self, revision: int | None, drawn: Iterable[Drawn]) -> dict[str, str]:
        """By key, in an attempt. A version that the revision does not hold has a name that no question has."""
        names = dict(self.named.get(revision or 0, {}))
        for one in drawn:
            key, version = one["question"], one.get("version", 0)
            if version and key in names and self.questions[names[key]].version != version:
                names[key] = f"{key} version {version}"
        return names

    @cached_property
    def weights(self) -> dict[str, int]:
        return {name: question.weight for name, question in self.questions.items()}

    def _name(self, question: Question) -> str:
        name, place = question.key, 1
        while (known := self.questions.setdefault(name, question)) != question:
            name, place = f"{question.key} {place}", place + 1
            assert known.key == question.key  # noqa: S101 - no key holds a space
        return name


def variants_of(quizzes: Mapping[int, Quiz | None], *, latest: int | None) -> Variants:
    """`quizzes` by their revisions; what `latest` holds comes first, and what is older after what is newer."""
    variants = Variants()
    for revision in sorted(quizzes, key=lambda pk: (pk != latest, -pk)):
        if quiz := quizzes[revision]:
            variants.add(revision, quiz)
    return variants
