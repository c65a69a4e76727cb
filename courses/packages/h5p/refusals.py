"""Why an H5P package is refused, beyond what is wrong with any archive."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.refusals import PackageRefused


class NewerCore(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the library needs a newer H5P core than this site has.")
