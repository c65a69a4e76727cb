"""Pictures and documents of the site in a content: which go into it, and which do not."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from cms.authoring import taking
from courses.packages.models import Content, ContentRevision
from tests.cms.authoring.forms import BEGIN, begun
from tests.factories.semantics import MEDIA, in_store

pytestmark = pytest.mark.django_db


def a_picture(**fields: Any) -> Any:
    return get_image_model().objects.create(title="Bridge", file=get_test_image_file(size=(4, 3)), **fields)


def media(**more: str) -> dict[str, str]:
    """What a writer sends of the form of Test.Media."""
    return {
        "title": "A picture", "parameters-file-chosen": "", "parameters-file-held": "", "parameters-alt": "A bridge",
        "parameters-films-count": "0", "parameters-sound-count": "0", "parameters-sheet-chosen": "",
        "parameters-sheet-held": "", "parameters-notes-count": "0",
        **{f"parameters-{name}": value for name, value in more.items()},
    }  # fmt: skip


def said_at(page: Any, field: str) -> list[str]:
    errors = page.context["form"].errors.as_data()["parameters"][0].as_json_data()["blockErrors"]
    messages: list[str] = errors[field]["blockErrors"]["chosen"]["messages"]
    return messages


def closed_to(writer: Client, how: str) -> Collection:
    """A collection below the root whose files the writer's officer may not have."""
    root = Collection.get_first_root_node()
    collection = root.add_child(name="Board")
    if how == "not to be chosen":
        for given in GroupCollectionPermission.objects.filter(collection=root):
            given.collection = root.add_child(name=f"{given.group} {given.permission}")
            given.save()
    else:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type=how, password="x")
    return collection


def test_a_picture_of_the_site_goes_into_the_content(writer: Client):
    in_store()
    image = a_picture()
    sent = {
        "title": "A picture", "parameters-file-chosen": str(image.pk), "parameters-file-held": "",
        "parameters-alt": "A bridge", "parameters-films-count": "0", "parameters-sound-count": "0",
        "parameters-sheet-chosen": "", "parameters-sheet-held": "", "parameters-notes-count": "0", "act": "save",
    }  # fmt: skip
    page = writer.post(begun(writer, MEDIA), sent)
    assert page.status_code == 302, page.context["form"].errors.as_json()
    revision = ContentRevision.objects.get()
    path = f"images/{image.pk}.png"
    assert revision.parameters["file"] == {"path": path, "mime": "image/png", "width": 4, "height": 3}
    assert list(revision.files.values_list("path", flat=True)) == [path]
    address = writer.post(f"{BEGIN}contents/{revision.content_id}/")["Location"]
    writer.post(address, {**sent, "parameters-file-chosen": "", "parameters-file-held": path})
    later = Content.objects.get().current
    assert (later.number, later.parameters["file"]) == (2, revision.parameters["file"])
    assert later.files.get().blob == revision.files.get().blob


@pytest.mark.parametrize("how", ["not to be chosen", "groups", "password"])
def test_a_file_that_the_author_may_not_have_is_not_copied_out(writer: Client, how: str):
    in_store()
    collection = closed_to(writer, how)
    image = a_picture(collection=collection)
    plan = get_document_model().objects.create(
        title="Secret plan", file=ContentFile(b"secret", "plan.txt"), collection=collection
    )
    address = begun(writer, MEDIA)
    sent = media(**{"file-chosen": str(image.pk), "sheet-chosen": str(plan.pk)})
    writer.post(f"{address}preview/", sent)
    looked_at: Any = ContentRevision.objects.get()
    assert "file" not in looked_at.parameters
    assert not looked_at.files.exists()
    page = writer.post(address, {**sent, "act": "save"})
    assert said_at(page, "file") == said_at(page, "sheet") == ["You may not use this file."]
    assert not Content.objects.exclude(current=None).exists()
    assert "Secret plan" not in writer.get(address).content.decode()


def test_a_file_that_is_too_large_or_of_another_kind_is_said_at_its_field(
    writer: Client, monkeypatch: pytest.MonkeyPatch
):
    in_store()
    monkeypatch.setattr(taking, "LARGEST", 4)
    program, plan = (
        get_document_model().objects.create(title=name, file=ContentFile(b"MZ000", name))
        for name in ("program.exe", "plan.txt")
    )
    address = begun(writer, MEDIA)
    page = writer.post(address, {**media(**{"sheet-chosen": str(program.pk)}), "act": "save"})
    assert ".exe" in said_at(page, "sheet")[0]
    page = writer.post(address, {**media(**{"sheet-chosen": str(plan.pk)}), "act": "save"})
    assert "too large" in said_at(page, "sheet")[0]
    assert not Content.objects.exists()
