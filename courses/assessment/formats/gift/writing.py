"""Writing GIFT."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from django.utils.translation import gettext

from courses.assessment.formats.gift.escapes import FORMAT, escaped
from courses.assessment.formats.items import CannotBeHeld, Item, Notes, Writing, each_written
from courses.assessment.formats.standard import POINTS, standard, with_keys_by_place
from courses.assessment.formats.tags import as_tags, category_of
from courses.assessment.formats.texts import GAP
from courses.assessment.formats.weights import percents_of, plain_number
from courses.outline.structure import Choice, Number, Question, QuestionKind, Texts

K = QuestionKind
IN_PARTS_OR_NOT = {K.ORDERING}


def write_gift(items: Iterable[Item], *, language: str) -> Writing:
    lines, blocks = each_written(items, lambda item, notes: _rendered(item, language, notes))
    parts, category = [], ""
    for wanted, block in blocks:
        if wanted != category and (category or wanted != category_of(())):
            parts.append(f"$CATEGORY: {wanted}\n")
        category = wanted
        parts.append(block)
    return Writing("\n".join(parts).encode(), lines)


def _rendered(item: Item, language: str, notes: Notes) -> tuple[Item, tuple[str, str]]:
    kept = standard(item, language=language, notes=notes)
    question = with_keys_by_place(kept.question)
    _note_losses(question, notes)
    answers = WRITERS[question.kind](question, language, notes)
    feedback = f"####{_text(question.feedback, language)}" if question.feedback else ""
    body = f"{answers}{feedback}" + ("\n" if feedback else "") if answers.endswith("\n") else f"{answers}{feedback}"
    before, after = _around(question, language)
    name = f"::{escaped(kept.name)}::" if kept.name else ""
    block = f"{_comment(kept)}{name}[plain]{before}{{{body}}}{after}\n"
    return kept, (category_of(kept.topics), block)


def _comment(item: Item) -> str:
    tags = "".join(f" [tag:{_in_brackets(tag)}]" for tag in as_tags(item.topics, item.competencies))
    return f"// [id:{_in_brackets(item.question.key)}]{tags}\n"


def _in_brackets(text: str) -> str:
    return re.sub(r"([\]\\])", r"\\\1", text)


def _note_losses(question: Question, notes: Notes) -> None:
    if question.weight != 1:
        notes.add(gettext("This format has no weight of a question."))
    if question.points != POINTS:
        notes.add(gettext("This format does not say how many points an essay is marked out of."))
    if question.case_sensitive:
        notes.add(gettext("This format does not tell capitals from small letters."))
    if not question.partial and question.kind not in IN_PARTS_OR_NOT:
        notes.add(gettext("This format cannot say that only a wholly right answer counts."))


def _around(question: Question, language: str) -> tuple[str, str]:
    """Text before and after the braces."""
    text = question.texts[language]
    if question.kind is not K.FILL_IN:
        return f"{escaped(text)} ", ""
    before, _gap, after = text.partition("[[1]]")
    return escaped(before), escaped(after)


def _text(texts: Texts, language: str) -> str:
    """Escaped; what looks like the name of a format is told from one."""
    text = texts.get(language, "")
    return f"[plain]{escaped(text)}" if FORMAT.match(text) or text.startswith("//") else escaped(text)


def _feedback(texts: Texts, language: str) -> str:
    return f"#{_text(texts, language)}" if texts else ""


def _choice(choice: Choice, language: str, mark: str) -> str:
    return f"\n\t{mark}{_text(choice.texts, language)}{_feedback(choice.feedback, language)}"


def _percent(percent: Decimal | int) -> str:
    return f"%{plain_number(Decimal(percent))}%"


def _single(question: Question, language: str, notes: Notes) -> str:
    if len(question.choices) < 2:
        raise CannotBeHeld
    right = next(choice for choice in question.choices if choice.correct)
    if right.credit is not None:
        notes.add(gettext("In this format the right answer earns everything."))
    marks = ("=" if one is right else f"~{_percent(one.credit or 0)}" for one in question.choices)
    lines = (_choice(one, language, mark) for one, mark in zip(question.choices, marks, strict=True))
    return "".join(lines) + "\n"


def _multiple(question: Question, language: str, _notes: Notes) -> str:
    weighed = zip(question.choices, percents_of(question.choices), strict=True)
    return "".join(_choice(one, language, f"~{_percent(percent)}") for one, percent in weighed) + "\n"


def _truth(question: Question, _language: str, _notes: Notes) -> str:
    return "TRUE" if question.answer else "FALSE"


def _forms(question: Question, language: str, notes: Notes) -> str:
    given = question.gaps[0].accepted if question.gaps else question.accepted
    weighed = [(form, question.credits.get(form, 100)) for form in given[language]]
    return (
        "".join(f"\n\t={_weight(form, credit)}{_arrowless(form, language, notes)}" for form, credit in weighed) + "\n"
    )


def _weight(form: str, credit: int) -> str:
    """Said where it is not everything, or where the answer itself looks like a weight."""
    return "" if credit == 100 and not form.startswith("%") else _percent(credit)


def _arrowless(text: str, language: str, notes: Notes) -> str:
    """An arrow of two signs would make a pair of it."""
    if "->" in text:
        notes.add(gettext("In this format “->” becomes “→”."))
    return _text({language: text.replace("->", "→")}, language)


def _matching(question: Question, language: str, notes: Notes) -> str:
    pairs = [(pair.texts[language], pair.matches[language]) for pair in question.pairs]
    pairs += [("", choice.texts[language]) for choice in question.choices]
    lines = (
        f"\n\t={_arrowless(left, language, notes)} -> {_arrowless(right, language, notes)}" for left, right in pairs
    )
    return "".join(lines) + "\n"


def _ordering(question: Question, language: str, _notes: Notes) -> str:
    marked = "RELATIVE_NEXT_EXCLUDE_LAST" if question.partial else "ALL_OR_NOTHING"
    lines = (f"\n\t{_text(choice.texts, language)}" for choice in question.choices)
    return f">ALL VERTICAL {marked}{''.join(lines)}\n"


def _numeric(question: Question, language: str, _notes: Notes) -> str:
    return "#" + "".join(f"\n\t={_number(number, language)}" for number in question.numbers) + "\n"


def _number(number: Number, language: str) -> str:
    weight = "" if number.credit == 100 else _percent(number.credit)
    around = f":{plain_number(number.tolerance)}" if number.tolerance else ""
    return f"{weight}{plain_number(number.value)}{around}{_feedback(number.feedback, language)}"


def _fill_in(question: Question, language: str, notes: Notes) -> str:
    """One gap, with text after it, is a missing word; more cannot be written."""
    after = GAP.split(question.texts[language])[2]
    if len(question.gaps) > 1 or not after.strip():
        raise CannotBeHeld
    return _forms(question, language, notes)


WRITERS: dict[QuestionKind, Callable[[Question, str, Notes], str]] = {
    K.SINGLE: _single, K.MULTIPLE: _multiple, K.TRUE_FALSE: _truth, K.SHORT_TEXT: _forms, K.ORDERING: _ordering,
    K.NUMERIC: _numeric, K.MATCHING: _matching, K.FILL_IN: _fill_in,
    K.ESSAY: lambda _question, _language, _notes: "",
}  # fmt: skip
