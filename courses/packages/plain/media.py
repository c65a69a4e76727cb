"""Pictures, sounds and films of a content, by the addresses of its files."""

from urllib.parse import urlsplit

from django.utils.html import format_html
from django.utils.translation import gettext

from courses.packages.plain.given import Parameters, group, groups, number, text
from courses.packages.plain.markup import words
from courses.packages.plain.parts import Part, Picture, Reading
from courses.packages.plain.reader import Reader


def pictured(parameters: Parameters, reader: Reader) -> list[Part]:
    """The medium that a question may have above it."""
    medium = group(parameters, "media", "type")
    name = text(medium, "library").partition(" ")[0]
    match name:
        case "H5P.Image":
            return image(group(medium, "params"), reader)
        case "H5P.Audio" | "H5P.Video":
            return recording(group(medium, "params"), reader)
        case _:
            return []


def image(parameters: Parameters, reader: Reader) -> list[Part]:
    """H5P.Image 1."""
    alt = "" if parameters.get("decorative") is True else words(parameters.get("alt"))
    return picture(group(parameters, "file"), alt, reader)


def picture(file: Parameters, alt: str, reader: Reader) -> list[Part]:
    """Without the content's files at hand, only what the picture shows, in words."""
    src = address_of(text(file, "path"), reader)
    if src:
        width, height = (max(int(number(file, name, 0)), 0) for name in ("width", "height"))
        return [Picture(src=src, alt=alt, width=width, height=height)]
    return [Reading(html=format_html("<p>{}</p>", alt))] if alt else []


def recording(parameters: Parameters, reader: Reader) -> list[Part]:
    """H5P.Audio 1 and H5P.Video 1: the first of its files, or its address elsewhere, as a link."""
    for source in [*groups(parameters, "files"), *groups(parameters, "sources")]:
        if part := link_to(source, reader):
            return [part]
    return []


def link_to(source: Parameters, reader: Reader) -> Reading | None:
    address = address_of(text(source, "path"), reader)
    if not address:
        return None
    name = gettext("Listen to the sound") if text(source, "mime").startswith("audio") else gettext("Watch the film")
    return Reading(html=format_html('<p><a href="{}">{}</a></p>', address, name))


def address_of(path: str, reader: Reader) -> str:
    """Of a file of the content, or as it stands where it is an address on the web; nothing for any other scheme."""
    if urlsplit(path).scheme in ("http", "https"):
        return path
    is_file = path and not urlsplit(path).scheme and not path.startswith("/")
    return reader.files.address(path) if is_file and reader.files else ""
