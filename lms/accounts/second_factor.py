"""Keeping the secrets of second factors encrypted, so that a copy of the database alone opens nothing."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SecondFactorAdapter(DefaultMFAAdapter):
    """Encrypts with a key derived from SECRET_KEY; those of SECRET_KEY_FALLBACKS still decrypt after a rotation."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _derived(key: str) -> bytes:
    """A key for this purpose alone (HKDF, RFC 5869), in the form that Fernet takes."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"polidari second factor")
    return base64.urlsafe_b64encode(derivation.derive(key.encode()))
