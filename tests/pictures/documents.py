"""The issued PDFs as pictures, printed by poppler."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pictures.pages import Album, keep
from tests.pictures.story import FOCAL_POINT, SECRETARY, register_entry

DOTS_PER_INCH = "85"
HOLDERS = {
    "certificate-korean": "Kim Min-seo",
    "certificate-arabic": "Khaled Natsheh",
    "certificate-cyrillic": "Batbayar",
    "certificate-devanagari": "Sita Shrestha",
    "certificate-participation": "Bikash Gurung",
}
"""What the picture shows, and whose certificate it is."""
CITY = "Hebron"


def print_documents(album: Album) -> None:
    for name, holder in HOLDERS.items():
        number = register_entry(album, holder).rstrip("/").rpartition("/")[2]
        _print(album, SECRETARY, f"/certificates/{number}/", name)
    page = album.page(SECRETARY, f"/admin/certificates/register/?kind=T&q={CITY}")
    number = page.get_by_role("row").nth(1).get_by_role("link").first.inner_text()
    page.close()
    _print(album, SECRETARY, f"/certificates/{number}/", "certificate-city")
    page = album.page(FOCAL_POINT, "/city/")
    invitation = page.locator("main .card a").first.get_attribute("href")
    page.close()
    _print(album, FOCAL_POINT, f"{invitation}letter.pdf", "invitation-letter")


def _print(album: Album, email: str, path: str, name: str) -> None:
    if not album.wants(name):
        return
    answer = album.seat(email).request.get(album.address + path)
    assert answer.ok, f"{path}: {answer.status}"
    with TemporaryDirectory() as folder:
        pdf = Path(folder) / "document.pdf"
        pdf.write_bytes(answer.body())
        subprocess.run(["pdftoppm", "-r", DOTS_PER_INCH, "-png", pdf, pdf.with_suffix("")], check=True)
        for number, page in enumerate(sorted(Path(folder).glob("*.png")), start=1):
            keep(page.read_bytes(), name if number == 1 else f"{name}-{number}")
