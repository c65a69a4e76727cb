"""Wagtail's user admin with the forms and actions of this platform."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.views.users import CreateView, EditView, IndexView, UserColumn, UserViewSet

from cms.desks.people.forms import ROLE_NAMES, KnownAccountForm, NewAccountForm
from lms.accounts.actions import make_account, rename, set_active, set_roles
from lms.accounts.models import User
from lms.accounts.queries import may_manage


def roles_named(person: User) -> str:
    """The roles of a person whose groups were fetched with the list."""
    held = {group.name for group in person.groups.all()}
    return ", ".join(str(name) for role, name in ROLE_NAMES.items() if role in held)


class Accounts(IndexView):
    """Without checkboxes: each account is changed by itself, so that each change is checked and audited."""

    search_fields: ClassVar = ["display_name", "native_name", "latin_name", "email"]
    default_ordering = "display_name"
    page_title = _("People")
    add_item_label = _("Make an account")

    def get_base_queryset(self) -> QuerySet[User]:
        return super().get_base_queryset().prefetch_related("groups")  # type: ignore[no-any-return]

    @property
    def columns(self) -> list[Any]:
        title = self._get_title_column_class(UserColumn)
        return [
            title("display_name", label=_("Name"), sort_key="display_name", get_url=self.get_edit_url),
            Column("email", label=_("E-mail address"), sort_key="email"),
            Column("roles", label=_("Roles"), accessor=roles_named),
            BooleanColumn("is_active", label=_("May sign in"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]


class MakeAccount(CreateView):
    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return kwargs | {"officer": self.request.user}

    def save_instance(self) -> User:
        fields = {name: self.form.cleaned_data[name] for name in ("email", *self.form.Meta.fields)}
        return make_account(roles=self.form.chosen_roles(), by=self.request.user, at=timezone.now(), **fields)


class ChangeAccount(EditView):
    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_manage(officer=request.user, person=self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        del kwargs["editing_self"]
        return kwargs | {"officer": self.request.user}

    def save_instance(self) -> User:
        who, values = {"by": self.request.user, "at": timezone.now()}, self.form.cleaned_data
        rename(person=self.object, **who, **{name: values[name] for name in self.form.Meta.fields})
        set_roles(person=self.object, roles=self.form.chosen_roles(), **who)
        if "may_sign_in" in values:
            set_active(person=self.object, active=values["may_sign_in"], **who)
        person: User = self.object
        return person


class PeopleDesk(UserViewSet):
    index_view_class = Accounts
    add_view_class = MakeAccount
    edit_view_class = ChangeAccount
    create_template_name = CreateView.template_name
    edit_template_name = EditView.template_name
    menu_label = _("People")
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[NewAccountForm | KnownAccountForm]:
        return KnownAccountForm if for_update else NewAccountForm
