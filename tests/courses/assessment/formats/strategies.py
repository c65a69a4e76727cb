"""Questions of every kind, as instructors in any language might write them, and worse."""

from hypothesis import settings
from hypothesis import strategies as st

from courses.assessment.formats.items import Item
from courses.assessment.formats.texts import one_line, tidy
from courses.outline.structure import Choice, Gap, Number, Pair, Question, QuestionKind

LANGUAGE = "en"
some = settings(max_examples=50, deadline=None)
"""As many examples as there is time for."""
K = QuestionKind

SIGNS = "~=#{}:\\/%*[]<>&\"'|;,.-_$@+ \n\u00a0"
WORDS = [
    "capital",
    "Seoul",
    "지방",
    "مدينة",
    "->",
    "//",
    "=1+1",
    "%50%",
    "[html]",
    "<b>",
    "&amp;",
    "]]>",
    "{#3}",
    "\\n",
    "TRUE",
]
PIECES = st.one_of(
    st.sampled_from(WORDS), st.text(SIGNS, min_size=1, max_size=4),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=4).map(lambda pieces: tidy(" ".join(pieces))).filter(bool)
LINES = TEXTS.map(one_line).filter(bool)
NAMES = st.one_of(st.just(""), LINES)
TAGS = st.lists(LINES.filter(lambda tag: not tag.startswith("competency:")), max_size=3, unique=True).map(tuple)
KEYS = st.one_of(st.uuids().map(str), st.from_regex(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,20}", fullmatch=True))
OWN_KEYS = st.one_of(st.uuids().map(str), st.from_regex(r"[A-Za-z0-9_-]{22}", fullmatch=True))
NUMBERS = st.decimals(-(10**6), 10**6, places=4)


def said(texts=TEXTS) -> st.SearchStrategy[dict[str, str]]:
    return texts.map(lambda text: {LANGUAGE: text})


FEEDBACK: st.SearchStrategy[dict[str, str]] = st.one_of(st.just({}), said())


NO_CREDIT = st.none()


@st.composite
def _choices(draw, least: int = 2, earned=NO_CREDIT):
    keys = draw(st.lists(KEYS, min_size=least, max_size=5, unique=True))
    return tuple(Choice(key=key, texts=draw(said()), feedback=draw(FEEDBACK), credit=draw(earned)) for key in keys)


@st.composite
def singles(draw):
    choices = list(draw(_choices(earned=st.one_of(st.none(), st.integers(-100, 100)))))
    right = draw(st.integers(0, len(choices) - 1))
    choices[right] = choices[right].model_copy(update={"correct": True, "credit": None})
    return {"kind": K.SINGLE, "choices": tuple(choices)}


@st.composite
def multiples(draw):
    """By default; or with earned, where what earns something is right."""
    if draw(st.booleans()):
        choices = draw(_choices(least=1))
        right = draw(st.sets(st.sampled_from([one.key for one in choices]), min_size=1))
        return {"kind": K.MULTIPLE, "partial": draw(st.booleans()), "choices": tuple(
            one.model_copy(update={"correct": one.key in right}) for one in choices)}  # fmt: skip
    choices = draw(
        _choices(least=1, earned=st.integers(-100, 100)).filter(lambda some: any(c.credit > 0 for c in some))
    )
    return {"kind": K.MULTIPLE, "choices": tuple(
        one.model_copy(update={"correct": one.credit > 0}) for one in choices)}  # fmt: skip


@st.composite
def true_falses(draw):
    return {"kind": K.TRUE_FALSE, "answer": draw(st.booleans())}


def forms(least: int = 1):
    return st.lists(LINES, min_size=least, max_size=4, unique=True).map(tuple)


@st.composite
def short_texts(draw):
    accepted = draw(forms())
    earned = {form: credit for form in accepted if (credit := draw(st.integers(0, 100))) != 100}
    return {"kind": K.SHORT_TEXT, "accepted": {LANGUAGE: accepted}, "credits": earned,
            "case_sensitive": draw(st.booleans())}  # fmt: skip


@st.composite
def orderings(draw):
    choices = tuple(one.model_copy(update={"feedback": {}}) for one in draw(_choices()))
    return {"kind": K.ORDERING, "choices": choices, "partial": draw(st.booleans())}


@st.composite
def numerics(draw):
    extra = draw(st.lists(st.integers(0, 100), max_size=2))
    tolerance = st.decimals(0, 1000, places=3)
    return {"kind": K.NUMERIC, "numbers": tuple(
        Number(value=draw(NUMBERS), tolerance=draw(tolerance), credit=credit, feedback=draw(FEEDBACK))
        for credit in [100, *extra])}  # fmt: skip


@st.composite
def matchings(draw):
    keys = draw(st.lists(KEYS, min_size=2, max_size=6, unique=True))
    of_pairs = draw(st.integers(2, len(keys)))
    pairs = tuple(Pair(key=key, texts=draw(said()), matches=draw(said())) for key in keys[:of_pairs])
    extra = tuple(Choice(key=key, texts=draw(said())) for key in keys[of_pairs:])
    return {"kind": K.MATCHING, "pairs": pairs, "choices": extra, "partial": draw(st.booleans())}


WITHOUT_BRACKETS = TEXTS.map(lambda text: tidy(text.replace("[", "").replace("]", ""))).filter(bool)


@st.composite
def fill_ins(draw, gaps: int = 4):
    keys = draw(st.lists(KEYS, min_size=1, max_size=gaps, unique=True))
    pieces = [draw(st.one_of(st.just(""), WITHOUT_BRACKETS)) for _key in keys]
    text = "".join(
        f"{piece}{draw(st.sampled_from(['', ' ']))}[[{key}]]" for piece, key in zip(pieces, keys, strict=True)
    )
    text = tidy(text + draw(st.one_of(st.just(""), st.just("."), WITHOUT_BRACKETS)))
    return {"kind": K.FILL_IN, "texts": {LANGUAGE: text}, "case_sensitive": draw(st.booleans()),
            "gaps": tuple(Gap(key=key, accepted={LANGUAGE: draw(forms())}) for key in keys),
            "partial": draw(st.booleans())}  # fmt: skip


OF_KIND = {
    K.SINGLE: singles(), K.MULTIPLE: multiples(), K.TRUE_FALSE: true_falses(), K.SHORT_TEXT: short_texts(),
    K.ORDERING: orderings(), K.NUMERIC: numerics(), K.MATCHING: matchings(), K.FILL_IN: fill_ins(),
    K.ESSAY: st.integers(1, 100).map(lambda points: {"kind": K.ESSAY, "points": points}),
}  # fmt: skip


@st.composite
def items(draw, kinds=tuple(OF_KIND)):
    kind = draw(st.sampled_from(kinds))
    given = {"texts": draw(said()), "feedback": draw(FEEDBACK), "weight": draw(st.integers(1, 20))}
    question = Question(key=draw(OWN_KEYS), **(given | draw(OF_KIND[kind])))
    return Item(question, name=draw(NAMES), topics=draw(TAGS), competencies=draw(TAGS))
