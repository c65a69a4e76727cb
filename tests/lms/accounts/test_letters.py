"""The mails of allauth, in our words and in the receiver's language."""

from datetime import UTC, datetime
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from django.utils import translation

from lms.mail.models import OutgoingMail
from tests.factories.people import official

pytestmark = pytest.mark.django_db
FOLDER = Path(allauth.__file__).parent / "templates"
# Sign-up is closed, nobody writes to strangers, and a password is replaced by a link.
NEVER_SENT = {"account_already_exists", "unknown_account", "password_reset_code"}
PREFIXES = sorted(
    str(path.relative_to(FOLDER)).removesuffix("_subject.txt")
    for path in (*FOLDER.glob("account/email/*_subject.txt"), *FOLDER.glob("mfa/email/*_subject.txt"))
    if path.name.removesuffix("_subject.txt") not in NEVER_SENT
)
CONTEXT = {
    "code": "ABC-123",
    "password_reset_url": "https://polidari.example/reset/",
    "activate_url": "https://polidari.example/confirm/",
    "from_email": "old@city.example",
    "to_email": "new@city.example",
    "deleted_email": "old@city.example",
    "ip": "192.0.2.1",
    "user_agent": "Mozilla <script>",
    "timestamp": datetime(2026, 3, 2, 9, tzinfo=UTC),
}


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_mail_of_allauth_has_our_words(prefix: str) -> None:
    user = official(name="D'Arcy & Söhne")
    get_adapter().send_mail(prefix, user.email, {"user": user, **CONTEXT})
    letter = OutgoingMail.objects.get()
    assert letter.subject
    assert "example.com" not in letter.text
    assert "&#x27;" not in letter.text
    assert len(letter.text.encode()) < 20_000


def test_there_are_mails_to_check() -> None:
    assert {"account/email/login_code", "account/email/password_reset_key", "mfa/email/totp_activated"} <= set(PREFIXES)


def test_a_mail_is_in_the_language_of_its_receiver_not_of_the_page() -> None:
    user = official(language="ko")
    with translation.override("ar"):
        get_adapter().send_mail("account/email/login_code", user.email, CONTEXT)
    assert OutgoingMail.objects.get().language == "ko"
