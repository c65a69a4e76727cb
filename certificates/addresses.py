"""Addresses that are printed or mailed, so they are whole."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from courses.programmes.models import Edition, Invitation
from lms.network.models import City

LETTER_SALT = "certificates.invitation-letter"
LETTER_KEY_VALID = 90 * 24 * 60 * 60
"""Seconds: longer than any city is given to reply."""


def verification_address(code: str) -> str:
    return _whole(reverse("verification", args=[code]))


def verification_start() -> str:
    return _whole(reverse("verify"))


def record_address() -> str:
    return _whole(reverse("my_record"))


def city_archive_address(edition: Edition, city: City) -> str:
    return _whole(reverse("city_archive", args=[edition.code, city.slug]))


def letter_link(invitation: Invitation) -> str:
    """The invitation letter's address with a key, so that it opens on a device where nobody is signed in.

    The key opens this one letter, for LETTER_KEY_VALID seconds, and nothing else.
    """
    key = signing.dumps(invitation.code, salt=LETTER_SALT)
    return _whole(f"{reverse('invitation_letter', args=[invitation.code])}?key={key}")


def key_opens_letter(key: str, code: str) -> bool:
    try:
        return bool(signing.loads(key, salt=LETTER_SALT, max_age=LETTER_KEY_VALID) == code)
    except signing.BadSignature:
        return False


def _whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
