"""The one way in: `render`."""

from certificates.render import certificate_pages, letter_pages
from certificates.render.documents import CoverLetter, Document, InvitationLetter
from certificates.render.press import typeset


def render(document: Document) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1. Raises RenderError, or MissingGlyph naming the character."""
    if isinstance(document, CoverLetter | InvitationLetter):
        return typeset(letter_pages.composed(document))
    return typeset(certificate_pages.composed(document))
