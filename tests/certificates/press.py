"""A stand-in for the press in tests of what happens around it: small PDFs with the identity of the real ones."""

from io import BytesIO

from pypdf import PdfWriter

from certificates.render import Document


def printed(document: Document) -> bytes:
    """A blank page that names its certificate as the real file does."""
    writer = PdfWriter()
    writer.add_blank_page(842, 595)
    number, code = getattr(document, "number", ""), getattr(document, "code", "")
    writer.add_metadata({"/CertificateNumber": number, "/VerificationCode": code, "/Subject": repr(document)})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
