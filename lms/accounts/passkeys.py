"""allauth's forms for passkeys, in our words."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, LoginWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NAME = _("Name of the passkey")


class PasskeySignInForm(LoginWebAuthnForm):
    """A passkey that was removed here is still offered by the machine that holds it; and anybody may send anything."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except (ValidationError, AttributeError, KeyError, TypeError) as error:
            raise ValidationError(
                _("This passkey does not open an account here any more. Sign in another way.")
            ) from error


class AddPasskeyForm(AddWebAuthnForm):
    """The box makes the difference between a passkey and a key that is only a second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, alone = self.fields["name"], self.fields["passwordless"]
        name.label, name.help_text = NAME, _("By which you know it again, such as “telephone”.")
        alone.label, alone.initial = _("It signs in alone, without a password."), True
        alone.help_text = _("Leave this out for a key that cannot ask for a finger, a face or a PIN.")


class RenamePasskeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME
