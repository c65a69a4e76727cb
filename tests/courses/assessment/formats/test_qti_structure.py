"""Items as the schema of QTI 3.0 wants them, as far as that can be seen without the schema itself."""

import io
import re
import zipfile
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given

from courses.assessment.formats.qti.names import ITEMS
from courses.assessment.formats.qti.package import write_qti, written_alone
from tests.courses.assessment.formats.strategies import LANGUAGE, items, some

Q = f"{{{ITEMS}}}qti-"
ORDER = ("response-declaration", "outcome-declaration", "item-body", "response-processing", "modal-feedback")
"""Children of an item, in this order."""
NEEDED = {
    "assessment-item": {"identifier", "title", "adaptive", "time-dependent"},
    "response-declaration": {"identifier", "cardinality", "base-type"},
    "outcome-declaration": {"identifier", "cardinality", "base-type"},
    "map-entry": {"map-key", "mapped-value"},
    "simple-choice": {"identifier"},
    "simple-associable-choice": {"identifier", "match-max"},
    "choice-interaction": {"response-identifier", "max-choices"},
    "order-interaction": {"response-identifier"},
    "match-interaction": {"response-identifier", "max-associations"},
    "text-entry-interaction": {"response-identifier"},
    "extended-text-interaction": {"response-identifier"},
    "feedback-inline": {"identifier", "outcome-identifier", "show-hide"},
    "modal-feedback": {"identifier", "outcome-identifier", "show-hide"},
    "equal": {"tolerance-mode"},
    "base-value": {"base-type"},
    "set-outcome-value": {"identifier"},
}
INLINE = {"qti-text-entry-interaction", "br"}
BLOCKS = {
    "p",
    "qti-choice-interaction",
    "qti-order-interaction",
    "qti-match-interaction",
    "qti-extended-text-interaction",
}
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def short(element: Element) -> str:
    return element.tag.partition("}")[2]


@some
@given(items())
def test_an_item_is_built_as_the_schema_says(item):
    root = fromstring(written_alone(item, language=LANGUAGE).content)
    assert root.tag == f"{Q}assessment-item"
    places = [ORDER.index(short(child).removeprefix("qti-")) for child in root]
    assert places == sorted(places)
    body = root.find(f"{Q}item-body")
    assert {short(child) for child in body} <= BLOCKS
    assert {short(child) for paragraph in body.iter(f"{{{ITEMS}}}p") for child in paragraph} <= INLINE
    for element in root.iter():
        assert NEEDED.get(short(element).removeprefix("qti-"), set()) <= set(element.attrib), element.tag


@some
@given(items())
def test_every_identifier_is_one_and_is_declared(item):
    root = fromstring(written_alone(item, language=LANGUAGE).content)
    for name in ("identifier", "response-identifier", "outcome-identifier"):
        assert all(IDENTIFIER.fullmatch(element.get(name)) for element in root.iter() if element.get(name))
    responses = {element.get("identifier") for element in root.iter(f"{Q}response-declaration")}
    outcomes = {element.get("identifier") for element in root.iter(f"{Q}outcome-declaration")}
    assert {e.get("response-identifier") for e in root.iter() if e.get("response-identifier")} == responses
    assert {e.get("outcome-identifier") for e in root.iter() if e.get("outcome-identifier")} <= outcomes
    assert {e.get("identifier") for e in root.iter(f"{Q}set-outcome-value")} <= outcomes
    assert {e.get("identifier") for e in root.iter(f"{Q}map-response")} <= responses


@some
@given(items())
def test_a_package_lists_what_is_in_it(item):
    content = write_qti([item, item], language=LANGUAGE).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        manifest = fromstring(archive.read("imsmanifest.xml"))
        listed = [element.get("href") for element in manifest.iter() if element.tag.endswith("}resource")]
        assert set(archive.namelist()) == {*listed, "imsmanifest.xml"}


@pytest.mark.parametrize("language", ["en", "ar", "ko"])
def test_the_same_questions_make_the_same_file(language: str):
    from courses.assessment.formats.items import Item
    from tests.factories.outlines import single

    item = Item(single().model_copy(update={"texts": {language: "?"}, "choices": tuple(
        one.model_copy(update={"texts": {language: one.key}}) for one in single().choices)}))  # fmt: skip
    assert write_qti([item], language=language).content == write_qti([item], language=language).content
