"""Secrets of second factors are kept encrypted."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.conf import LazySettings

from tests.factories.people import secretary


@pytest.mark.django_db
def test_a_copy_of_the_database_does_not_show_the_secret() -> None:
    TOTP.activate(secretary(), "JBSWY3DPEHPK3PXP")
    kept = Authenticator.objects.get().data["secret"]
    assert "JBSWY3DPEHPK3PXP" not in kept
    assert get_adapter().decrypt(kept) == "JBSWY3DPEHPK3PXP"


def test_a_secret_outlives_the_rotation_of_the_key(settings: LazySettings) -> None:
    kept = get_adapter().encrypt("secret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]
    assert get_adapter().decrypt(kept) == "secret"


def test_another_installation_cannot_read_it(settings: LazySettings) -> None:
    kept = get_adapter().encrypt("secret")
    settings.SECRET_KEY = "another key"
    with pytest.raises(InvalidToken):
        get_adapter().decrypt(kept)
