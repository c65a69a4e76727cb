"""Frozen data in, the bytes of a PDF out; the same data give the same bytes. No database, no network."""

from certificates.render.documents import (
    NOTHING,
    City,
    CityCertificate,
    CompletionCertificate,
    CoverLetter,
    Document,
    Enclosure,
    InvitationLetter,
    NamedOfficial,
    ParticipationCertificate,
    Person,
    Signatory,
    Training,
    Words,
)
from certificates.render.errors import MissingGlyph, RenderError
from certificates.render.file_metadata import identity_of
from certificates.render.printing import render
from certificates.render.typefaces import has_typeface_for

__all__ = [
    "NOTHING",
    "City",
    "CityCertificate",
    "CompletionCertificate",
    "CoverLetter",
    "Document",
    "Enclosure",
    "InvitationLetter",
    "MissingGlyph",
    "NamedOfficial",
    "ParticipationCertificate",
    "Person",
    "RenderError",
    "Signatory",
    "Training",
    "Words",
    "has_typeface_for",
    "identity_of",
    "render",
]
