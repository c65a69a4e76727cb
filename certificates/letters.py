"""The letter that invites a city, and to whom the network writes there."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop

from certificates import files, render, texts
from certificates.models import Signatory
from certificates.queries.signatories import in_office
from courses.programmes.models import Invitation
from lms.network.deadlines import deadline
from lms.network.models import City
from lms.network.queries import focal_points_of
from lms.network.seat import day_at_seat

SECRETARIAT = gettext_noop("Secretariat")


def invitation_letter(*, invitation: Invitation, at: datetime) -> bytes:
    """The PDF as it was sent, whatever has changed since; for a draft, as of now (`at`)."""
    sent_at = invitation.sent_at
    if sent_at is None:
        return _printed(invitation, at)
    return files.letter(code=invitation.code, sent_at=sent_at, print_it=lambda: _printed(invitation, sent_at))


def freeze_letter(*, invitation_id: int, at: datetime) -> None:
    """Print and store the letter of an invitation that was just sent; done again, it changes nothing."""
    invitation_letter(
        invitation=Invitation.objects.select_related("edition__programme", "city").get(pk=invitation_id), at=at
    )


def _printed(invitation: Invitation, at: datetime) -> bytes:
    return render.render(_document(invitation, day_at_seat(at=at)))


def _document(invitation: Invitation, day: date) -> render.InvitationLetter:
    city, edition = invitation.city, invitation.edition
    language = texts.second_language(city)
    return render.InvitationLetter(
        reference=invitation.reference,
        language=language,
        network_name=settings.NETWORK_NAME,
        issued_in=settings.NETWORK_SEAT,
        issued_on=day,
        city=letterhead(city, language),
        addressee=addressee_of(city=city, day=day),
        programme=render.Words(edition.programme.title_in("en"), str(edition.programme.titles.get(language, ""))),
        edition=edition.code,
        signatory=_signatory(day),
        seats=invitation.seats,
        starts=edition.starts_on,
        ends=edition.ends_on,
        reply_by=deadline(day=invitation.reply_by, city=city),
        answer_url=settings.SITE_URL + reverse("invitation", args=[invitation.code]),
    )


def letterhead(city: City, language: str) -> render.City:
    """The city as its letters name it. The English name is the register's own and can be printed."""
    words = texts.city_words(city, language)
    return render.City(name=printable(words.name) or words.name, country=words.country)


def addressee_of(*, city: City, day: date) -> render.Person:
    """The city's first focal point of the day, or the city itself, as far as their names can be printed.

    A name in a script without a typeface must not keep a city from its letters and certificates.
    """
    person = focal_points_of(city=city, day=day).first()
    names = [texts.name_of(person)] if person else []
    names.append(texts.city_words(city, texts.second_language(city)).name)
    return render.Person(name=next(filter(None, map(printable, names)), render.NOTHING))


def printable(words: render.Words) -> render.Words | None:
    """The words without a native form that no typeface has; nothing where the Latin form cannot be printed either."""
    if not render.has_typeface_for(words.english):
        return None
    return words if render.has_typeface_for(words.native) else render.Words(words.english)


def _signatory(day: date) -> render.Signatory:
    """The Secretary General in office, or the house itself while the office is vacant."""
    signatory = in_office(office=Signatory.Office.SECRETARY_GENERAL, day=day)
    if signatory is None:
        return render.Signatory(name=settings.NETWORK_NAME, office=SECRETARIAT)
    return texts.signer(signatory)
