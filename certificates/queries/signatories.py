"""Who signs on a day."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate, Signatory
from lms.refusals import Refusal

Office = Signatory.Office
SIGNED_BY: dict[str, tuple[Office, ...]] = {
    Certificate.Kind.COMPLETION: (Office.SECRETARY_GENERAL,),
    Certificate.Kind.PARTICIPATION: (Office.SECRETARY_GENERAL,),
    Certificate.Kind.CITY: (Office.SECRETARY_GENERAL, Office.MAYOR_OF_CHAIR_CITY),
}


class SignatoryMissing(Refusal):
    message: ClassVar[str | Promise] = _("Nobody holds the office “%(office)s” on %(day)s. Enter the signatory's term.")


def in_office(*, office: str, day: date) -> Signatory | None:
    """Who holds the office on `day`; of two whose terms overlap, the later."""
    terms = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
    return Signatory.objects.filter(terms, office=office).order_by("-since").first()


def signatories_of(*, kinds: Sequence[str], day: date) -> dict[str, list[Signatory]]:
    """Who signs each kind of certificate on `day`, in order. Raises SignatoryMissing."""
    needed = {office for kind in kinds for office in SIGNED_BY[kind]}
    found = {office: _holder(office, day) for office in Office if office in needed}
    return {kind: [found[office] for office in SIGNED_BY[kind]] for kind in kinds}


def _holder(office: Office, day: date) -> Signatory:
    signatory = in_office(office=office, day=day)
    if signatory is None:
        raise SignatoryMissing(office=office.label, day=day.isoformat())
    return signatory
