"""The editor client that was brought, and the files that authors put in with it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.packages.models import ContentRevision
from courses.packages.models.blobs import HeldFile


class EditorClient(models.Model):
    """The client as it was brought; the newest is the one that is used, and bringing it lets the older go.

    `digest` is the SHA-256 of its sorted lines "path sha256": its files' addresses carry it and never change.
    """

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    file_name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("brought by")
    )
    brought_at = models.DateTimeField(_("brought at"))

    class Meta:
        verbose_name = _("H5P editor client")
        verbose_name_plural = _("H5P editor clients")
        ordering: ClassVar = ["-pk"]
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return self.file_name


class ClientFile(HeldFile):
    client = models.ForeignKey(EditorClient, models.CASCADE, related_name="files", verbose_name=_("client"))

    class Meta(HeldFile.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["client", "path"], name="editor_client_path_once")]


class Workspace(models.Model):
    """Where the client puts files while one content is written; `based_on` is the revision that is changed."""

    based_on = models.ForeignKey(
        ContentRevision, models.SET_NULL, null=True, related_name="+", verbose_name=_("revision that is changed")
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("workspace of the editor client")
        verbose_name_plural = _("workspaces of the editor client")
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d %H:%M}"


class WorkspaceFile(HeldFile):
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="files", verbose_name=_("workspace"))

    class Meta(HeldFile.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "path"], name="workspace_path_once")]
