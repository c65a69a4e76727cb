"""What stands on a certificate, line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from certificates.render import sheets
from certificates.render.composition import Composition
from certificates.render.documents import (
    Certificate,
    CityCertificate,
    CompletionCertificate,
    NamedOfficial,
    ParticipationCertificate,
    Signatory,
    Words,
)
from certificates.render.lines import Line, Style, line, paragraph
from certificates.render.phrases import (
    chosen,
    facts,
    full_sentence,
    has_words_in,
    hours,
    listed,
    long_date,
    place,
    said_in,
    wording,
)
from certificates.render.runs import in_spans, marked_up, runs

NETWORK = Style("network", 5, 9.5, width=180, weight=600)
HEADING = Style("heading", 11.5, 28, leading=1.15)
NATIVE_HEADING = Style("native-heading", 6, 12.5, above=0.4)
OPENING = Style("opening", 5, 10.5, above=1.6)
NAME = Style("name", 12.5, 29, weight=600, leading=1.2, above=0.5)
CITY_NAME = Style("name", 15.8, 37, weight=600, leading=1.2, above=0.2)
NATIVE_NAME = Style("native-name", 7, 14, leading=1.4)
CITY_NATIVE_NAME = Style("native-name", 8, 16, leading=1.4)
PLACE = Style("place", 5.2, 11, above=0.3)
PROGRAMME = Style("programme", 9, 17, weight=600, leading=1.25, above=0.3)
COURSES = Style("courses", 3.8, 8.5, above=0.3)
FACTS = Style("facts", 4.6, 10, above=0.3)
SENTENCE = Style("sentence", 10.6, 10, width=205, leading=1.5, above=2.5)
LABEL = Style("label", 3.4, 7, width=52)
RECORD = Style("record-number", 4, 8.5, width=52, weight=600)
PROOF = Style("label", 3.2, 6.5, width=60)
SIGNER = Style("signer", 4.6, 9.5, weight=600)
OFFICE = Style("office", 3.8, 8)

_COLUMN = (60.5, 149.5)  # from under the network's name to above the signatures
_TIGHTEST, _AIRIEST = 0.3, 3.4  # times the white space that the styles ask for, by what the column has
_SPARE = 4.0  # of the column's height that is left free above and below

_SHEETS = {
    CompletionCertificate: sheets.COMPLETION,
    ParticipationCertificate: sheets.PARTICIPATION,
    CityCertificate: sheets.CITY,
}


def composed(certificate: Certificate) -> Composition:
    second = certificate.language if has_words_in(certificate.language) else ""
    places = sheets.signing_places(len(certificate.signatories))
    with said_in("en"):
        heading = wording(certificate).heading
        context = _english(certificate, second)
    if second:
        with said_in(second):
            context["lines"].append(paragraph(SENTENCE, full_sentence(certificate, second), second))
            context["record"].append(line(LABEL, long_date(certificate.issued_on), second))
    context["lines"] = _airy(context["lines"])
    context["top"] = _centred(context["lines"])
    context["design"] = _SHEETS[type(certificate)].frame
    return Composition(
        template="certificate.html",
        context=context,
        title=f"{heading}: {_holder(certificate).english}",
        language=certificate.language,
        issued_on=certificate.issued_on,
        author=certificate.network_name,
        sheet=_SHEETS[type(certificate)],
        network_name=certificate.network_name,
        signatures=sheets.signatures(certificate.signatories, [place.signature_at() for place in places]),
        qr=certificate.verification_url,
        identity=(certificate.number, certificate.code),
    )


def _holder(certificate: Certificate) -> Words:
    return certificate.city.name if isinstance(certificate, CityCertificate) else certificate.person.name


def _english(certificate: Certificate, second: str) -> dict[str, Any]:
    return {
        "network": line(NETWORK, certificate.network_name),
        "lines": list(_main_lines(certificate, second)),
        "signing": [
            _signing(signatory, place)
            for signatory, place in zip(
                certificate.signatories, sheets.signing_places(len(certificate.signatories)), strict=True
            )
        ],
        "record": list(_record(certificate)),
        "proof": list(_proof(certificate)),
        "annex": _annex(certificate) if isinstance(certificate, CityCertificate) else None,
    }


def _main_lines(certificate: Certificate, second: str) -> Iterator[Line]:
    words = wording(certificate)
    of_city = isinstance(certificate, CityCertificate)
    yield line(HEADING, words.heading, tag="h1")
    if second:
        with said_in(second):
            yield line(NATIVE_HEADING, wording(certificate).heading, second)
    yield line(OPENING, words.opening)
    yield line(CITY_NAME if of_city else NAME, _holder(certificate).english, certificate.language)
    yield from _native_name(certificate)
    if whereabouts := _whereabouts(certificate):
        yield paragraph(PLACE, whereabouts, "en")
    yield line(OPENING, words.statement)
    yield line(PROGRAMME, certificate.training.programme.english)
    if courses := listed(course.english for course in certificate.training.courses):
        yield line(COURSES, courses)
    yield line(FACTS, facts(certificate.training, getattr(certificate, "score", None)))


def _native_name(certificate: Certificate) -> Iterator[Line]:
    native = _holder(certificate).native
    if native and native != _holder(certificate).english:
        style = CITY_NATIVE_NAME if isinstance(certificate, CityCertificate) else NATIVE_NAME
        yield line(style, native, certificate.language)


def _whereabouts(certificate: Certificate) -> SafeString:
    if isinstance(certificate, CityCertificate):
        return marked_up(certificate.city.country.english)
    return place(certificate.city, "en", certificate.person.title)


def _signing(signatory: Signatory, at: sheets.SigningPlace) -> dict[str, Any]:
    return {
        "left": at.left,
        "width": at.width,
        "lines": [
            line(replace(style, width=at.width), text)
            for style, text in ((SIGNER, signatory.name), (OFFICE, signatory.office), (OFFICE, signatory.organisation))
            if text
        ],
    }


def _record(certificate: Certificate) -> Iterator[Line]:
    """The lower left corner: number and day of issue."""
    yield line(LABEL, _("Certificate number"))
    yield line(RECORD, certificate.number)
    issued = _("Issued in %(city)s on %(date)s") % {
        "city": certificate.issued_in,
        "date": long_date(certificate.issued_on),
    }
    yield line(LABEL, issued)
    yield line(LABEL, certificate.issued_on.isoformat())


def _proof(certificate: Certificate) -> Iterator[Line]:
    """The lower right corner, under the QR code."""
    yield line(PROOF, certificate.verification_url.partition("://")[2] or certificate.verification_url)
    yield line(PROOF, _("Verification code %(code)s") % {"code": certificate.code})


def _airy(lines: list[Line]) -> list[Line]:
    """The column's white space in proportion to the styles', more of it where there is less to say."""
    first, last = _COLUMN
    asked = sum(each.style.above for each in lines)
    airy = max(_TIGHTEST, min(_AIRIEST, (last - first - _SPARE - sum(each.height for each in lines)) / asked))
    return [replace(each, style=replace(each.style, above=round(each.style.above * airy, 2))) for each in lines]


def _centred(lines: Iterable[Line]) -> float:
    first, last = _COLUMN
    return round(max(first, (first + last - sum(each.height + each.style.above for each in lines)) / 2), 2)


def _annex(certificate: CityCertificate) -> dict[str, Any]:
    programme = chosen(certificate.training.programme, "en")
    return {
        "heading": marked_up(_("Annex to certificate %(number)s") % {"number": certificate.number}),
        "caption": marked_up(
            f"{listed([certificate.city.name.english, certificate.city.country.english])} · {programme}"
        ),
        "columns": [_("No."), _("Name"), _("In the city's language"), _("Office"), _("Training")],
        "rows": [
            _row(position, official, certificate.language) for position, official in enumerate(certificate.officials, 1)
        ],
    }


def _row(position: int, official: NamedOfficial, language: str) -> dict[str, Any]:
    return {
        "position": position,
        "name": marked_up(official.name.english),
        "native": in_spans(runs(official.name.native, language)),
        "title": marked_up(official.title.english),
        "hours": marked_up(hours(official.hours)),
    }
