"""Whatever is in a file, it is read or refused in words, and never with a traceback."""

import io
import zipfile
from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.bank.wording import LONGEST_TITLE, title_of
from courses.assessment.formats import limits
from courses.assessment.formats.catalogue import FORMATS
from courses.assessment.formats.items import FileRefused, Reading, Verdict
from tests.courses.assessment.formats.strategies import LANGUAGE, SIGNS, WORDS, items, some
from tests.factories.outlines import essay

READERS = [pytest.param(one.read, id=one.name) for one in FORMATS.values()]
Reader = Callable[..., Reading]
ENTITY = b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'
BOMB = (
    b'<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><quiz>&j;</quiz>"
)


def read(reader: Reader, content: bytes) -> Reading | FileRefused:
    try:
        return reader(content, language=LANGUAGE)
    except FileRefused as refusal:
        return refusal


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return file.getvalue()


@pytest.mark.parametrize("reader", READERS)
@some
@given(content=st.binary(max_size=300))
def test_any_bytes(reader: Reader, content: bytes):
    read(reader, content)


PIECES = st.one_of(
    st.sampled_from([*WORDS, "{", "}", "=", "~", "#", "->", "####", "::", "{=a}", "{~a =b}", "{#1..2}", "T", "\n\n"]),
    st.text(SIGNS, max_size=5),
)  # fmt: skip


@some
@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_words_with_the_signs_of_gift(text: str):
    read(FORMATS["gift"].read, text.encode())


@some
@given(
    st.lists(
        st.sampled_from(["kind", "text", "single", "a", "yes", ",", ";", '"', "\n", "answer_1", "=1"]), max_size=30
    )
)
def test_any_words_with_the_signs_of_a_table(words: list[str]):
    read(FORMATS["csv"].read, f"kind,text,answer_1,right_1\n{''.join(words)}".encode())


@pytest.mark.parametrize("name", FORMATS)
@some
@given(item=items(), place=st.integers(0, 10**4), sign=st.integers(0, 255))
def test_a_file_with_one_byte_changed(name: str, item, place: int, sign: int):
    content = bytearray(FORMATS[name].write([item], language=LANGUAGE).content)
    if content:
        content[place % len(content)] = sign
    read(FORMATS[name].read, bytes(content))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x00" * 50, ENTITY, BOMB, b"<a>" * 5000, b"PK\x03\x04"])
def test_files_that_are_refused(reader: Reader, content: bytes):
    given_back = read(reader, content)
    assert isinstance(given_back, FileRefused) or {line.verdict for line in given_back.lines} == {Verdict.REFUSED}
    assert "root:" not in str(given_back)


@pytest.mark.parametrize("reader", READERS)
def test_a_file_that_is_too_large(reader: Reader):
    assert "too large" in str(read(reader, b"a" * (limits.FILE + 1)))


def test_a_file_with_too_many_questions():
    assert "too large" in str(read(FORMATS["gift"].read, b"Why?{}\n\n" * (limits.ITEMS + 1)))


CLOZE = "<question type='cloze'><questiontext format='html'><text>{}</text></questiontext></question>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gift", "//" + "[id:" * 100_000 + "\nWhy?{}"), ("gift", "//" + "[tag:a" * 60_000 + "\nWhy?{}"),
        ("moodle", f"<quiz>{CLOZE.format('{:SA:' * 4000) * 50}</quiz>"),
        ("moodle", f"<quiz>{CLOZE.format(chr(92) + '{:SA:' * 3300) * 50}</quiz>"),
        ("moodle", f"<quiz>{CLOZE.format('{' + ' ' * 19_000) * 50}</quiz>"),
        ("moodle", f"<quiz>{CLOZE.format('{:SA:' * 20_000)}</quiz>"),
    ],
    ids=["numbers", "tags", "gaps", "escaped gaps", "space", "a long text"],
)  # fmt: skip
def test_what_is_opened_and_never_closed_costs_no_time(name: str, content: str):
    began = process_time()
    read(FORMATS[name].read, content.encode())
    assert process_time() - began < 3


@pytest.mark.parametrize("text", ["[" * 20_000, "[[a" * 6000, "<a" * 10_000 + ">"])
def test_a_title_is_made_of_any_text_at_once(text: str):
    question = essay().model_copy(update={"texts": {LANGUAGE: text}})
    began = process_time()
    assert len(title_of(question, LANGUAGE)) <= LONGEST_TITLE
    assert process_time() - began < 1


