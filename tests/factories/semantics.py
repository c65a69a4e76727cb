"""Semantics of libraries of our own invention: together they use every field type and widget that the host knows."""

from collections.abc import Callable
from typing import Any

from courses.packages.h5p.semantics import Semantics, read_semantics

TEXT, QUIZ, COLUMN, MEDIA = "Test.Text 1.0", "Test.Quiz 1.2", "Test.Column 1.0", "Test.Media 1.1"

_TEXT = [
    {
        "name": "text",
        "type": "text",
        "widget": "html",
        "label": "Text",
        "tags": ["strong", "em", "a", "ul", "ol", "h2", "h3", "pre", "table", "del", "img"],
        "font": {"color": True, "size": True, "background": True},
    }
]
_ANSWER = {
    "name": "answer",
    "type": "group",
    "label": "Answer",
    "fields": [
        {"name": "text", "type": "text", "widget": "html", "label": "Text", "tags": ["strong", "em", "sub", "code"]},
        {"name": "correct", "type": "boolean", "label": "Correct", "importance": "low"},
        {
            "name": "tips",
            "type": "group",
            "label": "Tips",
            "optional": True,
            "fields": [{"name": "tip", "type": "text", "label": "Tip", "optional": True, "maxLength": 60}],
        },
    ],
}
_BEHAVIOUR = {
    "name": "behaviour",
    "type": "group",
    "label": "Behavioural settings",
    "importance": "low",
    "optional": True,
    "fields": [
        {"name": "enableRetry", "type": "boolean", "label": "Enable retry", "default": True, "optional": True},
        {"name": "hidden", "type": "boolean", "widget": "none", "label": "Hidden", "default": True, "optional": True},
        {
            "name": "type",
            "type": "select",
            "label": "Kind of question",
            "options": [
                {"value": "auto", "label": "Automatic"},
                {"value": "multi", "label": "Several answers"},
                {"value": "single", "label": "One answer"},
            ],
            "default": "auto",
        },
        {
            "name": "passPercentage",
            "type": "number",
            "label": "Pass mark",
            "min": 0,
            "max": 100,
            "step": 5,
            "default": 50,
            "unit": "%",
            "widget": "showWhen",
            "showWhen": {"rules": [{"field": "enableRetry", "equals": True}]},
        },
        {"name": "weight", "type": "number", "label": "Weight", "decimals": 2, "optional": True},
    ],
}
_QUIZ = [
    {
        "name": "media",
        "type": "group",
        "label": "Media",
        "fields": [
            {
                "name": "type",
                "type": "library",
                "label": "Type",
                "options": [MEDIA, "Test.Missing 1.0"],
                "optional": True,
            },
            {"name": "zooming", "type": "boolean", "label": "Disable zooming", "default": False, "optional": True},
        ],
    },
    {
        "name": "question",
        "type": "text",
        "widget": "html",
        "label": "Question",
        "importance": "high",
        "tags": ["strong", "em", "sub", "sup", "code"],
        "enterMode": "p",
    },
    {
        "name": "answers",
        "type": "list",
        "label": "Answers",
        "entity": "answer",
        "importance": "high",
        "min": 1,
        "max": 6,
        "defaultNum": 2,
        "field": _ANSWER,
    },
    {
        "name": "overallFeedback",
        "type": "group",
        "label": "Feedback for the whole",
        "importance": "low",
        "expanded": True,
        "fields": [
            {
                "name": "overallFeedback",
                "type": "list",
                "label": "Feedback for ranges of scores",
                "entity": "range",
                "optional": True,
                "min": 1,
                "field": {
                    "name": "overallFeedback",
                    "type": "group",
                    "fields": [
                        {"name": "from", "type": "number", "label": "From", "min": 0, "max": 100, "default": 0},
                        {"name": "to", "type": "number", "label": "To", "min": 0, "max": 100, "default": 100},
                        {"name": "feedback", "type": "text", "label": "Feedback", "optional": True},
                    ],
                },
            }
        ],
    },
    {
        "name": "code",
        "type": "text",
        "label": "Code",
        "optional": True,
        "regexp": {"pattern": "^[a-z]{2}-\\d+$", "modifiers": "i"},
    },
    _BEHAVIOUR,
    {
        "name": "UI",
        "type": "group",
        "label": "Interface",
        "common": True,
        "fields": [
            {"name": "check", "type": "text", "label": "Text of the check button", "default": "Check", "common": True},
            {"name": "retry", "type": "text", "label": "Text of the retry button", "default": "Retry", "common": True},
        ],
    },
]
_COLUMN = [
    {
        "name": "content",
        "type": "list",
        "label": "Contents",
        "entity": "content",
        "min": 1,
        "field": {
            "name": "content",
            "type": "group",
            "fields": [
                {"name": "content", "type": "library", "label": "Content", "options": [TEXT, QUIZ, MEDIA, COLUMN]},
                {
                    "name": "line",
                    "type": "select",
                    "label": "Line above",
                    "widget": "radioGroup",
                    "default": "auto",
                    "options": [{"value": "auto", "label": "Automatic"}, {"value": "never", "label": "Never"}],
                },
            ],
        },
    }
]
_MEDIA = [
    {"name": "file", "type": "image", "label": "Picture"},
    {"name": "alt", "type": "text", "label": "Alternative text", "maxLength": 20},
    {"name": "films", "type": "video", "label": "Film", "optional": True},
    {"name": "sound", "type": "audio", "label": "Sound", "optional": True},
    {"name": "sheet", "type": "file", "label": "Sheet", "optional": True},
    {
        "name": "notes",
        "type": "list",
        "label": "Notes",
        "optional": True,
        "field": {
            "name": "note",
            "type": "group",
            "isSubContent": True,
            "fields": [{"name": "note", "type": "text", "widget": "textarea", "label": "Note"}],
        },
    },
]
VALUES: dict[str, list[dict[str, Any]]] = {TEXT: _TEXT, QUIZ: _QUIZ, COLUMN: _COLUMN, MEDIA: _MEDIA}

_READ = {name: read_semantics(value, entry=f"{name}/semantics.json") for name, value in VALUES.items()}
semantics_of: Callable[[str], Semantics | None] = _READ.get


def semantics(*fields: dict[str, Any]) -> Semantics:
    return read_semantics(list(fields), entry="semantics.json")
