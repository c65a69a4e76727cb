"""What a package in the browser claims to have been reached, and what of it is believed."""

import logging
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.cleaning import cleaned_parameters
from courses.packages.models import ContentRevision
from courses.packages.plain.claims import fits, gives_nothing, is_rescored, needs_points, rescored
from courses.packages.plain.given import Parameters
from courses.packages.plain.parts import Score
from lms.refusals import Refusal

logger = logging.getLogger(__name__)
PLACES = Decimal("0.0001")


class NotPossible(Refusal):
    message: ClassVar[str | Promise] = _("The exercise cannot give this result, so it was not recorded.")


@dataclass(frozen=True)
class Mark:
    """A score of 0 to 1, or none, and whether it is a success; `self_reported` where it is only the package's word."""

    score: Decimal | None
    success: bool | None
    self_reported: bool = True
    earned: Score | None = None
    """What the answers give, where they were marked here."""

    def said(self) -> dict[str, Any]:
        """What stands in a record in place of the claim: none of its own points, where ours are known."""
        if self.earned is None:
            return {}
        points = {"score_raw": f"{self.earned.points:f}", "score_max": f"{self.earned.most:f}"}
        return points | ({} if self.success is None else {"success": self.success})


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
        """The answers scored anew where the type tells them, else the claim, if the content can give it at all.

        Leaving the score out is no way round: what gives points cannot be done without any. Which of its languages was
        shown is not known here, so any will do.
        """
        main, shown = str(revision.main or ""), list(cleaned_parameters(revision).values())
        if not any(self._fits(main, one) for one in shown):
            logger.warning("A score of %s of %s is claimed for %s, which cannot give it", self.raw, self.most, revision)
            raise NotPossible
        if all(gives_nothing(main=main, parameters=one) for one in shown):
            return Mark(None, True)
        scores = [score for one in shown if (score := rescored(main, one, self.response)) is not None]
        return self._marked(revision, scores) if scores else Mark(self.score, self.success)

    def _marked(self, revision: ContentRevision, scores: list[Score]) -> Mark:
        mark = _best(scores)
        if mark.score != self.score:
            logger.warning("A score of %s is claimed for %s, whose answers give %s", self.score, revision, mark.score)
        return mark

    def _fits(self, main: str, parameters: Parameters) -> bool:
        if self.raw is None and needs_points(main=main, parameters=parameters):
            # An answer that is scored here earns its points whatever is claimed.
            return is_rescored(main)
        return fits(main=main, parameters=parameters, raw=self.raw, most=self.most)


def _best(scores: list[Score]) -> Mark:
    best = max(scores, key=lambda score: score.scaled)
    passed = best.points == best.most if best.passed is None else best.passed
    return Mark(best.scaled, passed, self_reported=False, earned=best)
