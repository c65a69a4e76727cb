"""Second factors as this platform uses them: secrets kept encrypted, and what a session knows of them."""

import base64
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest


class SecondFactorAdapter(DefaultMFAAdapter):
    """A copy of the database alone opens nothing: the key is derived from SECRET_KEY.

    Those of SECRET_KEY_FALLBACKS still decrypt after a rotation.
    """

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def remember_factor(*, request: HttpRequest, authenticator: Authenticator, **_signal: Any) -> None:
    """Whoever sets a factor up has shown it in this session; other sessions are asked for it."""
    kind, number = authenticator.type, authenticator.pk
    record_authentication(request, authenticator.user, "mfa", id=number, type=kind)


def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _derived(key: str) -> bytes:
    """A key for this purpose alone (HKDF, RFC 5869), in the form that Fernet takes."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"polidari second factor")
    return base64.urlsafe_b64encode(derivation.derive(key.encode()))
