"""What staff write about an account: never a password, and roles only as far as they are in the officer's gift."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.accounts.models import User
from lms.accounts.queries import account_with, may_manage, roles_in_gift_of, roles_of
from lms.accounts.roles import Role

ROLE_NAMES = {
    Role.OFFICIAL: _("official"),
    Role.FOCAL_POINT: _("focal point"),
    Role.INSTRUCTOR: _("instructor"),
    Role.SECRETARIAT: _("secretariat"),
    Role.APPROVER: _("approver"),
    Role.REGIONAL_OFFICE: _("regional office"),
}


class AccountForm(forms.ModelForm[User]):
    """Names, language and roles of a person; `officer` is who fills it in."""

    class Meta:
        model = User
        fields: ClassVar = [
            "display_name", "native_name", "latin_name", "address_as", "honorific", "sort_key", "language",
        ]  # fmt: skip

    def __init__(self, *args: Any, officer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gift = roles_in_gift_of(officer=officer)
        self.kept = roles_of(person=self.instance) - gift if self.instance.pk else frozenset()
        roles = forms.TypedMultipleChoiceField(
            label=_("Roles"), coerce=Role, required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(role.value, ROLE_NAMES[role]) for role in Role if role in gift], help_text=self._about_kept(),
        )  # fmt: skip
        self.fields["roles"] = roles
        if self.instance.pk:
            roles.initial = [role.value for role in roles_of(person=self.instance) & gift]

    def _about_kept(self) -> str:
        if not self.kept:
            return ""
        names = ", ".join(str(ROLE_NAMES[role]) for role in sorted(self.kept))
        return _("Also, given by an administrator: %(roles)s.") % {"roles": names}

    def chosen_roles(self) -> frozenset[Role]:
        """What the officer chose and what only an administrator may take."""
        return self.kept | frozenset(self.cleaned_data["roles"])


class NewAccountForm(AccountForm):
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("An e-mail tells its owner how to sign in and choose a password.")
    )
    field_order = ["email", "display_name"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if account_with(email=email):
            raise forms.ValidationError(_("There is already an account with this address."))
        return email


class KnownAccountForm(AccountForm):
    """The address is the identity: only its owner changes it, on a page of their own."""

    may_sign_in = forms.BooleanField(label=_("May sign in"), required=False)

    def __init__(self, *args: Any, officer: User, **kwargs: Any) -> None:
        super().__init__(*args, officer=officer, **kwargs)
        self.fields["may_sign_in"].initial = self.instance.is_active
        if officer.pk == self.instance.pk or not may_manage(officer=officer, person=self.instance):
            del self.fields["may_sign_in"]
