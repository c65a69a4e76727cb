"""Reading the demo's texts, written by hand in YAML, one file a language."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml

CONTENT = Path(__file__).parent / "content"
NAMESPACE = UUID("7f0c1f0e-5d0a-5b6e-9c55-6d2f6b1a4a10")
SOURCE_LANGUAGE = "en"


def texts_in(folder: Path) -> dict[str, Any]:
    """Language to what its file holds, the language of the originals first."""
    found = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("??.yaml"))}
    return {SOURCE_LANGUAGE: found.pop(SOURCE_LANGUAGE)} | found


def key_for(*parts: object) -> UUID:
    """A key that is the same in every installation and language: loading again finds what was loaded before."""
    return uuid5(NAMESPACE, "/".join(map(str, parts)))
