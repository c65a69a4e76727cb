"""All certificates of one city as a ZIP, with a cover letter: streamed, and the same bytes every time."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import RawIOBase
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pydantic import TypeAdapter

from certificates import files, render
from certificates.addresses import verification_start
from certificates.letters import letterhead
from certificates.models import Certificate

COVER_LETTER = "00-cover-letter.pdf"
_signatory: TypeAdapter[render.Signatory] = TypeAdapter(render.Signatory)


class _Outlet(RawIOBase):
    """What the archive writes to: it keeps the bytes until they are taken."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        before = len(self._waiting)
        self._waiting += memoryview(data)  # type: ignore[arg-type]
        return len(self._waiting) - before

    def taken(self) -> bytes:
        data = bytes(self._waiting)
        self._waiting.clear()
        return data


def archive_of(certificates: Sequence[Certificate], addressee: render.Person) -> Iterator[bytes]:
    """The archive's bytes, piece by piece, one file held in memory at a time. PDFs are compressed already."""
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_STORED) as archive:
        for name, day, content in _contents(certificates, addressee):
            archive.writestr(ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0)), content)
            yield outlet.taken()
    yield outlet.taken()


def file_name_of(certificate: Certificate) -> str:
    return f"{certificate.number}.pdf"


def _contents(certificates: Sequence[Certificate], addressee: render.Person) -> Iterator[tuple[str, date, bytes]]:
    yield COVER_LETTER, _issued_on(certificates[-1]), render.render(cover_letter(certificates, addressee))
    for certificate in certificates:
        with files.opened(certificate) as file:
            yield file_name_of(certificate), _issued_on(certificate), file.read()


def cover_letter(certificates: Sequence[Certificate], addressee: render.Person) -> render.CoverLetter:
    """Dated and signed as the last of the certificates, so that the letter does not change from day to day."""
    last = certificates[-1]
    language = last.text["language"]
    edition = last.edition
    return render.CoverLetter(
        reference=f"{edition.code}-{last.city.slug}".upper(),
        language=language,
        network_name=last.text["network_name"],
        issued_in=last.text["issued_in"],
        issued_on=_issued_on(last),
        city=letterhead(last.city, language),
        addressee=addressee,
        programme=render.Words(edition.programme.title_in("en"), str(edition.programme.titles.get(language, ""))),
        edition=edition.code,
        signatory=_signatory.validate_python(last.text["signatories"][0]),
        enclosures=tuple(map(_enclosure, certificates)),
        verification_url=verification_start(),
    )


def _enclosure(certificate: Certificate) -> render.Enclosure:
    holder = certificate.text["city" if certificate.kind == Certificate.Kind.CITY else "person"]["name"]
    return render.Enclosure(
        file_name=file_name_of(certificate), number=str(certificate.number), holder=render.Words(**holder)
    )


def _issued_on(certificate: Certificate) -> date:
    return date.fromisoformat(certificate.text["issued_on"])