def test_brackets_and_braces_within_numbers_tags_and_gaps_stay():
    gift = read(FORMATS["gift"].read, rb"// [tag:a [b\] c] [tag:[tag:d]" + b"\nWhy?{}")
    assert gift.items[0].topics == ("a [b] c", "d")
    moodle = f"<quiz>{CLOZE.format('A {1:SA:=f{x' + chr(92) + '}~y} and {2:MC:=b}')}</quiz>"
    gaps = read(FORMATS["moodle"].read, moodle.encode()).items[0].question.gaps
    assert [gap.accepted[LANGUAGE] for gap in gaps] == [("f{x}",), ("b",)]


def test_a_text_that_is_too_long_is_refused_alone():
    reading = read(FORMATS["gift"].read, b"Why?{}\n\n" + b"a" * (limits.TEXT + 1) + b"{}")
    assert [line.verdict for line in reading.lines] == [Verdict.TAKEN, Verdict.REFUSED]
    assert "too long" in reading.lines[1].notes[0]


def test_xml_that_is_nested_too_deep():
    assert "too deep" in str(read(FORMATS["moodle"].read, b"<quiz>" + b"<a>" * 100 + b"</a>" * 100 + b"</quiz>"))


MANIFEST = b'<manifest><resources><resource type="imsqti_item_xmlv3p0" href="%s"/></resources></manifest>'


@pytest.mark.parametrize(
    "path", [b"../../etc/passwd", b"/etc/passwd", b"gone.xml", b"http://example.org/x.xml", b"%00"]
)
def test_a_package_whose_manifest_names_what_is_not_in_it(path: bytes):
    reading = read(FORMATS["qti"].read, zipped(imsmanifest__xml=MANIFEST.replace(b"%s", path)))
    assert [line.notes for line in reading.lines] == [("The manifest names a file that is not in the package.",)]


def test_a_package_that_unpacks_to_too_much():
    content = zipped(imsmanifest__xml=MANIFEST % b"bomb.xml", bomb__xml=b" " * (limits.UNPACKED + 1))
    assert "too large" in str(read(FORMATS["qti"].read, content))


def test_a_package_with_an_item_that_declares_entities():
    content = zipped(imsmanifest__xml=MANIFEST % b"bad.xml", bad__xml=ENTITY)
    reading = read(FORMATS["qti"].read, content)
    assert [(line.place, line.verdict) for line in reading.lines] == [("bad.xml", Verdict.REFUSED)]


@pytest.mark.parametrize("place", ["1" * 5000, "0", "01", "²", "201"])
def test_a_column_of_no_answer(place: str):
    assert "no column" in str(read(FORMATS["csv"].read, f"kind,text,answer_{place}\nessay,Why?,a".encode()))


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_package_that_is_packed_in_another_way(packing: int):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
    content = bytearray(file.getvalue())
    content[60:70] = b"\xff" * 10
    assert "damaged" in str(read(FORMATS["qti"].read, bytes(content)))


def test_a_package_whose_directory_points_to_its_own_end():
    content = bytearray(zipped(imsmanifest__xml=MANIFEST))
    entry, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    content[entry + 42 : entry + 46] = (end).to_bytes(4, "little")
    assert "damaged" in str(read(FORMATS["qti"].read, bytes(content)))


def test_a_package_without_a_manifest():
    assert "manifest" in str(read(FORMATS["qti"].read, zipped(a__xml=b"<a/>")))


HOSTILE = "<p onclick='x()'>Why<script>alert(1)</script><style>p{}</style><iframe src='//x'></iframe>?</p>"


def test_what_html_holds_besides_words_does_not_come_in():
    xml = (
        "<quiz><question type='essay'><questiontext format='html'><text><![CDATA["
        f"{HOSTILE}]]></text></questiontext></question></quiz>"
    )
    reading = read(FORMATS["moodle"].read, xml.encode())
    assert reading.items[0].question.texts == {LANGUAGE: "Why?"}
    assert read(FORMATS["gift"].read, f"[html]{HOSTILE.replace('p{}', 'p')} {{}}".encode()).items[0].question.texts == {
        LANGUAGE: "Why?"
    }
