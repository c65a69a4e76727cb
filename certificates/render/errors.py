"""Why a document was not printed."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from lms.refusals import Refusal


class RenderError(Refusal):
    """The same data will fail again: nothing here is worth a retry."""

    message = _("This document cannot be printed.")


class MissingGlyph(RenderError):
    """No bundled typeface has the character. It is named, rather than printed as an empty box."""

    message = _("No typeface has the character %(character)s (%(code)s, %(name)s) in “%(text)s”.")

    def __init__(self, character: str, text: str) -> None:
        name = unicodedata.name(character, "unnamed")
        shown = character if character.isprintable() else "?"
        super().__init__(character=shown, code=f"U+{ord(character):04X}", name=name, text=text)


class BadSignature(RenderError):
    message = _("The signature of %(name)s is not plain SVG path data.")


class DoesNotFit(RenderError):
    message = _("The text needs %(pages)s pages where the design has one.")


class TypefaceNotInstalled(RenderError):
    message = _("The typeface file %(file)s is missing: run “npm ci”.")


class UnusableArtwork(RenderError):
    message = _("The design's artwork uses transparency, which the static layer cannot hold.")
