"""How far a learner has got with each unit."""

from dataclasses import dataclass

from django.utils.translation import get_language

from courses.packages.cmi5.structure import Texts, Unit
from courses.records.cmi5.satisfaction import is_satisfied
from courses.records.cmi5.statements import verbs_of
from courses.records.cmi5.vocabulary import course_of
from courses.records.models import Attempt


@dataclass(frozen=True)
class Standing:
    place: int
    unit: Unit
    title: str
    done: bool


def standing_of(attempt: Attempt) -> list[Standing]:
    said = verbs_of(attempt)
    return [
        Standing(place, unit, _text(unit.titles), is_satisfied(unit, said.get(place, ())))
        for place, unit in enumerate(course_of(attempt).units)
    ]


def _text(texts: Texts) -> str:
    return texts.get(get_language() or "") or next(iter(texts.values()))
