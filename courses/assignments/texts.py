"""Texts that people send."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.refusals import Refusal


class TextTooLong(Refusal):
    message: ClassVar[str | Promise] = _("The text is longer than %(most)s characters.")


class NotAText(Refusal):
    message: ClassVar[str | Promise] = _("The text contains a character that is none.")


class ReasonMissing(Refusal):
    message: ClassVar[str | Promise] = _("Give a reason; the learner will read it.")


def checked_text(text: str, *, most: int) -> str:
    """With line ends of one kind, which browsers send as two characters."""
    if "\0" in text:
        raise NotAText
    plain = text.replace("\r\n", "\n").strip()
    if len(plain) > most:
        raise TextTooLong(most=most)
    return plain


def checked_reason(text: str, *, most: int) -> str:
    reason = checked_text(text, most=most)
    if not reason:
        raise ReasonMissing
    return reason
