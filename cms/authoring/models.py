"""What somebody is writing."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.packages.editor.models import Workspace
from courses.packages.models import Content, ContentRevision


class Draft(models.Model):
    """A content while it is written: what was typed, as it was typed, valid or not.

    `typed` is what the form's block holds (cms.authoring.values); `based_on` is the revision that is changed, whatever
    is the current one by now; `tried` is the revision its author looked at last. `workspace` has the files that H5P's
    own editor has put in, where the content is written with that.
    """

    main = models.CharField(_("type"), max_length=255)
    title = models.CharField(_("title"), max_length=255, blank=True)
    language = models.CharField(_("language"), max_length=12)
    content = models.ForeignKey(
        Content, models.CASCADE, null=True, related_name="+", verbose_name=_("content that is changed")
    )
    based_on = models.ForeignKey(
        ContentRevision, models.SET_NULL, null=True, related_name="+", verbose_name=_("revision that is changed")
    )
    typed = models.JSONField(_("what was typed"), null=True)
    tried = models.ForeignKey(
        ContentRevision, models.SET_NULL, null=True, related_name="+", verbose_name=_("revision looked at")
    )
    workspace = models.OneToOneField(
        Workspace, models.SET_NULL, null=True, related_name="+", verbose_name=_("workspace of the editor client")
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("made by"))
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("draft of interactive content")
        verbose_name_plural = _("drafts of interactive content")
        ordering: ClassVar = ["-changed_at", "-pk"]
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return self.title or self.main
