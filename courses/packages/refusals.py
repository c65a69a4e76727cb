"""Why a package is refused: one line that names the entry and the rule."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.refusals import Refusal


class PackageRefused(Refusal):
    """The base of all that is wrong with a package."""

    message: ClassVar[str | Promise] = _("This package cannot be used.")


class TooLarge(PackageRefused):
    message: ClassVar[str | Promise] = _("The package has %(size)d bytes; at most %(limit)d are allowed.")


class NotAnArchive(PackageRefused):
    message: ClassVar[str | Promise] = _("This file is not a readable ZIP archive, so it is no package.")


class TooManyEntries(PackageRefused):
    message: ClassVar[str | Promise] = _("The package lists more entries than the %(limit)d that are allowed.")


class UnpackedTooLarge(PackageRefused):
    message: ClassVar[str | Promise] = _("Unpacked, the package has more than the %(limit)d bytes that are allowed.")


class Damaged(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the entry is damaged or not as long as the archive says.")


class UnsafeName(PackageRefused):
    message: ClassVar[str | Promise] = _(
        "%(entry)s: names with “..”, a leading slash, backslashes, control signs or a name that Windows keeps for "
        "itself are not allowed."
    )


class NameTooLong(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the name is too long or too deep.")


class NameTwice(PackageRefused):
    message: ClassVar[str | Promise] = _(
        "%(entry)s: the same name, or one that differs only in its case, occurs twice."
    )


class NotAFile(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: links and devices are not allowed.")


class Encrypted(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: encrypted entries are not allowed.")


class UnknownMethod(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: only stored and deflated entries are allowed.")


class Overlapping(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the entry shares its bytes with another.")


class HeadersDiffer(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the archive says two different things about this entry.")


class FileTooLarge(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the file has more than the %(limit)d bytes that are allowed.")


class PackedTooTightly(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the entry unpacks to more than %(limit)d times its size.")


class KindNotAllowed(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: files of this kind are not allowed here.")


class NotWhatItSays(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the file is not of the kind that its name says.")


class NotAtTheTop(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the manifest must lie at the top of the archive, in no folder.")


class Missing(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s is missing.")


class NotJSON(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the file is not valid JSON.")


class TooManyParts(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the file has more than the %(limit)d values that are allowed.")


class TooDeep(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: values lie more than %(limit)d deep in one another.")


class TooManyItems(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the course has more than the %(limit)d items that are allowed.")


class ForbiddenKey(PackageRefused):
    message: ClassVar[str | Promise] = _(
        "%(entry)s: “__proto__”, “prototype” and “constructor” are not allowed as names of values."
    )


class NotXML(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the file is not valid XML.")


class ForbiddenXML(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: XML that declares entities is not allowed.")


class LeavesThePackage(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the address “%(address)s” leads out of the package.")


class WrongManifest(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: “%(field)s” is missing or not valid.")


class WrongLibrary(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the library says it is %(library)s, which its folder does not.")


class NotRunnable(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s: the main library cannot be run by itself.")


class MissingLibrary(PackageRefused):
    message: ClassVar[str | Promise] = _("%(entry)s needs the library %(library)s, which is not in the package.")
