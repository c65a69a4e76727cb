"""The typefaces that certificates are set in, which characters they have, and how wide a text runs in them.

Static TrueType from the npm packages in package.json: not CFF (files and CPU are larger), not slices. The faces get
names of our own, so that a font of the same name on the machine never takes part.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont

from certificates.render.errors import MissingGlyph, TypefaceNotInstalled

FOLDER = Path(__file__).resolve().parents[2] / "node_modules" / "@expo-google-fonts"


@dataclass(frozen=True)
class Face:
    family: str
    package: str
    cut: str  # the package's own name of weight and style
    weight: int = 400
    style: str = "normal"

    @property
    def path(self) -> Path:
        stem = "".join(part.upper() if len(part) < 4 else part.title() for part in self.package.split("-"))
        return FOLDER / self.package / self.cut / f"{stem}_{self.cut}.ttf"

    @property
    def address(self) -> str:
        """The only kind of address, beside the designs, that the renderer can open."""
        return f"design:font/{self.package}/{self.cut}"


def _cuts(family: str, package: str, bold: str = "600SemiBold") -> tuple[Face, Face]:
    return Face(family, package, "400Regular"), Face(family, package, bold, weight=600)


LATIN, ARABIC, DEVANAGARI = "Certificate Serif", "Certificate Naskh", "Certificate Devanagari"
KOREAN, CHINESE, JAPANESE = "Certificate Hangul", "Certificate Han", "Certificate Kanji"
ETHIOPIC, HEBREW, BENGALI = "Certificate Fidel", "Certificate Hebrew", "Certificate Bengali"
TAMIL, THAI, KHMER = "Certificate Tamil", "Certificate Thai", "Certificate Khmer"
GEORGIAN, ARMENIAN = "Certificate Georgian", "Certificate Armenian"

FACES: tuple[Face, ...] = (
    *_cuts(LATIN, "noto-serif"),  # Latin, Greek, Cyrillic
    Face(LATIN, "noto-serif", "400Regular_Italic", style="italic"),
    # One glyph a letter, so that copied text is right; Noto Naskh draws the dots apart.
    *_cuts(ARABIC, "amiri", "700Bold"),
    *_cuts(DEVANAGARI, "noto-serif-devanagari"),
    *_cuts(KOREAN, "noto-serif-kr"),
    *_cuts(CHINESE, "noto-serif-sc"),
    *_cuts(JAPANESE, "noto-serif-jp"),
    # One weight only: it stands for the heavier too, which would be smeared out of it otherwise.
    *_cuts(ETHIOPIC, "abyssinica-sil", "400Regular"),
    *_cuts(HEBREW, "noto-serif-hebrew"),
    *_cuts(BENGALI, "noto-serif-bengali"),
    *_cuts(TAMIL, "noto-sans-tamil"),
    *_cuts(THAI, "noto-sans-thai"),
    *_cuts(KHMER, "noto-sans-khmer"),
    *_cuts(GEORGIAN, "noto-sans-georgian"),
    *_cuts(ARMENIAN, "noto-sans-armenian"),
)

_ORDER = tuple(dict.fromkeys(face.family for face in FACES))
# Where a script is drawn by one family alone, the others, large as some are, need not be opened to look for it.
_OF_SCRIPT = {
    "Latn": LATIN,
    "Arab": ARABIC,
    "Deva": DEVANAGARI,
    "Hang": KOREAN,
    "Ethi": ETHIOPIC,
    "Hebr": HEBREW,
    "Beng": BENGALI,
    "Taml": TAMIL,
    "Thai": THAI,
    "Khmr": KHMER,
    "Geor": GEORGIAN,
    "Armn": ARMENIAN,
}
_FIRST = {"ar": ARABIC, "fa": ARABIC, "ur": ARABIC, "zh": CHINESE, "ja": JAPANESE}

# Signs without a shape of their own that names legitimately carry: joiners, direction marks, variation selectors.
_SHAPELESS = frozenset("\u200c\u200d\u200e\u200f\u061c\ufe00\ufe01")


def stack(families: Iterable[str], language: str = "") -> tuple[str, ...]:
    """`families` by preference: Han is drawn the Korean, Chinese or Japanese way by the language of the run."""
    wanted = set(families)
    first = _FIRST.get(language.partition("-")[0])
    order = _ORDER if first is None else (LATIN, first, *(family for family in _ORDER if family not in {LATIN, first}))
    return tuple(family for family in order if family in wanted)


STACKED_LANGUAGES = tuple(_FIRST)


def opened(face: Face) -> TTFont:
    """The font file, to be closed by the caller."""
    if not face.path.exists():
        raise TypefaceNotInstalled(file=face.path.name)
    return TTFont(face.path, lazy=True)


@cache
def _advances(face: Face) -> dict[int, float]:
    """Advance width in em of every character the face has."""
    with opened(face) as font:
        metrics, em = font["hmtx"], font["head"].unitsPerEm
        return {point: metrics[glyph][0] / em for point, glyph in font.getBestCmap().items()}


@cache
def _face(family: str, weight: int) -> Face:
    return next(face for face in FACES if (face.family, face.weight, face.style) == (family, weight, "normal"))


@cache
def _found(character: str, weight: int = 400) -> tuple[str, float] | None:
    """The first family that has the character, and how wide it is there in em."""
    own = _OF_SCRIPT.get(scripts.script(character))
    for family in (own,) if own else _ORDER:
        if (width := _advances(_face(family, weight)).get(ord(character))) is not None:
            return family, width
    return None


def families_for(characters: Iterable[str], languages: Iterable[str]) -> tuple[str, ...]:
    """The families that a text in these languages needs, in the usual order. Most need two of them."""
    needed = {LATIN, *(_FIRST[tag] for tag in (language.partition("-")[0] for language in languages) if tag in _FIRST)}
    needed |= {found[0] for character in characters if character.isprintable() and (found := _found(character))}
    return tuple(family for family in _ORDER if family in needed)


@cache
def advance(character: str, weight: int = 400) -> float | None:
    """Width of one character in em, or None if no face has it.

    Joined Arabic letters and Devanagari clusters come out narrower than this, so a text never needs more.
    """
    if character in _SHAPELESS:
        return 0.0
    if unicodedata.category(character)[0] == "C":  # controls, and marks that turn the direction of what follows
        return None
    found = _found(character, weight)
    return found[1] if found else None


def width_of(text: str, weight: int = 400) -> float:
    """Upper bound in em of the text's width on one line."""
    return sum(advance(character, weight) or 1.0 for character in text)


def has_typeface_for(text: str) -> bool:
    """Whether every character of a text can be printed, however it is spaced."""
    return all(advance(character) is not None for character in text if not character.isspace())


def check_glyphs(texts: Iterable[str]) -> None:
    for text in texts:
        for character in dict.fromkeys(text):
            if advance(character) is None:
                raise MissingGlyph(character, text)
