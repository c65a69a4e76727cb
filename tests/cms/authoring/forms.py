"""What a browser sends of the form of Test.Quiz."""

import json
from typing import Any

from django.test import Client

from tests.factories.semantics import QUIZ

BEGIN = "/admin/packages/write/"


def answer(text: str, *, correct: bool = False, tip: str = "") -> dict[str, Any]:
    return {"text": text, "correct": correct, "tip": tip}


def quiz(*answers: dict[str, Any], question: str = "Why?", title: str = "A quiz", **more: str) -> dict[str, str]:
    """Rich texts go as what Draftail makes of a paragraph; `more` are fields by what follows "parameters-"."""
    sent = {
        "title": title, "parameters-question": rich(question), "parameters-answers-count": str(len(answers)),
        "parameters-media-type-count": "0", "parameters-overallFeedback-count": "0", "parameters-code": "",
        "parameters-behaviour-enableRetry": "on", "parameters-behaviour-hidden": "true",
        "parameters-behaviour-type": "auto", "parameters-behaviour-passPercentage": "50",
        "parameters-behaviour-weight": "", "parameters-UI-check": "Check", "parameters-UI-retry": "Retry",
    }  # fmt: skip
    for place, one in enumerate(answers):
        item = f"parameters-answers-{place}"
        sent |= {f"{item}-deleted": "", f"{item}-order": str(place), f"{item}-type": "item", f"{item}-id": ""}
        sent |= {f"{item}-value-text": rich(one["text"]), f"{item}-value-tips": one["tip"]}
        sent |= {f"{item}-value-correct": "on"} if one["correct"] else {}
    return sent | {f"parameters-{name}": value for name, value in more.items()}


def rich(text: str) -> str:
    """Draftail's own writing of one paragraph."""
    block = {"key": "aaaaa", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def begun(browser: Client, main: str = QUIZ, language: str = "en") -> str:
    page = browser.post(BEGIN, {"main": main, "title": "A quiz", "language": language})
    assert page.status_code == 302, page.context["form"].errors
    location: str = page["Location"]
    return location
