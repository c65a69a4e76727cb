"""What an imported question does to the one that the bank holds under its key. Pure."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.bank.languages import with_other_languages
from courses.assessment.formats.items import Item, ItemRefused, Notes
from courses.assessment.formats.standard import standard, with_keys_by_place
from courses.outline.structure import Question
from lms.refusals import Refusal

GROUPS = ("choices", "pairs", "gaps")


class OtherAnswers(Refusal):
    message: ClassVar[str | Promise] = _(
        "The bank has this question in other languages too, with another number of answers: change it there."
    )


def says_the_same(imported: Question, held: Question, language: str) -> bool:
    """Whether the bank's question, in this language, is what the file holds; keys of answers do not matter."""
    kept = _in_one_language(held, language)
    return kept is not None and with_keys_by_place(kept) == with_keys_by_place(imported)


def merged(imported: Question, held: Question, language: str) -> Question:
    """The next version: the file's in its language, and what the bank has in others."""
    if len(set(held.texts) - {language}) == 0:
        return _keyed_like(imported, held, language)
    if any(len(getattr(imported, group)) != len(getattr(held, group)) for group in (*GROUPS, "numbers")):
        raise OtherAnswers
    question = with_other_languages(_keyed_like(imported, held, language), held, language)
    ours = {form for other, forms in held.accepted.items() if other != language for form in forms}
    others = {form: credit for form, credit in held.credits.items() if form in ours}
    return question.model_copy(update={"credits": others | imported.credits})


def _in_one_language(question: Question, language: str) -> Question | None:
    try:
        return standard(Item(question), language=language, notes=Notes()).question
    except ItemRefused:
        return None


def _keyed_like(imported: Question, held: Question, language: str) -> Question:
    """With the keys that the bank's answers have at the same places, where there are as many."""
    kept = _in_one_language(held, language) or held
    by_place = with_keys_by_place(imported)
    update: dict[str, Any] = {}
    for group in GROUPS:
        parts, known = getattr(by_place, group), getattr(kept, group)
        if len(parts) == len(known):
            pairs = zip(parts, known, strict=True)
            update[group] = tuple(part.model_copy(update={"key": one.key}) for part, one in pairs)
        else:
            update[group] = parts
    keys = {part.key: one.key for part, one in zip(by_place.gaps, update["gaps"], strict=True)}
    texts = {tag: _renamed(text, keys) for tag, text in by_place.texts.items()}
    return by_place.model_copy(update=update | {"key": held.key, "texts": texts})


def _renamed(text: str, keys: dict[str, str]) -> str:
    """Names of gaps; all at once, so that no new one is taken for an old one."""
    pieces = text.split("[[")
    return pieces[0] + "".join(f"[[{_first_renamed(piece, keys)}" for piece in pieces[1:])


def _first_renamed(piece: str, keys: dict[str, str]) -> str:
    name, closed, rest = piece.partition("]]")
    return f"{keys.get(name, name)}{closed}{rest}" if closed else piece
