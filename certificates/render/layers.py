"""What is drawn and not read: frame, seal and signatures as one static layer, and the QR code.

Seven tenths of the time of a plain rendering goes into drawing the frame's SVG again. So the artwork of a design is
turned into PDF operators once a process, and put under the live text of each document as a Form XObject, marked as an
artifact (ISO 32000-1, 14.8.2.2.2): see docs/decisions/0005.
"""

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pydyf
import segno
from weasyprint import HTML

from certificates.render.artwork.curves import INK, PAPER, drawn
from certificates.render.artwork.designs import sheet_of, size_of
from certificates.render.artwork.seal import seal
from certificates.render.errors import UnusableArtwork
from certificates.render.fetching import FOLDER, DesignFiles
from certificates.render.fitting import POINTS_PER_MM

# Where a drawing stands: x and y of its middle or its corner, and its scale, in mm.
Spot = tuple[float, float, float]

_QUIET = 4  # modules kept free around a QR code (ISO/IEC 18004, 9.1)


@lru_cache(maxsize=32)
def artwork_layer(frame: str, seal_at: Spot | None, network_name: str) -> bytes:
    """Compressed PDF operators of frame and seal, in points from the page's lower left corner."""
    drawing = (FOLDER / f"{frame}.svg").read_text()
    if seal_at:
        drawing = drawing.replace("</svg>", _placed(seal(network_name), seal_at) + "</svg>")
    return zlib.compress(_operators(drawing, *size_of(frame)), 9)


@lru_cache(maxsize=256)
def signature_layer(frame: str, signatures: tuple[tuple[str, Spot], ...]) -> bytes:
    """The same of the signatures, which change more often than the frame."""
    strokes = "".join(_placed(drawn(path, INK, 1.7), spot) for path, spot in signatures)
    return zlib.compress(_operators(sheet_of(frame, strokes), *size_of(frame)), 9)


def _placed(shape: str, spot: Spot) -> str:
    x, y, scale = spot
    return f'<g transform="translate({x} {y})scale({scale})">{shape}</g>'


def _operators(svg: str, width: int, height: int) -> bytes:
    """The page content that WeasyPrint makes of the picture alone."""
    css = f"@page{{size:{width}mm {height}mm;margin:0}}body{{margin:0}}img{{display:block;width:100%}}"
    page = f'<style>{css}</style><img alt="" src="design:artwork">'
    kept: list[bytes] = []

    def keep(_document: Any, pdf: pydyf.PDF) -> None:
        stream = next(item for item in pdf.objects if isinstance(item, pydyf.Stream))
        kept.append(b"\n".join(part if isinstance(part, bytes) else str(part).encode() for part in stream.stream))

    HTML(string=page, url_fetcher=DesignFiles(artwork=svg)).write_pdf(finisher=keep)
    opaque = re.sub(rb"/[aA]1(\.0)? gs\n", b"", kept[0])
    if re.search(rb"/\S+ (gs|Do|sh|scn)\b", opaque):
        raise UnusableArtwork
    return opaque


def qr_operators(address: str, left: float, top: float, side: float, page_height: float) -> bytes:
    """The QR code as filled rectangles, one for each horizontal run of dark modules; `left`, `top`, `side` in mm."""
    rows = segno.make(address, error="m", micro=False, mask=4).matrix
    count = len(rows)
    module = side * POINTS_PER_MM / count
    x0, y0 = left * POINTS_PER_MM, (page_height - top) * POINTS_PER_MM
    quiet = f"{-_QUIET} {-_QUIET} {count + 2 * _QUIET} {count + 2 * _QUIET} re f"
    shapes = [f"q {module:.4f} 0 0 {-module:.4f} {x0:.3f} {y0:.3f} cm", _fill(PAPER), quiet, _fill(INK)]
    for y, row in enumerate(rows):
        cells = bytes(row).translate(bytes([0x30, 0x31]) + bytes(254))
        shapes += [f"{run.start()} {y} {run.end() - run.start()} 1 re" for run in re.finditer(b"1+", cells)]
    return "\n".join([*shapes, "f Q"]).encode()


def _fill(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return f"{red:.3f} {green:.3f} {blue:.3f} rg"


def add_under_text(pdf: pydyf.PDF, page: pydyf.Dictionary, layers: Sequence[bytes], drawing: bytes = b"") -> None:
    """Puts the layers and further operators before a page's own content, as artifacts."""
    resources = pdf.objects[int(page["Resources"].split()[0])]
    operators = [b"/Artifact BMC"]
    for layer in layers:
        name = f"Layer{len(resources['XObject'])}"
        resources["XObject"][name] = _form(pdf, layer, page["MediaBox"]).reference
        operators.append(f"q /{name} Do Q".encode())
    under = pydyf.Stream([*operators, drawing, b"EMC"], compress=True)
    pdf.add_object(under)
    page["Contents"] = pydyf.Array([under.reference, page["Contents"]])


def _form(pdf: pydyf.PDF, layer: bytes, box: Sequence[float]) -> pydyf.Stream:
    """The layer in this file, once however many pages lie on it."""
    for known in pdf.objects:
        if isinstance(known, pydyf.Stream) and known.stream == [layer]:
            return known
    form = pydyf.Stream(
        [layer],
        pydyf.Dictionary(
            {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": pydyf.Array(box),
                "Resources": pydyf.Dictionary(),
                "Filter": "/FlateDecode",
            }
        ),
    )
    pdf.add_object(form)
    return form
