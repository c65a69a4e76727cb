"""What a package in the browser claims to have been reached."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.packages.models import ContentRevision

PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Mark:
    """A score of 0 to 1, or none, and whether it is a success; `self_reported` where it is only the package's word."""

    score: Decimal | None
    success: bool | None
    self_reported: bool = True


@dataclass(frozen=True)
class Claim:
    """A raw score with its maximum, whether the package calls it a success, and what was answered."""

    raw: Decimal | None = None
    most: Decimal | None = None
    success: bool | None = None
    completion: bool | None = None
    response: str = ""

    @property
    def score(self) -> Decimal | None:
        return (self.raw / self.most).quantize(PLACES) if self.raw is not None and self.most else None

    def said(self) -> dict[str, Any]:
        """As JSON values; what was answered is not kept."""
        values = {
            "score_raw": None if self.raw is None else str(self.raw),
            "score_max": None if self.most is None else str(self.most),
            "success": self.success,
            "completion": self.completion,
        }
        return {name: value for name, value in values.items() if value is not None}

    def marked(self, revision: ContentRevision) -> Mark:
        return Mark(self.score, self.success)
