"""What a question is called in a list."""

from django.core.exceptions import SuspiciousOperation
from django.utils.html import strip_tags
from django.utils.text import Truncator

from courses.assessment.formats.texts import GAP
from courses.outline.structure import Question, Texts

LONGEST_TITLE = 160


def title_of(question: Question, language: str) -> str:
    """Its text, in one line without markup."""
    shown = GAP.sub("___", _without_tags(text_in(question.texts, language)))
    return Truncator(" ".join(shown.split())).chars(LONGEST_TITLE) or question.key


def _without_tags(text: str) -> str:
    """A text of nothing but signs for tags is left as it is: it is shown escaped anyhow."""
    try:
        return strip_tags(text)
    except SuspiciousOperation:
        return text


def text_in(texts: Texts, *languages: str) -> str:
    """In the first of the languages that has it, else in any."""
    found = next((texts[language] for language in languages if texts.get(language)), "")
    return found or next(iter(texts.values()), "")
