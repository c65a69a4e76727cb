"""First bytes of pictures, recordings and fonts: a page that poses as one of them is none.

A family is asked for, not a format: a JPEG that is called .png is common and shows.
"""

import re
from collections.abc import Mapping

from courses.packages.kinds import extension_of
from courses.packages.refusals import NotWhatItSays

HEAD = 64
"""Bytes that are looked at."""
_PICTURE = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|BM|II[*+]\0|MM\0[*+]|RIFF....WEBP|....ftypavi[fs]", re.DOTALL
)
_RECORDING = re.compile(
    rb"\x1a\x45\xdf\xa3|....(?:ftyp|moov|mdat|free|skip|wide)|OggS|ID3|\xff[\xe0-\xff]|RIFF|RIFX|RF64|fLaC", re.DOTALL
)
_FONT = re.compile(rb"\x00\x01\x00\x00|OTTO|true|typ1|ttcf|wOFF|wOF2|.{34}LP", re.DOTALL)
_MODEL = re.compile(rb"glTF")
_FAMILIES: Mapping[str, re.Pattern[bytes]] = {
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff"), _PICTURE),
    **dict.fromkeys(("webm", "mp4", "ogg", "mp3", "m4a", "wav"), _RECORDING),
    **dict.fromkeys(("eot", "ttf", "woff", "woff2", "otf"), _FONT),
    "glb": _MODEL,
}


def check_signature(name: str, head: bytes) -> None:
    """Refuse a file whose first bytes belong to nothing of the family that its name promises. An empty one is let."""
    family = _FAMILIES.get(extension_of(name))
    if family and head and not family.match(head[:HEAD]):
        raise NotWhatItSays(entry=name)
