"""What a question is called in a list."""

import re

from django.utils.html import strip_tags
from django.utils.text import Truncator

from courses.outline.structure import Question, Texts

LONGEST_TITLE = 160


def title_of(question: Question, language: str) -> str:
    """Its text, in one line without markup."""
    text = strip_tags(text_in(question.texts, language))
    shown = re.sub(r"\[\[.*?\]\]", "___", text)
    return Truncator(" ".join(shown.split())).chars(LONGEST_TITLE) or question.key


def text_in(texts: Texts, *languages: str) -> str:
    """In the first of the languages that has it, else in any."""
    found = next((texts[language] for language in languages if texts.get(language)), "")
    return found or next(iter(texts.values()), "")
