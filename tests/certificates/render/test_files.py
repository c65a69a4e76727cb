"""The files: the same bytes for the same data, hostile data harmless, and an identity that can be read back."""

import hashlib
import io
import os
import subprocess
import sys
import time
from functools import cache

import pytest
from pypdf import PdfReader, PdfWriter

from certificates.render import RenderError, Signatory, Words, file_metadata, identity_of, press, render
from certificates.render.errors import BadSignature
from certificates.render.fetching import DesignFiles
from tests.certificates.render import samples
from tests.certificates.render.samples import completion, cover_letter, invitation, of_city, signed_by, text_of

PRINTED_ELSEWHERE = """
import hashlib, django
from django.conf import settings
settings.configure()
django.setup()
from certificates.render import render
from tests.certificates.render.samples import completion
for name in ("佐藤 直子", "ፀሐይ", "Kim Min-seo"):
    print(hashlib.sha256(render(completion(name, "김민서", language="ja"))).hexdigest())
"""


def test_the_same_data_give_the_same_bytes():
    certificate = completion("Kim Min-seo", "김민서", city=samples.SEOUL, language="ko")
    first = render(certificate)
    render(of_city(3))
    assert render(certificate) == first


def test_the_same_data_give_the_same_bytes_in_another_process():
    here = [
        hashlib.sha256(render(completion(name, "김민서", language="ja"))).hexdigest()
        for name in ("Kim Min-seo", "ፀሐይ", "佐藤 直子")
    ]
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    there = subprocess.run(
        [sys.executable, "-c", PRINTED_ELSEWHERE], env=environment, capture_output=True, check=True, text=True
    )
    assert there.stdout.split() == here[::-1]


def test_markup_in_data_is_printed_and_addresses_in_it_are_not_fetched(monkeypatch):
    opened = []
    fetch = DesignFiles.fetch

    def watched(self, url, headers=None):
        opened.append(url)
        return fetch(self, url, headers)

    monkeypatch.setattr(DesignFiles, "fetch", watched)
    name = '<img src="http://127.0.0.1/x.png"> {{ settings }} {% load x %}'
    text = text_of(render(completion(name, title=Words("</p><style>@import 'file:///etc/passwd'</style>"))))
    assert name in text
    assert "</p><style>@import 'file:///etc/passwd'</style>" in text
    assert all(url.startswith("design:") for url in opened)


def test_a_typeface_is_opened_only_for_a_page_that_needs_it(monkeypatch):
    opened = []
    fetch = DesignFiles.fetch

    def watched(self, url, headers=None):
        opened.append(url)
        return fetch(self, url, headers)

    monkeypatch.setattr(DesignFiles, "fetch", watched)
    monkeypatch.setattr(press, "_press", cache(press._Press))
    packages = []
    for certificate in (completion(), completion("Tsehay", "ፀሐይ", language="am"), completion()):
        opened.clear()
        render(certificate)
        packages.append({url.split("/")[1] for url in opened if url.startswith("design:font/")})
    assert packages == [{"noto-serif"}, {"abyssinica-sil"}, set()]


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "file:///etc/passwd", "design:font/../secret", "data:,x"])
def test_the_renderer_opens_nothing_but_the_designs_own_files(address):
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        DesignFiles().fetch(address)


@pytest.mark.parametrize("stroke", ['M0 0"/><image href="file:///etc/passwd"/>', "M0 0" * 5000, "url(x)"])
def test_a_signature_that_is_not_path_data_is_refused(stroke):
    with pytest.raises(BadSignature, match="Eve"):
        render(signed_by(completion(), Signatory(name="Eve", office="", signature=stroke)))
    assert issubclass(BadSignature, RenderError)


def test_a_certificate_may_be_signed_by_none_one_or_three():
    three = (samples.SECRETARY, samples.MAYOR, Signatory(name="Amina Okello", office="Director"))
    for count in (0, 1, 3):
        text = text_of(render(signed_by(completion(), *three[:count])))
        assert [person.name in text for person in three] == [index < count for index in range(3)]


def test_the_file_says_its_title_language_number_and_code():
    pdf = render(completion())
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Certificate of Completion: Grace Wanjiru Kamau"
    assert str(reader.root_object["/Lang"]) == "en"
    assert identity_of(pdf) == ("WNCG-2026-DGF1-C-00042-7", "7QXM-4T9K-VR2C-HB6P-ZD3N-W8YA")


