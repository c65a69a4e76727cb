"""cmi5.xml: what is read of a course structure, and what is refused."""

from decimal import Decimal

import pytest

from courses.packages.cmi5.course import read_cmi5
from courses.packages.cmi5.structure import Block, Cmi5, MoveOn
from courses.packages.refusals import LeavesThePackage, Missing, NotXML, PackageRefused, TooManyItems, WrongManifest
from tests.factories.courseware import structure, unit

HELD = {"index.html", "two.html"}
ORIGIN = "https://content.example"


def read(course: str, encoding: str = "utf-8") -> Cmi5:
    return read_cmi5(course.encode(encoding), held=HELD, remote=[ORIGIN])


def block(inside: str) -> str:
    return f'<block id="https://example.org/b"><title><langstring lang="en">B</langstring></title>{inside}</block>'


def test_a_unit_is_read_with_what_it_is_launched_with():
    said = (
        'moveOn="CompletedAndPassed" masteryScore="0.75" launchMethod="OwnWindow" activityType="https://example.org/t"'
    )
    inside = "<launchParameters>a=1&amp;b</launchParameters><entitlementKey>k</entitlementKey>"
    course = read(structure(unit(url="two.html?x=1", attributes=said, inside=inside)))
    (only,) = course.units
    assert course.titles == {"en": "Four services", "ko": "네 가지 서비스"}
    assert (only.move_on, only.mastery, only.own_window) == (MoveOn.COMPLETED_AND_PASSED, Decimal("0.75"), True)
    assert (only.href, only.remote, only.launch_parameters, only.entitlement_key) == (
        "two.html?x=1", False, "a=1&b", "k",
    )  # fmt: skip


def test_what_a_unit_does_not_say_has_the_standards_default():
    (only,) = read(structure(unit(attributes=""))).units
    assert (only.move_on, only.mastery, only.own_window) == (MoveOn.NOT_APPLICABLE, None, False)


def test_blocks_hold_units_and_blocks():
    course = read(structure(unit("first") + block(unit("second", "two.html"))))
    assert [one.titles["en"] for one in course.units] == ["first", "second"]
    assert [type(part) for part in course.parts][1] is Block
    assert [one.key for one in course.blocks] == ["https://example.org/b"]


def test_objectives_are_read():
    objectives = (
        '<objectives><objective id="https://example.org/o"><title><langstring lang="en">O</langstring></title>'
        '<description><langstring lang="en">.</langstring></description></objective></objectives>'
    )
    named = '<objectives><objective idref="https://example.org/o"/></objectives>'
    course = read(structure(unit(inside=named), objectives))
    assert [one.titles for one in course.objectives] == [{"en": "O"}]
    assert course.units[0].objectives == ("https://example.org/o",)


def test_a_unit_may_lie_at_an_origin_that_is_allowed():
    (only,) = read(structure(unit(url=f"{ORIGIN}/a/index.html?x=1"))).units
    assert (only.href, only.remote) == (f"{ORIGIN}/a/index.html?x=1", True)


def test_a_structure_in_utf_16_is_read():
    assert read(structure().replace("UTF-8", "UTF-16"), "utf-16").units


def test_what_is_read_can_be_kept_and_read_again():
    course = read(structure(unit("first") + block(unit("second", "two.html", 'masteryScore="0.5"'))))
    assert Cmi5.model_validate_json(course.model_dump_json()) == course


BAD: dict[str, tuple[str, type[PackageRefused], str]] = {
    "a script": (structure(unit(url="javascript:alert(1)")), LeavesThePackage, "javascript:"),
    "another site": (structure(unit(url="http://evil.example/index.html")), LeavesThePackage, "evil.example"),
    "an origin that only begins as one allowed": (
        structure(unit(url=f"{ORIGIN}.evil.example/index.html")), LeavesThePackage, "evil.example",
    ),
    "an origin for a name": (
        structure(unit(url="https://content.example@evil.example/")), LeavesThePackage, "evil.example",
    ),
    "an origin's other port": (structure(unit(url=f"{ORIGIN}:81/")), LeavesThePackage, ":81"),
    "an address that is none": (structure(unit(url="http://[x/")), LeavesThePackage, "http://[x/"),
    "climbing out": (structure(unit(url="../index.html")), LeavesThePackage, "../index.html"),
    "a file that is not there": (structure(unit(url="none.html")), Missing, "none.html"),
    "no address": (structure(unit(url="")), WrongManifest, "url"),
    "a parameter of the launch": (structure(unit(url="index.html?Endpoint=x")), WrongManifest, "url"),
    "no units": (structure(block("")), WrongManifest, "au"),
    "the same id twice": (structure(unit() + unit()), WrongManifest, "id https://example.org/au"),
    "an id that is none": (structure(unit("a b")), WrongManifest, "id https://example.org/a b"),
    "no such rule": (structure(unit(attributes='moveOn="Never"')), WrongManifest, "moveOn"),
    "a mastery that is none": (structure(unit(attributes='masteryScore="1.5"')), WrongManifest, "masteryScore"),
    "a mastery that is no number": (structure(unit(attributes='masteryScore="NaN"')), WrongManifest, "masteryScore"),
    "no such window": (structure(unit(attributes='launchMethod="Any"')), WrongManifest, "launchMethod"),
    "another root": ("<manifest/>", WrongManifest, "courseStructure"),
    "no course": ("<courseStructure/>", WrongManifest, "id"),
    "no XML": ("cmi5", NotXML, "cmi5.xml"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_structure_is_refused_in_one_line(kind: str):
    course, refusal, named = BAD[kind]
    with pytest.raises(PackageRefused) as refused:
        read(course)
    assert type(refused.value) is refusal, str(refused.value)
    assert named in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_course_of_more_units_than_anybody_takes_is_refused():
    assert len(read(structure("".join(unit(f"u{n}") for n in range(999)))).units) == 999
    with pytest.raises(TooManyItems):
        read(structure("".join(unit(f"u{n}") for n in range(1_000))))
