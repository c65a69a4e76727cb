"""What the client is told of the store."""

import json

import pytest

from courses.packages.addresses import library_address
from courses.packages.editor.answers import (
    filtered_library,
    library_data,
    library_details,
    missing_libraries,
    translations,
)
from courses.packages.models import LibraryRelease
from tests.factories.editor_clients import ODD, SEMANTICS, WIDGET, odd_in_store

pytestmark = pytest.mark.django_db


def test_details_are_of_approved_libraries_only() -> None:
    odd_in_store()
    [found] = library_details([ODD, "Test.None 1.0"])
    assert (found["uberName"], found["name"], found["majorVersion"], found["minorVersion"]) == (ODD, "Test.Odd", 1, 0)
    assert library_details(["Test.Odd 1.1"]) == []


def test_a_library_comes_with_its_form_its_languages_and_what_its_editor_loads() -> None:
    odd_in_store()
    data = library_data(ODD, language="ko", default_language="en")
    assert data is not None
    address = library_address(LibraryRelease.objects.get(title="Odd widget").digest)
    assert data["javascript"] == [f"{address}widget.js"]
    assert data["css"] == [f"{address}w.css"]
    assert data["semantics"] == SEMANTICS
    assert json.loads(data["language"]) == {"semantics": [{"label": "홀수 글"}]}
    assert data["defaultLanguage"] is None
    assert data["languages"] == ["en", "ko"]
    assert data["translations"] == {"TestEditor.Odd": {"hint": "Write oddly."}}
    assert library_data("Test.None 1.0", language="en") is None


def test_languages_are_answered_for_those_that_have_them() -> None:
    odd_in_store()
    assert json.loads(translations([ODD, WIDGET], language="ko")[ODD])["semantics"][0]["label"] == "홀수 글"
    assert translations([ODD], language="fr") == {}


def test_parameters_are_cleaned_as_they_will_be_when_they_are_saved() -> None:
    odd_in_store()
    found = filtered_library({"library": ODD, "params": {"text": "<b>x", "odd": 1}, "metadata": {}})
    assert found == {"library": ODD, "params": {"text": "&lt;b&gt;x"}, "metadata": {}}
    for wrong in (None, "[]", {"library": "Test.None 1.0", "params": {}}, {"library": 3}):
        assert filtered_library(wrong) is None


def test_what_the_editor_needs_and_is_not_there_is_named() -> None:
    odd_in_store(widget=False)
    assert missing_libraries(ODD) == [WIDGET]
    odd_in_store()
    assert missing_libraries(ODD) == []
