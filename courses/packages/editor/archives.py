"""What an archive of the editor client holds: the folders of the reference client, wherever in the archive they lie."""

import re
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.archive import Archive
from courses.packages.kinds import Kind, extension_of
from courses.packages.refusals import PackageRefused

MAIN = "scripts/h5peditor.js"
FOLDERS = "scripts|styles|language|images|libs|ckeditor"
ALLOWED = frozenset(
    {"js", "css", "json", "txt", "md", "png", "jpg", "jpeg", "gif", "svg", "webp", "cur"}
    | {"woff", "woff2", "ttf", "otf", "eot"}
)
_BUILT_FROM = frozenset({"scss", "map", "ts", "php", "html", "lock", "yml", ""})
"""What lies beside the files in an archive of the sources: not taken."""
_OF_CLIENT = re.compile(rf"(?:[^/]+/)?(?:{FOLDERS})/")
_TOP = re.compile(rf"((?:[^/]+/)?){re.escape(MAIN)}")


class NotAnEditor(PackageRefused):
    message: ClassVar[str | Promise] = _("This archive has no scripts/h5peditor.js, so it is no H5P editor client.")


def _hidden(name: str) -> bool:
    own = _OF_CLIENT.match(name)
    return not own or extension_of(name) in _BUILT_FROM or any(step.startswith(".") for step in name.split("/"))


CLIENT = Kind(MAIN, _hidden, lambda name: extension_of(name) in ALLOWED, lambda _name: False)


def entries_of(archive: Archive) -> dict[str, str]:
    """Path in the client to the entry's name: a single folder round everything is taken away."""
    found = [match[1] for name in archive.names if (match := _TOP.fullmatch(name))]
    if not found:
        raise NotAnEditor
    top = min(found, key=len)
    return {
        name.removeprefix(top): name for name in archive.names if re.match(rf"{re.escape(top)}(?:{FOLDERS})/", name)
    }
