"""The words around the data, in one language at a time.

A document is bilingual: English, and the city's language where the interface has been translated into it. In any
other language the words stay English alone, while names keep their native form.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import ceil

from django.conf import settings
from django.utils.dateformat import format as formatted
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from certificates.render.breaking import name_kept, unbroken
from certificates.render.documents import (
    Certificate,
    City,
    CityCertificate,
    CompletionCertificate,
    ParticipationCertificate,
    Training,
    Words,
)
from certificates.render.runs import marked_up, sentence

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def said_in(language: str) -> AbstractContextManager[None]:
    return override(language)


def has_words_in(language: str) -> bool:
    """Whether the certificate's own sentences exist in `language`."""
    if language == "en" or language not in dict(settings.LANGUAGES):
        return False
    with override("en"):
        english = _("Certificate of Completion")
    with override(language):
        return _("Certificate of Completion") != english


def direction(language: str) -> str:
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def long_date(day: date) -> str:
    """The day written out, with spaces that no line breaks at."""
    return unbroken(formatted(day, pgettext("long date, in the letters of Django's date format", "j F Y")))


def moment(at: datetime) -> str:
    """Day, time and zone of an aware moment, in its own zone."""
    zone = at.tzname() if at.tzinfo is None else str(at.tzinfo)
    return _("%(day)s, %(time)s (%(zone)s time)") % {
        "day": unbroken(
            formatted(at, pgettext("weekday and long date, in the letters of Django's date format", "l j F Y"))
        ),
        "time": f"{at:%H:%M}",
        "zone": zone,
    }


def period(starts: date, ends: date) -> str:
    if starts == ends:
        return long_date(starts)
    return _("%(start)s to %(end)s") % {"start": long_date(starts), "end": long_date(ends)}


def hours(amount: Decimal | int) -> str:
    count = f"{Decimal(amount).normalize():f}"
    return unbroken(ngettext("%(count)s hour", "%(count)s hours", ceil(amount)) % {"count": count})


def _between() -> str:
    return pgettext("between the parts of a list, with its space", ", ")


def listed(parts: Iterable[str]) -> str:
    return _between().join(filter(None, parts))


def listed_apart(parts: Iterable[str], language: str) -> SafeString:
    """A list whose parts may be written in different directions: each keeps its own, the list has the language's."""
    return format_html_join(_between(), "{}", ((marked_up(part, language),) for part in parts if part))


def chosen(words: Words, language: str) -> str:
    return words.english if language == "en" else words.in_city_language


def place(city: City, language: str, *before: Words) -> SafeString:
    """“Director, Hebron, Palestine”, in the language asked for."""
    return listed_apart((chosen(words, language) for words in (*before, city.name, city.country)), language)


@dataclass(frozen=True)
class Wording:
    """What a certificate says in its large English part, line by line, and in its second language as one sentence."""

    heading: str
    opening: str
    statement: str
    sentence: str


def wording(certificate: Certificate) -> Wording:
    """In the language that is active."""
    match certificate:
        case CompletionCertificate():
            return _completion()
        case ParticipationCertificate():
            return _participation()
        case CityCertificate():
            return _city(certificate)


def _completion() -> Wording:
    return Wording(
        heading=_("Certificate of Completion"),
        opening=_("This is to certify that"),
        statement=_("has successfully completed the programme"),
        sentence=_(
            "This is to certify that %(holder)s (%(place)s) has successfully completed the programme"
            " “%(programme)s” (%(period)s, %(hours)s)."
        ),
    )


def _participation() -> Wording:
    return Wording(
        heading=_("Certificate of Participation"),
        opening=_("This is to certify that"),
        statement=_("took part in the programme"),
        sentence=_(
            "This is to certify that %(holder)s (%(place)s) took part in the programme"
            " “%(programme)s” (%(period)s, %(hours)s)."
        ),
    )


def _city(certificate: CityCertificate) -> Wording:
    count = len(certificate.officials)
    named = {"count": count, "network": certificate.network_name}
    return Wording(
        heading=_("City Certificate"),
        opening=_("Presented to the City of"),
        statement=ngettext(
            "whose %(count)s official has completed, at the invitation of %(network)s, the programme",
            "whose %(count)s officials have completed, at the invitation of %(network)s, the programme",
            count,
        )
        % named,
        sentence=ngettext(
            "Presented to the City of %(holder)s (%(place)s): at the invitation of %(network)s, %(count)s official of"
            " the city has completed the programme “%(programme)s” (%(period)s, %(hours)s).",
            "Presented to the City of %(holder)s (%(place)s): at the invitation of %(network)s, %(count)s officials of"
            " the city have completed the programme “%(programme)s” (%(period)s, %(hours)s).",
            count,
        ),
    )


def full_sentence(certificate: Certificate, language: str) -> SafeString:
    """The whole statement in the active language, every datum marked with its own."""
    said = {
        "holder": name_kept(_holder(certificate, language)),
        "programme": chosen(certificate.training.programme, language),
        "network": certificate.network_name,
        "count": str(_count(certificate)),
        "period": period(certificate.training.starts, certificate.training.ends),
        "hours": hours(certificate.training.hours),
    }
    marked = {key: marked_up(value, language) for key, value in said.items()}
    return sentence(wording(certificate).sentence, place=_whereabouts(certificate, language), **marked)


def _holder(certificate: Certificate, language: str) -> str:
    if isinstance(certificate, CityCertificate):
        return chosen(certificate.city.name, language)
    return chosen(certificate.person.name, language)


def _whereabouts(certificate: Certificate, language: str) -> SafeString:
    if isinstance(certificate, CityCertificate):
        return marked_up(chosen(certificate.city.country, language), language)
    return place(certificate.city, language, certificate.person.title)


def _count(certificate: Certificate) -> int:
    return len(certificate.officials) if isinstance(certificate, CityCertificate) else 1


def facts(training: Training, score: int | None) -> str:
    """Period, hours and, where the programme prints it, the score."""
    parts = [period(training.starts, training.ends), hours(training.hours)]
    if score is not None:
        parts.append(unbroken(_("score %(score)s %%") % {"score": score}))
    return pgettext("between facts on one line, with its spaces", " · ").join(parts)
