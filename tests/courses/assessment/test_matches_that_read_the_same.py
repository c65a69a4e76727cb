"""Equal matches are one answer, though somebody translated them unequally."""

from fractions import Fraction
from typing import Any

from courses.assessment.drawing import draw
from courses.assessment.faces import Face
from courses.assessment.marking import mark
from courses.assessment.review import Shown
from courses.outline.structure import Pair, Question, QuestionKind, Quiz, Texts

KOREAN = {"Korea": "아시아", "Japan": "아세아"}


def question(**languages: dict[str, str]) -> Question:
    pairs = tuple(
        Pair(key=key, texts={"en": key}, matches={"en": match} | {tag: texts[key] for tag, texts in languages.items()})
        for key, match in (("Korea", "Asia"), ("Japan", "Asia"), ("Kenya", "Africa"))
    )
    return Question(key="q", kind=QuestionKind.MATCHING, texts={"en": "Where?"}, pairs=pairs)


ASKED = question(ko=KOREAN | {"Kenya": "아프리카"})


def options(language: str, drawn: list[str], given: dict[str, str]) -> dict[str, Any]:
    def text(texts: Texts) -> str:
        return texts.get(language) or texts["en"]

    one = {"question": "q", "choices": drawn, "version": 0}
    return Face("a1", ASKED, one, given, Shown(), language, text).fields()


def test_either_of_two_matches_that_read_the_same_is_right() -> None:
    assert mark(ASKED, {"Korea": "Japan", "Japan": "Korea", "Kenya": "Kenya"}) == 1
    assert mark(ASKED, {"Korea": "Kenya", "Japan": "Korea", "Kenya": "elsewhere"}) == Fraction(1, 3)


def test_a_reader_is_offered_one_of_two_that_read_the_same_and_another_reader_both() -> None:
    drawn, given = ["Kenya", "Japan", "Korea"], {"Korea": "Korea", "Japan": "Japan"}
    english, korean = options("en", drawn, given), options("ko", drawn, given)
    assert [one["label"] for one in english["options"]] == ["Africa", "Asia"]
    assert [row["chosen"] for row in english["rows"]] == [1, 1, None]
    assert [one["label"] for one in korean["options"]] == ["아프리카", "아세아", "아시아"]
    assert [row["chosen"] for row in korean["rows"]] == [2, 1, None]


def test_what_is_translated_only_once_is_drawn_once() -> None:
    half = ASKED.model_copy(update={"pairs": (ASKED.pairs[0], *question().pairs[1:])})
    [drawn] = draw(Quiz(questions=(half,)))
    assert sorted(drawn["choices"]) == ["Kenya", "Korea"]