def test_an_altered_file_still_says_which_certificate_it_was():
    original = render(completion())
    writer = PdfWriter(clone_from=io.BytesIO(original))
    writer.add_blank_page(100, 100)
    altered = io.BytesIO()
    writer.write(altered)
    assert altered.getvalue() != original
    assert identity_of(altered.getvalue()) == identity_of(original)
    assert identity_of(original + b"\n% something appended") == identity_of(original)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"not a PDF",
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"[" * 100_000,
        b"%PDF-1.7\ntrailer <</Root 1 0 R /Info 1 0 R /Size 2>>\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n1 0 obj <</Prev 1 0 R>> endobj\ntrailer <</Info 1 0 R /Prev 0>>\nstartxref\n0\n%%EOF",
        b"%PDF-" + bytes(6_000_000),
    ],
)
def test_a_hostile_file_has_no_identity_and_raises_nothing(garbage):
    assert identity_of(garbage) is None


@pytest.mark.parametrize("said", [b"X-1 ab\0cd", b"X\0-1 abcd", b"X-1 ab\x07cd", b"X-1 \xe2\x80\x8fabcd"])
def test_an_identity_of_characters_that_nobody_can_print_is_none(said):
    assert identity_of(b"<dc:identifier>X-1 abcd</dc:identifier>") == ("X-1", "abcd")
    assert identity_of(b"<dc:identifier>" + said + b"</dc:identifier>") is None


def test_a_file_cut_anywhere_raises_nothing_and_the_second_half_is_not_needed_to_know_it():
    pdf = render(completion())
    for cut in range(0, len(pdf), len(pdf) // 25):
        assert identity_of(pdf[:cut]) in {None, identity_of(pdf)}
    assert identity_of(pdf[: len(pdf) // 2]) == identity_of(pdf)


def test_a_file_with_any_one_byte_changed_still_says_which_certificate_it_was():
    pdf = render(completion())
    said = pdf.index(b"<dc:identifier>")
    for place in (0, 1, 5, 12, len(pdf) // 4, len(pdf) // 2, said - 100, pdf.rindex(b"startxref") + 11, len(pdf) - 2):
        changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
        assert identity_of(changed) == identity_of(pdf), place


def test_a_file_written_anew_by_another_program_still_says_which_certificate_it_was():
    original = render(completion())
    for password in (None, ""):
        writer = PdfWriter(clone_from=io.BytesIO(original))
        if password is not None:
            writer.encrypt(password, "owner", algorithm="AES-256")
        again = io.BytesIO()
        writer.write(again)
        without_plain_text = again.getvalue().replace(b"<dc:identifier>", b"<dc:description>")
        assert identity_of(without_plain_text) == identity_of(original)


def test_a_file_that_would_keep_the_parser_busy_is_not_parsed(monkeypatch):
    monkeypatch.setattr(file_metadata, "PdfReader", lambda _: pytest.fail("parsed"))
    assert identity_of(b"%PDF-1.7\n1 0 obj <</CertificateNumber<" + b"41" * 500_000 + b">>>endobj") is None


def test_letters_have_no_identity_of_a_certificate():
    assert identity_of(render(invitation())) is None


def test_an_invitation_prints_the_deadline_in_the_citys_own_time_in_both_languages():
    text = text_of(render(invitation()))
    assert "Wednesday 15 July 2026, 23:59 (Asia/Hebron time)" in text
    assert "We offer your city 3 seats" in text
    assert "ليلى حداد" in text
    assert "https://polidari.example/invitations/" in text


def test_each_language_of_a_letter_begins_under_the_letterhead():
    pages = PdfReader(io.BytesIO(render(cover_letter(40)))).pages
    headed = [samples.NETWORK in page.extract_text()[:60] for page in pages]
    drawn = [b"/Layer" in page.get_contents().get_data() for page in pages]
    assert headed == drawn
    assert sum(headed) == 2 < len(pages)


def test_a_cover_letter_lists_every_file_over_as_many_pages_as_it_takes():
    text = text_of(render(cover_letter(40)))
    assert all(text.count(f"certificate-{number:03d}.pdf") == 2 for number in range(40))


def test_the_committed_frames_are_what_the_drawings_make():
    from certificates.render.artwork.designs import FRAMES, framed
    from certificates.render.fetching import FOLDER

    for name in FRAMES:
        assert (FOLDER / f"{name}.svg").read_text() == framed(name)
        assert (FOLDER / f"{name}.svg").stat().st_size < 100_000


def test_a_warm_rendering_is_cheap_and_the_file_small():
    certificate = completion("Kim Min-seo", "김민서", city=samples.SEOUL, language="ko")
    render(certificate)
    spent = []
    for _ in range(5):
        before = time.process_time()
        pdf = render(certificate)
        spent.append(time.process_time() - before)
    assert min(spent) < 0.25  # about 0.06 on a quiet machine; drawing the frame again alone would cost more
    assert len(pdf) < 120_000
