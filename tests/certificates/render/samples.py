"""Invented people and certificates that the tests print."""

import re
import subprocess
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from certificates.render import (
    NOTHING,
    City,
    CityCertificate,
    CompletionCertificate,
    CoverLetter,
    Enclosure,
    InvitationLetter,
    NamedOfficial,
    ParticipationCertificate,
    Person,
    Signatory,
    Training,
    Words,
)
from certificates.render.artwork.signatures import DEMO_SIGNATURES

NETWORK = "World Network of City Governments"
SECRETARY = Signatory(
    name="Han Seo-yeon", office="Secretary General", organisation=NETWORK, signature=DEMO_SIGNATURES[0]
)
MAYOR = Signatory(name="Rafael Moreira", office="Mayor of the chair city", signature=DEMO_SIGNATURES[1])

NAIROBI = City(name=Words("Nairobi"), country=Words("Kenya"))
SEOUL = City(name=Words("Seoul", "서울특별시"), country=Words("Republic of Korea", "대한민국"))
HEBRON = City(name=Words("Hebron", "الخليل"), country=Words("Palestine", "فلسطين"))
KATHMANDU = City(name=Words("Kathmandu", "काठमाडौँ"), country=Words("Nepal", "नेपाल"))
CHENGDU = City(name=Words("Chengdu", "成都市"), country=Words("China", "中国"))

NATIVE_NAMES = {
    "ar": "محمد عبد الرحمن التميمي",
    "ko": "김민서",
    "mn": "Батбаяр Оюунчимэг",
    "ne": "सीता कुमारी श्रेष्ठ",
    "zh": "张伟",
    "el": "Ελένη Παπαδοπούλου",
    "vi": "Nguyễn Thị Hà",
    "am": "ፀሐይ ዓለሙ ገብረ ሥላሴ",
    "ja": "髙﨑 さくら",
    "he": "נועה לוי",
    "bn": "শিরীন আক্তার চৌধুরী",
    "ta": "கவிதா இராமகிருஷ்ணன்",
    "th": "น้ำผึ้ง ณ สงขลา",
    "km": "សុខ ស្រីមុំ",
    "ka": "ნინო ბერიძე",
    "hy": "Անահիտ Պետրոսյան",
}

PROGRAMMES = {
    "ko": Words("Digital Government Foundations", "디지털 정부 기초"),
    "ar": Words("Digital Government Foundations", "أسس الحكومة الرقمية"),
}


def _common(city=NAIROBI, language="en", **changes):
    training = Training(
        programme=PROGRAMMES.get(language, Words("Digital Government Foundations")),
        starts=date(2026, 9, 7),
        ends=date(2026, 10, 30),
        hours=40,
    )
    return {
        "number": "WNCG-2026-DGF1-C-00042-7",
        "code": "7QXM-4T9K-VR2C-HB6P-ZD3N-W8YA",
        "verification_url": "https://polidari.example/verify/7QXM4T9KVR2CHB6PZD3NW8YA",
        "language": language,
        "network_name": NETWORK,
        "issued_in": "Seoul",
        "issued_on": date(2026, 11, 22),
        "city": city,
        "training": training,
        "signatories": (SECRETARY, MAYOR),
    } | changes


def completion(name="Grace Wanjiru Kamau", native="", *, title=NOTHING, score=None, **common) -> CompletionCertificate:
    return CompletionCertificate(person=Person(name=Words(name, native), title=title), score=score, **_common(**common))


def participation(name="Grace Wanjiru Kamau", **common) -> ParticipationCertificate:
    return ParticipationCertificate(person=Person(name=Words(name)), **_common(**common))


def of_city(officials: int, **common) -> CityCertificate:
    named = tuple(
        NamedOfficial(name=Words(f"Official {number:03d}"), title=Words("Clerk"), hours=40)
        for number in range(officials)
    )
    return CityCertificate(officials=named, **_common(**common))


def of_every_script(**common) -> CityCertificate:
    """A city whose annex names an official in every script that is printed."""
    named = tuple(NamedOfficial(name=Words("Somebody", native), hours=40) for native in NATIVE_NAMES.values())
    return CityCertificate(officials=named, **_common(**common))


def _letter(city, language):
    return {
        "reference": "WNCG/2026/0117",
        "language": language,
        "network_name": NETWORK,
        "issued_in": "Seoul",
        "issued_on": date(2026, 6, 1),
        "city": city,
        "addressee": Person(name=Words("Layla Haddad", "ليلى حداد")),
        "programme": Words("Digital Government Foundations", "أسس الحكومة الرقمية"),
        "edition": "DGF1",
        "signatory": SECRETARY,
    }


def invitation(city=HEBRON, language="ar") -> InvitationLetter:
    return InvitationLetter(
        seats=3,
        starts=date(2026, 9, 7),
        ends=date(2026, 10, 30),
        reply_by=datetime(2026, 7, 15, 23, 59, tzinfo=ZoneInfo("Asia/Hebron")),
        answer_url="https://polidari.example/invitations/",
        **_letter(city, language),
    )


def cover_letter(enclosures: int, city=HEBRON, language="ar") -> CoverLetter:
    files = tuple(
        Enclosure(file_name=f"certificate-{n:03d}.pdf", number=f"N-{n:03d}", holder=Words(f"Official {n:03d}"))
        for n in range(enclosures)
    )
    return CoverLetter(enclosures=files, verification_url="https://polidari.example/verify/", **_letter(city, language))


def signed_by(certificate, *signatories: Signatory):
    return replace(certificate, signatories=signatories)


def text_of(pdf: bytes) -> str:
    """What a reader copies out of the file: one line, marks of direction left out."""
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", found).split())


def words_with_places(pdf: bytes) -> list[tuple[float, float, float, float, str]]:
    """Every word of the first page with its left, top, right and bottom in points."""
    listed = subprocess.run(["pdftotext", "-bbox", "-l", "1", "-", "-"], input=pdf, capture_output=True, check=True)
    pattern = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>'
    return [
        (float(a), float(b), float(c), float(d), word)
        for a, b, c, d, word in re.findall(pattern, listed.stdout.decode())
    ]
