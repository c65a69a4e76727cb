"""Drawing the questions of an attempt, and the order in which choices are shown."""

from collections.abc import Sequence
from random import SystemRandom

from courses.assessment.answers import Drawn
from courses.outline.structure import Question, QuestionKind, Quiz, Texts

CHANCE = SystemRandom()


def draw(quiz: Quiz, chance: SystemRandom = CHANCE) -> list[Drawn]:
    """As many questions as the quiz says, of its own and of each pool, none twice; shuffled unless it says no.

    Lines to be ordered and matches are always shuffled: their order would be the answer.
    """
    questions = _sample(quiz.questions, quiz.drawn_of_its_own, chance)
    for pool in quiz.pools:
        taken = {question.key for question in questions}
        left = [question for question in pool.questions if question.key not in taken]
        questions += _sample(left, min(pool.draw, len(left)), chance)
    if quiz.shuffle:
        questions = chance.sample(questions, len(questions))
    return [_drawn(question, quiz, chance) for question in questions]


def _sample(questions: Sequence[Question], number: int, chance: SystemRandom) -> list[Question]:
    """So many of them, in the order they were written in."""
    return [questions[place] for place in sorted(chance.sample(range(len(questions)), number))]


def _drawn(question: Question, quiz: Quiz, chance: SystemRandom) -> Drawn:
    return {"question": question.key, "choices": _shown(question, quiz, chance), "version": question.version}


def _shown(question: Question, quiz: Quiz, chance: SystemRandom) -> list[str]:
    """The lines of an ordering question are never in the right order already."""
    keys = _matches(question) if question.kind == QuestionKind.MATCHING else [choice.key for choice in question.choices]
    if not quiz.shuffle and question.kind not in (QuestionKind.ORDERING, QuestionKind.MATCHING):
        return keys
    shown = chance.sample(keys, len(keys))
    if question.kind == QuestionKind.ORDERING and shown == keys:
        turned = chance.randrange(1, len(keys))
        shown = [*keys[turned:], *keys[:turned]]
    return shown


def _matches(question: Question) -> list[str]:
    """What may be chosen for a pair; matches that read the same in each language that they share once."""
    shown: dict[str, Texts] = {}
    every = {pair.key: pair.matches for pair in question.pairs} | {one.key: one.texts for one in question.choices}
    for key, texts in every.items():
        if not any(_are_one(texts, before) for before in shown.values()):
            shown[key] = texts
    return list(shown)


def _are_one(one: Texts, other: Texts) -> bool:
    shared = set(one) & set(other)
    return bool(shared) and all(one[language] == other[language] for language in shared)
