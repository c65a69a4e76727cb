"""What a reader finds in an issued PDF."""

import re
from pathlib import Path

from pypdf import PdfReader

NUMBER = re.compile(r"[A-Z]+-\d{4}-[A-Z0-9]+-[CPT]-\d{5}-\d{2}")
ADDRESS = re.compile(r"/verify/([\w-]{22})/")


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def number_in(pdf: Path) -> str:
    return _found(NUMBER, pdf)


def code_in(pdf: Path) -> str:
    """The verification code, from the address that is printed beside the QR code."""
    return _found(ADDRESS, pdf)


def altered(pdf: Path) -> Path:
    """The file with a few bytes more than were issued."""
    other = pdf.with_stem(f"{pdf.stem}-altered")
    other.write_bytes(pdf.read_bytes() + b"\n% 100 per cent\n")
    return other


def _found(pattern: re.Pattern[str], pdf: Path) -> str:
    found = pattern.search(text_of(pdf))
    assert found, text_of(pdf)
    return found.group(found.lastindex or 0)
