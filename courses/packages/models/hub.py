"""This site as an H5P Hub knows it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HubSite(models.Model):
    """The number that the hub at `address` gave this site when it was asked first; every later question names it."""

    address = models.CharField(_("address of the hub"), max_length=255, unique=True)
    number = models.CharField(_("number of this site"), max_length=100)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("registration at an H5P Hub")
        verbose_name_plural = _("registrations at H5P Hubs")
        default_permissions = ()

    def __str__(self) -> str:
        return self.address
