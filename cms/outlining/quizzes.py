"""A quiz's blocks as a frozen quiz. What it takes from the bank is copied as it is now, and stays so."""

from typing import Any

from cms.outlining.questions import Versions, by_id, question_of
from courses.assessment.bank.freezing import frozen
from courses.assessment.bank.queries import current_questions, questions_to_draw
from courses.outline.structure import Counts, Pool, Question, QuestionKind, Quiz, Review, When

BANK, DRAW = "bank", "draw"
WRITTEN_HERE = {kind.value for kind in QuestionKind}


def quiz_of(value: Any, versions: Versions, language: str) -> Quiz:
    """`language` is what the course was written in, which texts of the bank fall back to."""
    rules, review = value["rules"], value["review"]
    return Quiz(
        pass_mark=value["pass_mark"], attempts=value["attempts"], draw=value["draw"], minutes=rules["minutes"],
        grace=rules["grace"], counts=Counts(rules["counts"]), shuffle=rules["shuffle"],
        review=Review(**{name: When(review[name]) for name in ("marks", "feedback", "answers")}),
        questions=tuple(_own(value, versions, language)), pools=tuple(_pools(value, language)),
    )  # fmt: skip


def _own(value: Any, versions: Versions, language: str) -> list[Question]:
    """Those written here and those chosen from the bank, in order, none twice."""
    pools = {other: by_id(version["questions"]) for other, version in versions.items()}
    chosen = [block.value for block in value["questions"] if block.block_type == BANK and block.value]
    banked = current_questions(keys=[row.key for row in chosen]) if chosen else {}
    found: dict[str, Question] = {}
    for block in value["questions"]:
        if block.block_type == BANK and block.value:
            question = frozen(banked[block.value.key], written_in=block.value.language, language=language)
            found.setdefault(question.key, question)
        elif block.block_type in WRITTEN_HERE:
            same = {other: pool[block.id].value for other, pool in pools.items() if block.id in pool}
            kind = QuestionKind(block.block_type)
            found[block.id] = question_of(key=block.id, kind=kind, value=block.value, versions=same)
    return list(found.values())


def _pools(value: Any, language: str) -> list[Pool]:
    """A draw of which nothing is left in the bank is no pool (`cms.outlining.draws` says that it lacks questions)."""
    pools = []
    for block in value["questions"]:
        if block.block_type == DRAW:
            rows = questions_to_draw(**tags_of(block))
            questions = tuple(frozen(row.question, written_in=row.language, language=language) for row in rows)
            if questions:
                pools.append(Pool(key=block.id, draw=block.value["number"], questions=questions))
    return pools


def tags_of(draw: Any) -> dict[str, str]:
    """What a draw asks the bank for."""
    return {name: draw.value[name] or "" for name in ("topic", "competency", "kind")}
