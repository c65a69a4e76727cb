"""imsmanifest.xml: what is read from manifests as tools of different ages write them, and what is refused."""

from time import perf_counter

import pytest

from courses.packages.refusals import LeavesThePackage, Missing, NotXML, PackageRefused, TooManyItems, WrongManifest
from courses.packages.scorm.manifest import read_scorm
from courses.packages.scorm.structure import Scorm
from tests.factories.courseware import item, manifest_12, manifest_2004, resource

HELD = {"index.html", "Lesson 1/Start.html", "two.html"}
SEQUENCED = """<imsss:sequencing>
<imsss:controlMode choice="false" flow="true"/>
<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions conditionCombination="any">
<imsss:ruleCondition referencedObjective="done" operator="not" condition="satisfied"/></imsss:ruleConditions>
<imsss:ruleAction action="disabled"/></imsss:preConditionRule></imsss:sequencingRules>
<imsss:limitConditions attemptLimit="2"/>
<imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0.5"><imsss:rollupRule
 childActivitySet="atLeastCount" minimumCount="1"><imsss:rollupConditions>
<imsss:rollupCondition condition="completed"/></imsss:rollupConditions><imsss:rollupAction action="completed"/>
</imsss:rollupRule></imsss:rollupRules>
<imsss:objectives><imsss:primaryObjective objectiveID="P" satisfiedByMeasure="true">
<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>
<imsss:mapInfo targetObjectiveID="G" writeSatisfiedStatus="true"/></imsss:primaryObjective></imsss:objectives>
<imsss:deliveryControls tracked="true" completionSetByContent="true"/></imsss:sequencing>"""


def read(manifest: str, encoding: str = "utf-8") -> Scorm:
    return read_scorm(manifest.encode(encoding), held=HELD)


def test_a_course_of_12_is_read_with_what_its_objects_are_told():
    told = (
        "<adlcp:prerequisites type='aicc_script'>I0</adlcp:prerequisites><adlcp:maxtimeallowed>00:30:00"
        "</adlcp:maxtimeallowed><adlcp:timelimitaction>exit,message</adlcp:timelimitaction>"
        "<adlcp:datafromlms>a=1</adlcp:datafromlms><adlcp:masteryscore>80</adlcp:masteryscore>"
    )
    scorm = read(manifest_12(item("I1", "First", told), resource("I1")))
    (first,) = scorm.launched
    assert (scorm.version, scorm.edition, scorm.title, scorm.sequencing) == ("1.2", "1.2", "Four services", None)
    assert (first.key, first.title, first.href, first.sco, first.mastery) == ("I1", "First", "index.html", True, "80")
    assert (first.prerequisites, first.time_allowed, first.time_action) == ("I0", "00:30:00", "exit,message")
    assert first.launch_data == "a=1"


@pytest.mark.parametrize("edition", ["CAM 1.3", "2004 3rd Edition", "2004 4th Edition"])
def test_the_editions_of_2004_are_told_by_their_schema_version(edition: str):
    scorm = read(manifest_2004().replace("2004 4th Edition", edition))
    assert (scorm.version, scorm.edition) == ("2004", edition)


def test_without_a_schema_version_the_namespaces_tell():
    for manifest, version in ((manifest_12(), "1.2"), (manifest_2004(), "2004")):
        start, end = manifest.index("<metadata>"), manifest.index("</metadata>") + len("</metadata>")
        assert read(manifest[:start] + manifest[end:]).version == version


def test_items_in_items_keep_their_order():
    inner = item("I2", "Second")
    chapter = f'<item identifier="C"><title>Chapter</title>{item("I1", "First")}{inner}</item>'
    scorm = read(manifest_12(chapter, resource("I1") + resource("I2", "two.html")))
    assert [one.key for one in scorm.items] == ["C"]
    assert [one.title for one in scorm.launched] == ["First", "Second"]


@pytest.mark.parametrize(
    ("href", "parameters", "launched"),
    [
        ("index.html", "", "index.html"),
        ("index.html", "?a=1", "index.html?a=1"),
        ("index.html?a=1", "b=2", "index.html?a=1&amp;b=2"),
        ("index.html#x", "a=1", "index.html?a=1#x"),
        ("index.html", "#x", "index.html#x"),
        ("Lesson%201/Start.html", "", "Lesson%201/Start.html"),
        ("Lesson 1/../Lesson 1/Start.html", "", "Lesson%201/Start.html"),
        ("./lesson 1/start.HTML", "", "Lesson%201/Start.html"),
    ],
)
def test_a_launch_address_carries_the_items_parameters(href: str, parameters: str, launched: str):
    attributes = f' parameters="{parameters}"' if parameters else ""
    scorm = read(manifest_12(item(attributes=attributes), resource(href=href)))
    assert scorm.launched[0].href == launched.replace("&amp;", "&")


def test_xml_base_leads_to_the_folder():
    based = resource(href="Start.html").replace("<resource ", '<resource xml:base="Lesson 1/" ')
    assert read(manifest_12(resources=based)).launched[0].href == "Lesson%201/Start.html"


