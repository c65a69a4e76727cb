"""Certificates as they will look, marked on every page as a preview, with no number."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, FloatObject, NameObject

from certificates.addresses import verification_start
from certificates.issuing import NO_NUMBER
from certificates.models import Certificate
from certificates.render import render
from certificates.texts import document_of

WORD = "PREVIEW"
_STAMP = f"q /PreviewTint gs 0.72 0.15 0.12 rg BT /PreviewFont 110 Tf 0.82 0.57 -0.57 0.82 200 110 Tm ({WORD}) Tj ET Q"


def preview_of(certificates: Iterable[Certificate], *, day: date) -> bytes:
    """One PDF of all of them, one after the other. Neither number nor code nor a working QR code is on it."""
    writer = PdfWriter()
    for certificate in certificates:
        document = document_of(
            certificate, number=NO_NUMBER, code=NO_NUMBER, verification_url=verification_start(), issued_on=day
        )
        for page in PdfReader(BytesIO(render(document))).pages:
            writer.add_page(page)
    for page in writer.pages:
        page.merge_page(_stamped_sheet(float(page.mediabox.width), float(page.mediabox.height)))
    writer.metadata = {"/Title": WORD}
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def _stamped_sheet(width: float, height: float) -> PageObject:
    """An empty page with the word across it."""
    sheet = PageObject.create_blank_page(width=width, height=height)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica-Bold"}
    sheet[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/Font"): DictionaryObject({NameObject("/PreviewFont"): _names(font)}),
            NameObject("/ExtGState"): DictionaryObject(
                {NameObject("/PreviewTint"): DictionaryObject({NameObject("/ca"): FloatObject(0.22)})}
            ),
        }
    )
    drawing = DecodedStreamObject()
    drawing.set_data(_STAMP.encode())
    sheet[NameObject("/Contents")] = drawing
    return sheet


def _names(entries: dict[str, str]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in entries.items()})
