"""One form for questions that are the same: in one language, with keys by place, without what says nothing.

What a file holds is a question in this form; export-then-import gives it back. What is left out and does make a
difference is noted as a loss.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.assessment.formats.items import Item, ItemRefused, Notes, NoText
from courses.assessment.formats.texts import GAP, one_line, shortened, tidy
from courses.assessment.formats.weights import credits_of
from courses.assessment.marking import share_of
from courses.outline.structure import Choice, Gap, Number, Pair, Question, QuestionKind, Texts

K = QuestionKind
MARKED_IN_PARTS = {K.MULTIPLE, K.ORDERING, K.MATCHING, K.FILL_IN}
WRITTEN = {K.SHORT_TEXT, K.FILL_IN}
POINTS = 10
"""What an essay is marked out of where nothing else is said."""


class GapsDoNotFit(ItemRefused):
    message: ClassVar[str | Promise] = _("Its text does not name each gap once.")


def standard(item: Item, *, language: str, notes: Notes) -> Item:
    """The item as a file in this language can hold it, its keys kept."""
    question = _all_or_nothing(item.question)
    if not question.texts.get(language):
        raise NoText
    if len(question.texts) > 1:
        notes.add(gettext("Only the texts in the language of the file are in it."))
    choices = _choices(question, language, notes)
    return Item(
        question=Question(
            key=question.key, kind=question.kind, texts=_said(question.texts, language),
            feedback=_said(question.feedback, language), choices=choices,
            answer=question.answer if question.kind is K.TRUE_FALSE else None, **_written(question, language),
            numbers=tuple(_number(one, language) for one in question.numbers) if question.kind is K.NUMERIC else (),
            pairs=tuple(_pair(one, language) for one in question.pairs) if question.kind is K.MATCHING else (),
            gaps=_gaps(question, language), partial=question.partial or question.kind not in MARKED_IN_PARTS,
            weight=question.weight, points=question.points if question.kind is K.ESSAY else POINTS,
        ),
        name=name_of(item.name, question.texts[language]), topics=_tags(item.topics),
        competencies=_tags(item.competencies),
    )  # fmt: skip


def _all_or_nothing(question: Question) -> Question:
    """Where no part is given, what would earn a part earns nothing."""
    if question.partial:
        return question
    earned = {form for form, credit in question.credits.items() if credit != 100}
    return question.model_copy(update={
        "choices": tuple(one.model_copy(update={"credit": None}) for one in question.choices),
        "accepted": {
            tag: tuple(form for form in forms if form not in earned) for tag, forms in question.accepted.items()
        },
        "numbers": tuple(one for one in question.numbers if one.credit == 100),
    })  # fmt: skip


def name_of(name: str, text: str) -> str:
    """Empty where the name is only the beginning of the text, as files have it where somebody gave none."""
    given = shortened(name)
    return "" if given == shortened(text) else given


def with_keys_by_place(question: Question) -> Question:
    """The same with keys 1, 2, …; what is a match of nothing has e1, e2, …"""
    extra = "e" if question.kind is K.MATCHING else ""
    places = {gap.key: str(place) for place, gap in enumerate(question.gaps, start=1)}
    texts = {tag: GAP.sub(lambda found: _named(found[1], places), text) for tag, text in question.texts.items()}
    return question.model_copy(update={
        "texts": texts if question.gaps else question.texts,
        "choices": tuple(one.model_copy(update={"key": f"{extra}{n}"}) for n, one in enumerate(question.choices, 1)),
        "pairs": tuple(one.model_copy(update={"key": str(n)}) for n, one in enumerate(question.pairs, 1)),
        "gaps": tuple(one.model_copy(update={"key": str(n)}) for n, one in enumerate(question.gaps, 1)),
    })  # fmt: skip


def _named(key: str, places: dict[str, str]) -> str:
    return f"[[{places.get(key, key)}]]"


def _said(texts: Texts, language: str) -> Texts:
    text = tidy(texts.get(language, ""))
    return {language: text} if text else {}


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in map(one_line, tags) if tag))


def _choices(question: Question, language: str, notes: Notes) -> tuple[Choice, ...]:
    given = question.choices
    match question.kind:
        case K.SINGLE:
            earned = [None if one.credit == (100 if one.correct else 0) else one.credit for one in given]
        case K.MULTIPLE:
            return _ticks(question, language, notes)
        case K.ORDERING | K.MATCHING:
            return tuple(Choice(key=one.key, texts=_said(one.texts, language)) for one in given)
        case _:
            return ()
    return tuple(_choice(one, language, credit, one.correct) for one, credit in zip(given, earned, strict=True))


def _ticks(question: Question, language: str, notes: Notes) -> tuple[Choice, ...]:
    """All or nothing knows no credits; otherwise what earns something is right."""
    given = question.choices
    if not question.partial or all(one.credit is None for one in given):
        return tuple(_choice(one, language, None, one.correct) for one in given)
    right = sum(one.correct for one in given)
    percents = [_percent(one, right) for one in given]
    if any((percent > 0) != one.correct for percent, one in zip(percents, given, strict=True)):
        notes.add(gettext("What earns something is right, and nothing else: files cannot say otherwise."))
    return tuple(
        _choice(one, language, credit, percent > 0)
        for one, credit, percent in zip(given, credits_of(percents), percents, strict=True)
    )


def _percent(choice: Choice, right: int) -> Decimal:
    share = share_of(choice, of=right) * 100
    return Decimal(share.numerator) / share.denominator


def _choice(choice: Choice, language: str, credit: int | None, correct: bool) -> Choice:
    return Choice(
        key=choice.key, texts=_said(choice.texts, language), correct=correct, credit=credit,
        feedback=_said(choice.feedback, language),
    )  # fmt: skip


def _written(question: Question, language: str) -> dict[str, Any]:
    """Accepted forms, those of every language where this one has none."""
    if question.kind not in WRITTEN:
        return {}
    if question.kind is K.FILL_IN:
        return {"case_sensitive": question.case_sensitive}
    forms = forms_in(question.accepted, language)
    credited = {tidy(form): credit for form, credit in question.credits.items()}
    partly = {form: credited[form] for form in forms if credited.get(form, 100) != 100}
    return {"accepted": {language: forms}, "credits": partly, "case_sensitive": question.case_sensitive}


def forms_in(accepted: dict[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    given = accepted.get(language) or [form for forms in accepted.values() for form in forms]
    return tuple(dict.fromkeys(form for form in map(one_line, given) if form))


def _number(number: Number, language: str) -> Number:
    return number.model_copy(update={"feedback": _said(number.feedback, language)})


def _pair(pair: Pair, language: str) -> Pair:
    return Pair(key=pair.key, texts=_said(pair.texts, language), matches=_said(pair.matches, language))


def _gaps(question: Question, language: str) -> tuple[Gap, ...]:
    """In the order in which the text names them."""
    if question.kind is not K.FILL_IN:
        return ()
    named = GAP.findall(question.texts[language])
    known = {gap.key: gap for gap in question.gaps}
    found = [known[key] for key in named if key in known]
    if len(found) != len(known) or len({gap.key for gap in found}) != len(found):
        raise GapsDoNotFit
    return tuple(Gap(key=gap.key, accepted={language: forms_in(gap.accepted, language)}) for gap in found)
