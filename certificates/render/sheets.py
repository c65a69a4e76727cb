"""Where things stand on each design's sheet, in mm from the upper left corner."""

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.render.documents import Signatory
from certificates.render.errors import BadSignature
from certificates.render.layers import Spot
from certificates.render.signatures import is_path_data

_SIGNED_ABOVE = 167.5  # the signature lines
_SIGNING = (86.0, 211.0)  # the ground between the two corner blocks


@dataclass(frozen=True)
class Sheet:
    """One design: its frame, that of further pages ("" is bare paper, None allows none), its drawings' places."""

    frame: str
    further: str | None = None
    height: float = 210
    seal_at: Spot | None = None
    qr_at: Spot | None = None  # left, top, side


CERTIFICATE_QR = (245.0, 157.5, 20.0)
COMPLETION = Sheet("completion", seal_at=(148.5, 38.2, 0.28), qr_at=CERTIFICATE_QR)
PARTICIPATION = Sheet("participation", seal_at=(148.5, 38.2, 0.28), qr_at=CERTIFICATE_QR)
CITY = Sheet("city", further="annex", seal_at=(148.5, 38.6, 0.29), qr_at=CERTIFICATE_QR)
LETTER = Sheet("letter", further="", height=297, seal_at=(36.5, 29, 0.22))


@dataclass(frozen=True)
class SigningPlace:
    left: float
    width: float

    def signature_at(self) -> Spot:
        scale = min(0.25, self.width / 220)
        return self.left + self.width / 2 - 100 * scale, _SIGNED_ABOVE - 56 * scale, scale


def signing_places(count: int) -> list[SigningPlace]:
    """Equal places side by side, never wider than a name needs."""
    first, last = _SIGNING
    share = (last - first) / max(count, 1)
    width = min(share - 6, 58)
    return [SigningPlace(first + share * (i + 0.5) - width / 2, width) for i in range(count)]


def signatures(signatories: Sequence[Signatory], places: Sequence[Spot]) -> tuple[tuple[str, Spot], ...]:
    """The strokes and where they go. Raises BadSignature for what is not path data."""
    for signatory in signatories:
        if not is_path_data(signatory.signature):
            raise BadSignature(name=signatory.name)
    return tuple(
        (signatory.signature, spot) for signatory, spot in zip(signatories, places, strict=True) if signatory.signature
    )
