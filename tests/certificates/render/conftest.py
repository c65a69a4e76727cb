"""People, cities and certificates to print, and a catalogue of the certificates' own sentences in Korean and Arabic."""

from pathlib import Path

import polib
import pytest

CATALOGUES = Path(__file__).parent / "catalogue"


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("locale")
    for source in CATALOGUES.glob("*.po"):
        target = folder / source.stem / "LC_MESSAGES"
        target.mkdir(parents=True)
        polib.pofile(str(source)).save_as_mofile(str(target / "django.mo"))
    return folder


@pytest.fixture(autouse=True)
def translated(settings, catalogue):
    settings.LOCALE_PATHS = [str(catalogue)]
