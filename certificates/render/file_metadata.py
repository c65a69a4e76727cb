"""What a file says of itself: that it is accessible, and which certificate it is."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pydyf
from pypdf import PdfReader

LARGEST = 5_000_000  # bytes; a city certificate with 500 names has under a tenth of it
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


def declare_accessible(pdf: pydyf.PDF) -> None:
    """Adds the PDF/UA identification, and leaves the metadata readable without unpacking."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    [xmp] = metadata.stream
    metadata.stream = [xmp.replace(b"</rdf:RDF>", _ACCESSIBLE + b"</rdf:RDF>")]
    metadata.compress = False


def add_identity(pdf: pydyf.PDF, number: str, code: str) -> None:
    pdf.info[_NUMBER] = pydyf.String(number)
    pdf.info[_CODE] = pydyf.String(code)


def identity_of(pdf: bytes) -> tuple[str, str] | None:
    """Number and verification code that a file claims, or None. The claim proves nothing: compare the file's hash.

    The file may come from anyone, so whatever is wrong with it is answered by None.
    """
    if len(pdf) > LARGEST or not pdf.startswith(b"%PDF-"):
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
