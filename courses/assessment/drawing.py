"""Drawing the questions of an attempt, and the order in which choices are shown."""

from random import SystemRandom

from courses.assessment.answers import Drawn
from courses.outline.structure import Question, QuestionKind, Quiz

CHANCE = SystemRandom()


def draw(quiz: Quiz, chance: SystemRandom = CHANCE) -> list[Drawn]:
    """As many questions of the pool as the quiz says, in any order, each with its choices in any order."""
    return [
        {"question": question.key, "choices": _shown(question, chance)}
        for question in chance.sample(quiz.questions, quiz.questions_drawn)
    ]


def _shown(question: Question, chance: SystemRandom) -> list[str]:
    """Shuffled; the lines of an ordering question never in the right order already."""
    keys = [choice.key for choice in question.choices]
    shown = chance.sample(keys, len(keys))
    while question.kind == QuestionKind.ORDERING and shown == keys:
        shown = chance.sample(keys, len(keys))
    return shown
