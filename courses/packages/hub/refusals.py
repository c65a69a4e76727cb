"""Why nothing came from the hub."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.refusals import Refusal


class HubRefusal(Refusal):
    """The base of all that goes wrong between this site and the hub."""

    message: ClassVar[str | Promise] = _("The H5P Hub cannot be used.")


class HubOff(HubRefusal):
    message: ClassVar[str | Promise] = _("No H5P Hub is set up for this site.")


class HubOutOfReach(HubRefusal):
    message: ClassVar[str | Promise] = _("The H5P Hub cannot be reached. Try again later.")


class HubForbidden(HubRefusal):
    message: ClassVar[str | Promise] = _("The name of the H5P Hub leads to an address that is not allowed.")


class HubTooSlow(HubRefusal):
    message: ClassVar[str | Promise] = _("The H5P Hub did not answer within %(seconds)d seconds.")


class HubSaidNo(HubRefusal):
    message: ClassVar[str | Promise] = _("The H5P Hub answered with status %(status)d.")


class HubSaysTooMuch(HubRefusal):
    message: ClassVar[str | Promise] = _(
        "The answer of the H5P Hub has more than the %(limit)d bytes that are allowed."
    )


class HubUnclear(HubRefusal):
    message: ClassVar[str | Promise] = _("The answer of the H5P Hub cannot be read.")


class NotAtTheHub(HubRefusal):
    message: ClassVar[str | Promise] = _("The H5P Hub does not offer %(name)s.")


class NeedsNewerCore(HubRefusal):
    message: ClassVar[str | Promise] = _("%(name)s needs a newer version of H5P than this site has.")
