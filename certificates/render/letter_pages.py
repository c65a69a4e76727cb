"""Letters: the same text in English and, on a page of its own, in the city's language."""

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.render import sheets
from certificates.render.breaking import filled
from certificates.render.composition import Composition
from certificates.render.documents import CoverLetter, InvitationLetter, Letter, Signatory, Words
from certificates.render.errors import BadSignature
from certificates.render.phrases import (
    chosen,
    direction,
    has_words_in,
    listed_apart,
    long_date,
    moment,
    period,
    place,
    said_in,
)
from certificates.render.runs import marked_up, sentence
from certificates.render.signatures import is_path_data

# Widths (mm) and sizes (points) of the style sheet, where lines are filled here.
_PARAGRAPH = {"width": 160, "size": 10.5}
_SUBJECT = {"width": 160, "size": 15}
_VALUE = {"width": 106, "size": 10.5}


def composed(letter: Letter) -> Composition:
    if not is_path_data(letter.signatory.signature):
        raise BadSignature(name=letter.signatory.name)
    languages = ["en", letter.language] if has_words_in(letter.language) else ["en"]
    parts = []
    for language in languages:
        with said_in(language):
            parts.append(_part(letter, language))
    return Composition(
        template="letter.html",
        context={"parts": parts, "design": "letter", "network": marked_up(letter.network_name)},
        title=f"{parts[0]['subject_text']} ({letter.reference})",
        language=letter.language,
        issued_on=letter.issued_on,
        author=letter.network_name,
        sheet=sheets.LETTER,
        network_name=letter.network_name,
    )


def _part(letter: Letter, language: str) -> dict[str, Any]:
    subject = _subject(letter, language)
    return {
        "language": language,
        "direction": direction(language),
        "reference": _labelled(_("Reference"), letter.reference),
        "dated": listed_apart([letter.issued_in, long_date(letter.issued_on)], language),
        "addressee": list(filter(None, _address(letter, language))),
        "subject": filled(marked_up(subject, language), language, **_SUBJECT),
        "subject_text": subject,
        "greeting": sentence(_("Dear %(name)s,"), name=_said(letter.addressee.name, language)),
        "paragraphs": [filled(each, language, **_PARAGRAPH) for each in _paragraphs(letter, language)],
        "facts": [_labelled(label, value, language) for label, value in _facts(letter, language)],
        "table": _enclosures(letter, language) if isinstance(letter, CoverLetter) else None,
        "closing": filled(marked_up(_closing(letter), language), language, **_PARAGRAPH),
        "farewell": _("Yours sincerely,"),
        "signature": letter.signatory.signature,
        "signature_label": _("Signature"),
        "signatory": marked_up(letter.signatory.name),
        "office": _office(letter.signatory),
    }


def _office(signatory: Signatory) -> SafeString:
    """As the signatory is entered, in English."""
    with said_in("en"):
        return listed_apart([signatory.office, signatory.organisation], "en")


def _said(words: Words, language: str) -> SafeString:
    return marked_up(chosen(words, language), language)


def _labelled(label: str, value: str, language: str = "en") -> dict[str, SafeString]:
    return {"label": marked_up(label, language), "value": filled(marked_up(value, language), language, **_VALUE)}


def _address(letter: Letter, language: str) -> Iterator[SafeString]:
    yield _said(letter.addressee.name, language)
    yield _said(letter.addressee.title, language)
    yield place(letter.city, language)


def _subject(letter: Letter, language: str) -> str:
    pattern = (
        _("Invitation to %(programme)s") if isinstance(letter, InvitationLetter) else _("Certificates of %(programme)s")
    )
    return pattern % {"programme": chosen(letter.programme, language)}


def _paragraphs(letter: Letter, language: str) -> Iterator[SafeString]:
    city = _said(letter.city.name, language)
    programme = _said(letter.programme, language)
    network = marked_up(letter.network_name, language)
    if isinstance(letter, InvitationLetter):
        yield sentence(
            _("%(network)s invites the City of %(city)s to take part in the programme “%(programme)s”."),
            network=network,
            city=city,
            programme=programme,
        )
        yield sentence(
            ngettext(
                "We offer your city %(count)s seat, and ask you to nominate the official who is to take it.",
                "We offer your city %(count)s seats, and ask you to nominate the officials who are to take them.",
                letter.seats,
            ),
            count=marked_up(str(letter.seats)),
        )
        return
    yield sentence(
        ngettext(
            "We are pleased to send you %(count)s certificate for the City of %(city)s,"
            " awarded in the programme “%(programme)s”.",
            "We are pleased to send you %(count)s certificates for the City of %(city)s,"
            " awarded in the programme “%(programme)s”.",
            len(letter.enclosures),
        ),
        count=marked_up(str(len(letter.enclosures))),
        city=city,
        programme=programme,
    )


def _facts(letter: Letter, language: str) -> Iterator[tuple[str, str]]:
    yield _("Programme"), chosen(letter.programme, language)
    yield _("Edition"), letter.edition
    if isinstance(letter, InvitationLetter):
        yield _("Dates"), period(letter.starts, letter.ends)
        yield _("Seats offered"), str(letter.seats)
        yield _("Please answer by"), moment(letter.reply_by)
        yield _("Answer at"), letter.answer_url
    else:
        yield _("Verify each certificate at"), letter.verification_url


def _closing(letter: Letter) -> str:
    if isinstance(letter, InvitationLetter):
        return _("After that time the seats may be offered to another city. We look forward to working with you.")
    return _("Please hand each certificate to its holder with our congratulations.")


def _enclosures(letter: CoverLetter, language: str) -> dict[str, Any]:
    return {
        "columns": [_("Certificate number"), _("Holder"), _("File")],
        "rows": [
            [marked_up(item.number), _said(item.holder, language), marked_up(item.file_name)]
            for item in letter.enclosures
        ],
    }
