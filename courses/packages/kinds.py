"""What each kind of package may hold, and how a kind is told from the names in an archive."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from courses.packages.refusals import NotAtTheTop

_TEXTS = ("txt", "csv", "md", "textile", "vtt", "webvtt", "diff", "patch", "json")
_DOCUMENTS = ("pdf", "rtf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp")
_MEDIA = ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webm", "mp4", "ogg", "mp3", "m4a", "wav", "gltf", "glb")
_FONTS = ("eot", "ttf", "woff", "woff2", "otf")
# What content and libraries may hold is what the reference host of H5P allows; no SVG in content.
IN_CONTENT = frozenset({*_TEXTS, *_DOCUMENTS, *_MEDIA, *_FONTS})
IN_LIBRARIES = IN_CONTENT | frozenset({"js", "css", "svg", "xml"})
CONTENT = "content/"
# Pages for a browser and what they load. No program of any machine, no archive in the archive, no plug-in's format.
IN_COURSEWARE = IN_LIBRARIES | frozenset(
    {"html", "htm", "xhtml", "mjs", "map", "xsd", "dtd", "xsl", "webp", "avif", "ico", "m4v", "oga", "ogv", "opus"}
    | {"aac", "srt", "ttml", "log", "dat", "data", "bin", "wasm", "properties", "lang", "webmanifest", "xlf", "cur"}
)
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Kind:
    """A kind of package. What `hides` tells is checked like the rest and left out; `proves` tells whose first bytes
    must be those of the family that the name promises, because browsers are not to run them."""

    manifest: str
    hides: Callable[[str], bool]
    allows: Callable[[str], bool]
    proves: Callable[[str], bool]


def kind_of(names: Collection[str]) -> Kind:
    """By the manifest at the top; a package without one is taken for H5P, whose library packages need none."""
    for kind in (H5P, CMI5, SCORM):
        if kind.manifest in names:
            return kind
    for name in sorted(names):
        if name.rpartition("/")[2] in (CMI5.manifest, SCORM.manifest):
            raise NotAtTheTop(entry=name)
    return H5P


def extension_of(name: str) -> str:
    """In small letters; nothing where there is none or nothing before it."""
    stem, dot, extension = name.rpartition("/")[2].rpartition(".")
    return extension.lower() if stem and dot else ""


def _hidden_in_h5p(name: str) -> bool:
    return any(step.startswith((".", "_")) for step in name.split("/"))


def _allowed_in_h5p(name: str) -> bool:
    return extension_of(name) in (IN_CONTENT if name.startswith(CONTENT) else IN_LIBRARIES)


def _hidden_in_courseware(name: str) -> bool:
    return any(step.startswith(".") or step.lower() in _LITTER for step in name.split("/"))


def _allowed_in_courseware(name: str) -> bool:
    """A licence often comes without an extension; it is served as bytes."""
    last = name.rpartition("/")[2]
    return extension_of(name) in IN_COURSEWARE or "." not in last


def _proved_in_h5p(name: str) -> bool:
    return name.startswith(CONTENT)


def _proved_in_courseware(_name: str) -> bool:
    """Its pages may hold scripts anyway; the sandbox is what holds them."""
    return False


H5P = Kind("h5p.json", _hidden_in_h5p, _allowed_in_h5p, _proved_in_h5p)
SCORM = Kind("imsmanifest.xml", _hidden_in_courseware, _allowed_in_courseware, _proved_in_courseware)
CMI5 = Kind("cmi5.xml", _hidden_in_courseware, _allowed_in_courseware, _proved_in_courseware)
