"""Who may edit what: instructors write, the secretariat publishes, and a workflow leads from one to the other."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.models import CatalogueIndexPage
from lms.accounts.roles import Role

WRITE = ("add_page", "change_page")
PUBLISH = (*WRITE, "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
WORKFLOW = "Publication"


def give_editing_rights() -> None:
    """Instructors add and change courses, the secretariat edits and publishes every page; both may use the files."""
    instructors, _created = Group.objects.get_or_create(name=Role.INSTRUCTOR)
    secretariat, _created = Group.objects.get_or_create(name=Role.SECRETARIAT)
    for catalogue in CatalogueIndexPage.objects.filter(alias_of=None):
        _allow(instructors, catalogue, WRITE)
    root = Page.objects.get(depth=1)
    _allow(secretariat, root, PUBLISH)
    for group in (instructors, secretariat):
        _allow_files(group)
    _lay_workflow(root, secretariat)


def _permission(codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label__startswith="wagtail", codename=codename)


def _allow(group: Group, page: Page, codenames: tuple[str, ...]) -> None:
    for codename in codenames:
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=_permission(codename))


def _allow_files(group: Group) -> None:
    collection = Collection.get_first_root_node()
    for codename in FILES:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=_permission(codename)
        )


def _lay_workflow(root: Page, approvers: Group) -> None:
    """One step: somebody of the secretariat reads and publishes."""
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    task = GroupApprovalTask.objects.filter(name=WORKFLOW).first() or GroupApprovalTask.objects.create(name=WORKFLOW)
    task.groups.add(approvers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
