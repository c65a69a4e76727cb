"""Contents drawn at random, for properties that hold for all of them."""

from typing import Any

from hypothesis import strategies as st

from tests.factories.exercises import Parameters, nested

WORDS = st.text(st.sampled_from("abcdeçñ한글عر "), min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def multi_choices(draw: Any) -> tuple[str, Parameters, str]:
    """With the response that is right."""
    rights = draw(st.lists(st.booleans(), min_size=1, max_size=6))
    behaviour = {
        "type": draw(st.sampled_from(["auto", "multi"])),
        "singlePoint": draw(st.booleans()),
        "randomAnswers": draw(st.booleans()),
        "passPercentage": draw(st.integers(1, 100)),
    }
    answers = [{"text": draw(WORDS), "correct": right} for right in rights]
    response = "[,]".join(str(place) for place, right in enumerate(rights) if right)
    return "H5P.MultiChoice 1.16", {"question": draw(WORDS), "answers": answers, "behaviour": behaviour}, response


@st.composite
def true_or_falses(draw: Any) -> tuple[str, Parameters, str]:
    right = draw(st.sampled_from(["true", "false"]))
    return "H5P.TrueFalse 1.8", {"question": draw(WORDS), "correct": right}, right


@st.composite
def blanks(draw: Any) -> tuple[str, Parameters, str]:
    words = draw(st.lists(WORDS, min_size=1, max_size=5))
    behaviour = {"caseSensitive": draw(st.booleans()), "acceptSpellingErrors": draw(st.booleans())}
    text = " and ".join(f"*{word}/or that:a tip*" for word in words)
    return "H5P.Blanks 1.14", {"questions": [text], "behaviour": behaviour}, "[,]".join(words)


@st.composite
def drag_texts(draw: Any) -> tuple[str, Parameters, str]:
    words = draw(st.lists(WORDS, min_size=1, max_size=5))
    text = " and ".join(rf"*{word}:a tip\+Yes.*" for word in words)
    return "H5P.DragText 1.10", {"textField": text, "distractors": "*zz*"}, "[,]".join(words)


@st.composite
def marked_words(draw: Any) -> tuple[str, Parameters, str]:
    rights = draw(st.lists(st.booleans(), min_size=1, max_size=8))
    text = " ".join(f"*w{place}*" if right else f"w{place}" for place, right in enumerate(rights))
    response = "[,]".join(str(place) for place, right in enumerate(rights) if right)
    return "H5P.MarkTheWords 1.11", {"textField": f"<p>{text}.</p>"}, response


def questions() -> st.SearchStrategy[tuple[str, Parameters, str]]:
    return st.one_of(multi_choices(), true_or_falses(), blanks(), drag_texts(), marked_words())


@st.composite
def contents(draw: Any) -> tuple[str, Parameters, int]:
    """Questions alone or together, with the points that all right answers give."""
    held = draw(st.lists(questions(), min_size=1, max_size=4))
    most = sum(worth(main, parameters) for main, parameters, _response in held)
    inside = [nested(main, parameters) for main, parameters, _response in held]
    match draw(st.sampled_from(["set", "column", "slides"])):
        case "set":
            return "H5P.QuestionSet 1.20", {"questions": inside}, most
        case "column":
            return "H5P.Column 1.16", {"content": [{"content": one} for one in inside]}, most
        case _:
            slides = [{"elements": [{"action": one}]} for one in inside]
            return "H5P.CoursePresentation 1.25", {"presentation": {"slides": slides}}, most


def worth(main: str, parameters: Parameters) -> int:
    """Counted anew from what was drawn."""
    match main.partition(" ")[0]:
        case "H5P.MultiChoice":
            rights = sum(answer["correct"] for answer in parameters["answers"])
            one = parameters["behaviour"]["singlePoint"] or rights < 2
            return 1 if one else rights
        case "H5P.TrueFalse":
            return 1
        case "H5P.Blanks":
            return parameters["questions"][0].count("*") // 2
        case "H5P.DragText":
            return parameters["textField"].count("*") // 2
        case _:
            return parameters["textField"].count("*") // 2 or 1
