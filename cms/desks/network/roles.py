"""What the roles may do with pages, images and documents. Safe to repeat; the demo and the set-up call it."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from lms.accounts.roles import Role

PAGE_RIGHTS = {
    Role.INSTRUCTOR: ["add_page", "change_page"],
    Role.SECRETARIAT: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
COLLECTION_RIGHTS = [
    ("wagtailimages", ["add_image", "change_image", "choose_image"]),
    ("wagtaildocs", ["add_document", "change_document", "choose_document"]),
]


def give_page_rights(page: Page) -> None:
    """Let the roles work on `page` and below, and with every image and document.

    Instructors write and submit; the secretariat publishes.
    """
    for role, codenames in PAGE_RIGHTS.items():
        group, _created = Group.objects.get_or_create(name=role)
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
        _give_collection_rights(group)


def _give_collection_rights(group: Group) -> None:
    root = Collection.get_first_root_node()
    for app, codenames in COLLECTION_RIGHTS:
        for permission in Permission.objects.filter(content_type__app_label=app, codename__in=codenames):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
