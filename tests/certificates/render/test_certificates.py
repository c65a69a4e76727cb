"""What stands on the certificates."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from pypdf import PdfReader

from certificates.render import Words, render
from tests.certificates.render import samples
from tests.certificates.render.samples import completion, of_city, participation, text_of


def pages_of(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def test_a_completion_says_who_completed_what_when_and_for_how_long():
    text = text_of(render(completion(title=Words("Head of Digital Services"), score=86)))
    for said in (
        "Certificate of Completion",
        "Grace Wanjiru Kamau",
        "Head of Digital Services, Nairobi, Kenya",
        "has successfully completed the programme",
        "Digital Government Foundations",
        "7 September 2026 to 30 October 2026 · 40 hours · score 86 %",
        "WNCG-2026-DGF1-C-00042-7",
        "Issued in Seoul on 22 November 2026",
        "2026-11-22",
        "7QXM-4T9K-VR2C-HB6P-ZD3N-W8YA",
        "polidari.example/verify/7QXM4T9KVR2CHB6PZD3NW8YA",
        "Han Seo-yeon",
        "Secretary General",
    ):
        assert said in text


def test_participation_claims_no_success_and_no_score():
    text = text_of(render(participation()))
    assert "Certificate of Participation" in text
    assert "took part in the programme" in text
    assert "success" not in text
    assert "score" not in text


def test_the_second_language_of_the_pair_says_the_whole_sentence():
    text = text_of(render(completion("Kim Min-seo", "김민서", city=samples.SEOUL, language="ko")))
    assert "Certificate of Completion" in text
    assert "이수증" in text
    assert "김민서 님은 “디지털 정부 기초” 과정(2026년 9월 7일부터 2026년 10월 30일" in text


def test_a_language_without_a_translation_falls_back_to_english_alone_and_keeps_the_native_name():
    text = text_of(render(completion("Zhang Wei", "张伟", city=samples.CHENGDU, language="zh")))
    assert "张伟" in text
    assert text.count("2026-11-22") == 1
    assert text.count("22 November 2026") == 1


@pytest.mark.parametrize(("language", "native"), samples.NATIVE_NAMES.items())
def test_a_name_can_be_copied_out_of_the_file_as_it_was_written(language, native):
    assert native in text_of(render(completion("Somebody", native, language=language)))


def test_an_annex_may_hold_every_script_at_once():
    text = text_of(render(samples.of_every_script()))
    assert [native for native in samples.NATIVE_NAMES.values() if native not in text] == []


def test_a_city_certificate_names_the_city_and_annexes_every_official_under_a_repeated_header():
    pdf = render(of_city(60, city=samples.HEBRON, language="ar"))
    text = text_of(pdf)
    assert "Presented to the City of Hebron" in text
    assert "whose 60 officials have completed, at the invitation of World Network of City Governments" in text
    assert all(f"Official {number:03d}" in text for number in range(60))
    assert pages_of(pdf) > 2
    assert text.count("In the city's language") == pages_of(pdf) - 1


def test_one_official_of_a_city_is_not_called_officials():
    assert "whose 1 official has completed" in text_of(render(of_city(1)))


def test_half_hours_are_printed():
    certificate = completion()
    training = replace(certificate.training, hours=Decimal("37.5"))
    assert "37.5 hours" in text_of(render(replace(certificate, training=training)))


def test_a_course_of_one_day_has_one_date():
    certificate = completion()
    training = replace(certificate.training, ends=certificate.training.starts, hours=1)
    assert "7 September 2026 · 1 hour" in text_of(render(replace(certificate, training=training)))


def test_kinds_have_frames_of_their_own():
    from certificates.render.artwork.designs import FRAMES, framed

    assert len({framed(name) for name in FRAMES}) == len(FRAMES)
