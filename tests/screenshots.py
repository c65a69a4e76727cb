"""`python -m tests.screenshots [ADDRESS]`: pictures of every kind of page, into docs/screenshots/.

Wants a freshly seeded demo that is being served (`make demo-reset`), and walks its story on: afterwards a city has
accepted, an official is nominated, one certificate is corrected and one revoked. Names of files given after the
address (parts of them are enough) take these pictures only, of a demo on which the story has been walked.
"""

import sys

from playwright.sync_api import Browser

from tests.browsers import chromium
from tests.pictures.documents import print_documents
from tests.pictures.pages import Album
from tests.pictures.shots import desks, everywhere
from tests.pictures.story import walk

DEMO = "http://localhost:8000"


def main(address: str = DEMO, *wanted: str) -> None:
    with chromium() as browser:
        take_all(browser, address.rstrip("/"), wanted)


def take_all(browser: Browser, address: str, wanted: tuple[str, ...]) -> None:
    album = Album(browser, address, wanted)
    if not wanted:
        walk(album)
    everywhere(album)
    desks(album)
    print_documents(album)


if __name__ == "__main__":
    main(*sys.argv[1:])
