"""import-linter sees imports; a relation by name (`"accounts.User"`) is seen here."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

from tests.architecture.floors import height, is_ours

pytestmark = pytest.mark.lint

# Django names the user model by a setting, which is wiring: whoever keeps a trace of persons may point at it.
USER = settings.AUTH_USER_MODEL
OF_WAGTAIL = ("wagtail", "wagtail_localize", "modelcluster", "taggit")


def our_models() -> list[type[Model]]:
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if is_ours(model.__module__)]


def relations() -> Iterator[tuple[type[Model], Field, type[Model]]]:
    for model in our_models():
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if field.is_relation and field.remote_field and isinstance(field.related_model, type):
                yield model, field, field.related_model


def test_relations_point_down() -> None:
    up = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model, field, target in relations()
        if is_ours(target.__module__) and height(target.__module__) > height(model.__module__)
        if target._meta.label != USER
    ]
    assert up == []


def test_only_the_top_floor_points_at_wagtail() -> None:
    strangers = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model, field, target in relations()
        if target.__module__.split(".")[0] in OF_WAGTAIL and not model.__module__.startswith("cms.")
    ]
    assert strangers == []


def test_there_is_something_to_check() -> None:
    floors = {model.__module__.split(".")[0] for model in our_models()}
    assert {"lms", "courses", "certificates"} <= floors


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("cms.pages.models", "certificates.models"),
        ("certificates.models", "courses.progress.models"),
        ("courses.progress.models", "courses.enrolment.models"),
        ("courses.packages.models", "lms.demo.models"),
        ("lms.network.models", "lms.accounts.models"),
    ],
)
def test_heights_follow_the_contracts(higher: str, lower: str) -> None:
    assert height(higher) > height(lower)
