"""Giving each role's group exactly the rights that the settings name."""

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured


def last_to_migrate() -> AppConfig:
    """The app after which every permission exists; those without models take no part in a migrate."""
    return [app for app in apps.get_app_configs() if app.models_module is not None][-1]


def apply_role_permissions(**_signal: Any) -> None:
    """Make the groups and set their permissions; safe to repeat. Page and collection rights are kept elsewhere."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role, names in settings.ROLE_PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set([known[name] for name in names if name in known])


def check_role_permissions() -> None:
    """Raise ImproperlyConfigured when the settings name a right that no app defines."""
    known = {
        f"{label}.{codename}"
        for label, codename in Permission.objects.values_list("content_type__app_label", "codename")
    }
    unknown = {name for names in settings.ROLE_PERMISSIONS.values() for name in names} - known
    if unknown:
        raise ImproperlyConfigured(f"ROLE_PERMISSIONS names unknown permissions: {', '.join(sorted(unknown))}")
