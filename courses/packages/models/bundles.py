"""What a set of libraries is as one script and one stylesheet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.packages.models.blobs import Blob


class Bundle(models.Model):
    """Script and style of a set of library releases, minified; derived, and made anew where it is lost.

    `key` is the hash of the releases' digests in load order and of the way they are put together.
    """

    key = models.CharField(_("key"), max_length=64, unique=True)
    script = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name=_("script"))
    style = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name=_("style"))
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("bundle of H5P libraries")
        verbose_name_plural = _("bundles of H5P libraries")
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
