"""What a file says of itself: that it is accessible, and which certificate it is."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, unescape

import pydyf
from pypdf import PdfReader

LARGEST = 5_000_000  # bytes; a city certificate with 500 names has a twentieth of it
_LARGEST_PARSED = 1_000_000  # a hostile file of this size keeps the parser busy for a second
_NUMBER, _CODE = "CertificateNumber", "VerificationCode"
_LONGEST = 200

# PDF/UA-1, 5, with the extension schema that PDF/A-3 (ISO 19005-3, 6.6.2.3) asks for.
_ACCESSIBLE = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)

_IDENTIFIER = (
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b"<dc:identifier>%b</dc:identifier></rdf:Description>"
)
_IDENTIFIED = re.compile(rb"<dc:identifier>([^<\s]{1,200}) ([^<\s]{1,200})</dc:identifier>")


def declare_accessible(pdf: pydyf.PDF) -> None:
    """Adds the PDF/UA identification, and leaves the metadata readable without unpacking."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    [xmp] = metadata.stream
    metadata.stream = [xmp.replace(b"</rdf:RDF>", _ACCESSIBLE + b"</rdf:RDF>")]
    metadata.compress = False


def add_identity(pdf: pydyf.PDF, number: str, code: str) -> None:
    """Twice: packed where every program shows it, and as plain text that a damaged file still shows."""
    pdf.info[_NUMBER] = pydyf.String(number)
    pdf.info[_CODE] = pydyf.String(code)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    [xmp] = metadata.stream
    said = escape(f"{number} {code}").encode()
    metadata.stream = [xmp.replace(b"</rdf:RDF>", _IDENTIFIER % said + b"</rdf:RDF>")]


def identity_of(pdf: bytes) -> tuple[str, str] | None:
    """Number and verification code that a file claims, or None. The claim proves nothing: compare the file's hash.

    The file may come from anyone, so whatever is wrong with it is answered by None.
    """
    if len(pdf) > LARGEST:
        return None
    return _as_plain_text(pdf) or _as_information(pdf)


def _as_plain_text(pdf: bytes) -> tuple[str, str] | None:
    found = _IDENTIFIED.search(pdf)
    if found is None:
        return None
    number, code = (_claimed(unescape(part.decode("utf-8", "replace"))) for part in found.groups())
    return (number, code) if number and code else None


def _as_information(pdf: bytes) -> tuple[str, str] | None:
    """What is left when a program has written the file anew."""
    if not pdf.startswith(b"%PDF-") or len(pdf) > _LARGEST_PARSED:
        return None
    try:
        information: Mapping[str, Any] = PdfReader(BytesIO(pdf)).metadata or {}
        number, code = (_claimed(information.get(f"/{key}")) for key in (_NUMBER, _CODE))
    except Exception:  # noqa: BLE001  a hostile file can make the parser fail in any way
        return None
    return (number, code) if number and code else None


def _claimed(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return str(text) if len(text) <= _LONGEST and text.isprintable() else ""
