"""An answer of the register in the words of a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.addresses import verification_address
from certificates.disclosure import Disclosure, disclosed
from certificates.queries.verification import Answer, Verification
from lms.network.seat import day_at_seat

Fact = tuple[str, str]


@dataclass(frozen=True)
class Verdict:
    """Variables of the component design/components/verdict.html."""

    kind: str
    text: str
    facts: list[Fact]
    href: str = ""
    label: str = ""


def verdict_of(found: Verification) -> Verdict:
    said, facts = disclosed(found), []
    if said:
        facts = [*_facts(said), *_revoked(found)]
    successor = found.successor if found.answer == Answer.SUPERSEDED else None
    href = verification_address(successor.code) if successor else ""
    return Verdict(str(found.answer), _sentence(found), facts, href, _("See the certificate that is valid now"))


def _sentence(found: Verification) -> str:
    match found.answer:
        case Answer.VALID:
            return _("The register confirms that it was issued, and that it is in force today.")
        case Answer.SUPERSEDED:
            return _("It was issued, and then corrected: another certificate has taken its place.")
        case Answer.REVOKED:
            return _("It was issued, and is no longer in force.")
        case Answer.ALTERED:
            return _(
                "The certificate that this file claims to be exists, but this file is not the one that was issued."
                " Do not rely on it."
            )
        case _ if found.by_file:
            return _(
                "The register does not know this file. If it is a certificate, ask its holder for the file as it was"
                " downloaded, or enter the code that is printed on it."
            )
        case _:
            return _("The register knows no such certificate. Check that the code is typed exactly as printed.")


def _facts(said: Disclosure) -> Iterator[Fact]:
    yield _("Kind"), said.kind_label
    yield _("Holder"), said.holder
    if said.officials:
        named = ngettext("%(count)s official", "%(count)s officials", said.officials) % {"count": said.officials}
        yield _("Named in its annex"), named
    if said.number:
        yield _("Number"), _isolated(said.number)
    yield _("Programme"), said.programme
    yield _("City"), _("%(city)s, %(country)s") % {"city": said.city, "country": said.country}
    yield _("Dates"), _("%(start)s to %(end)s") % {"start": _day(said.starts), "end": _day(said.ends)}
    yield _("Issued"), _("%(date)s by %(network)s") % {"date": _day(said.issued_on), "network": said.issued_by}


def _revoked(found: Verification) -> Iterator[Fact]:
    if revocation := found.revocation:
        yield _("Revoked"), _day(day_at_seat(at=revocation.confirmed_at)) if revocation.confirmed_at else ""
        yield _("Reason"), revocation.get_reason_display()


def _isolated(number: str) -> SafeString:
    """A number keeps its order of parts in a right-to-left page too."""
    return format_html('<bdi dir="ltr">{}</bdi>', number)


def _day(day: date) -> str:
    return date_format(day)