def test_a_manifest_in_utf_16_is_read():
    written = manifest_12(title="네 가지 서비스").replace("UTF-8", "UTF-16")
    assert read(written, "utf-16").title == "네 가지 서비스"


def test_a_package_without_an_organisation_starts_with_what_reports():
    start, end = (manifest_12().index(tag) for tag in ("<organizations", "<resources"))
    scorm = read(manifest_12()[:start] + "<organizations/>" + manifest_12()[end:])
    assert [one.href for one in scorm.launched] == ["index.html"]


def test_sequencing_becomes_the_settings_of_the_library():
    scorm = read(manifest_2004(item(inside=SEQUENCED)))
    assert scorm.sequencing is not None
    tree = scorm.sequencing["activityTree"]
    (activity,) = tree["children"]
    assert tree["sequencingControls"] == {"flow": True, "choice": True}
    assert activity["sequencingControls"] == {
        "choice": False, "flow": True, "rollupObjectiveSatisfied": False, "objectiveMeasureWeight": 0.5,
    }  # fmt: skip
    assert activity["sequencingRules"]["preConditionRules"] == [
        {
            "action": "disabled", "conditionCombination": "any",
            "conditions": [{"condition": "satisfied", "operator": "not", "referencedObjective": "done"}],
        }
    ]  # fmt: skip
    assert activity["rollupRules"]["rules"][0]["minimumCount"] == 1
    assert activity["attemptLimit"] == 2
    assert activity["primaryObjective"]["minNormalizedMeasure"] == 0.8
    assert activity["primaryObjective"]["mapInfo"] == [{"targetObjectiveID": "G", "writeSatisfiedStatus": True}]
    assert activity["deliveryControls"] == {"tracked": True, "completionSetByContent": True}


def test_what_is_read_can_be_kept_and_read_again():
    scorm = read(manifest_2004(item(inside=SEQUENCED)))
    assert Scorm.model_validate_json(scorm.model_dump_json()) == scorm


BAD: dict[str, tuple[str, type[PackageRefused], str]] = {
    "a script": (manifest_12(resources=resource(href="javascript:alert(1)")), LeavesThePackage, "javascript:alert"),
    "a script in pieces": (
        manifest_12(resources=resource(href="java&#9;script:alert(1)")), LeavesThePackage, "java\\tscript",
    ),
    "data": (manifest_12(resources=resource(href="data:text/html,x")), LeavesThePackage, "data:text/html"),
    "another site": (manifest_12(resources=resource(href="http://evil.example/")), LeavesThePackage, "evil.example"),
    "another site of any scheme": (manifest_12(resources=resource(href="//evil.example/")), LeavesThePackage, "evil"),
    "another site by its base": (
        manifest_12(resources=resource().replace("<resource ", '<resource xml:base="http://evil.example/" ')),
        LeavesThePackage, "evil.example",
    ),
    "the site's root": (manifest_12(resources=resource(href="/admin/")), LeavesThePackage, "/admin/"),
    "climbing out": (manifest_12(resources=resource(href="a/../../index.html")), LeavesThePackage, "../../index"),
    "climbing out in code": (manifest_12(resources=resource(href="%2e%2e/index.html")), LeavesThePackage, "%2e%2e"),
    "a backslash": (manifest_12(resources=resource(href="..\\index.html")), LeavesThePackage, "index.html"),
    "a file that is not there": (manifest_12(resources=resource(href="none.html")), Missing, "none.html"),
    "a resource that is not there": (manifest_12(item("I9")), WrongManifest, "R-I9"),
    "the same item twice": (manifest_12(item() + item()), WrongManifest, "identifier"),
    "nothing to open": (manifest_12("<item identifier='C'><title>C</title></item>"), WrongManifest, "organizations"),
    "another root": ("<course/>", WrongManifest, "manifest"),
    "another schema": (manifest_12().replace(">1.2<", ">3.0<"), WrongManifest, "schemaversion"),
    "no XML": ("manifest", NotXML, "imsmanifest.xml"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_manifest_is_refused_in_one_line(kind: str):
    manifest, refusal, named = BAD[kind]
    with pytest.raises(PackageRefused) as refused:
        read(manifest)
    assert type(refused.value) is refusal, str(refused.value)
    assert named in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_course_of_many_items_and_files_is_read_at_once_and_none_is_endless():
    held = [f"Files/Page {n}.html" for n in range(5_000)]
    items = "".join(item(f"I{n}", "x") for n in range(1_000))
    resources = "".join(resource(f"I{n}", f"files/page {n}.HTML") for n in range(1_001))
    begun = perf_counter()
    scorm = read_scorm(manifest_12(items, resources).encode(), held=held)
    assert scorm.launched[999].href == "Files/Page%20999.html"
    assert perf_counter() - begun < 2
    with pytest.raises(TooManyItems):
        read_scorm(manifest_12(items + item("I1000", "x"), resources).encode(), held=held)


def test_an_address_longer_than_any_is_refused():
    with pytest.raises(WrongManifest, match="href"):
        read(manifest_12(resources=resource(href="a/../" * 1_000 + "index.html")))
