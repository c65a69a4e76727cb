from decimal import Decimal
from fractions import Fraction

import pytest

from courses.assessment.scoring import places


@pytest.mark.parametrize(
    ("score", "kept"), [(Fraction(13999, 20000), "0.6999"), (Fraction(7, 10), "0.7"), (Fraction(2, 3), "0.6666")]
)
def test_a_score_that_misses_a_mark_is_not_kept_as_if_it_reached_it(score: Fraction, kept: str) -> None:
    assert places(score) == Decimal(kept)
