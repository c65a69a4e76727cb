"""SCORM and cmi5 packages that must not come in: how each is made, why it is refused, what the line names."""

from io import BytesIO

from courses.packages import refusals
from tests.courses.packages.bad_archives import Bad
from tests.factories.courseware import cmi5, manifest_12, resource, scorm, structure, unit
from tests.factories.packages import packed

LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'

BAD_COURSEWARE: Bad = {
    "SCORM: a program": (lambda: scorm(manifest_12(), **{"a.php": "<?"}), refusals.KindNotAllowed, "a.php"),
    "SCORM: a program of Windows": (lambda: scorm(manifest_12(), **{"a.exe": "MZ"}), refusals.KindNotAllowed, "a.exe"),
    "SCORM: a plug-in's film": (lambda: scorm(manifest_12(), **{"a.swf": "FWS"}), refusals.KindNotAllowed, "a.swf"),
    "SCORM: an archive": (lambda: scorm(manifest_12(), **{"a.zip": b"PK"}), refusals.KindNotAllowed, "a.zip"),
    "SCORM: in a folder": (
        lambda: packed({"course/imsmanifest.xml": manifest_12(), "course/index.html": "x"}),
        refusals.NotAtTheTop, "course/imsmanifest.xml",
    ),
    "SCORM: a manifest that is none": (lambda: scorm("<manifest"), refusals.NotXML, "imsmanifest.xml"),
    "SCORM: a manifest too large": (
        lambda: scorm(manifest_12() + f"<!--{'x' * 4_000}-->"), refusals.FileTooLarge, "imsmanifest.xml",
    ),
    "SCORM: a manifest with entities": (
        lambda: scorm(manifest_12().replace("<manifest", f"{LAUGHS}<manifest")), refusals.ForbiddenXML, "imsmanifest",
    ),
    "SCORM: a manifest that reads our files": (
        lambda: scorm(manifest_12().replace("<manifest", f"{OUTSIDE}<manifest").replace("Four", "&b;")),
        refusals.ForbiddenXML, "imsmanifest.xml",
    ),
    "SCORM: launched from elsewhere": (
        lambda: scorm(manifest_12(resources=resource(href="http://evil.example/"))),
        refusals.LeavesThePackage, "http://evil.example/",
    ),
    "SCORM: launched as a script": (
        lambda: scorm(manifest_12(resources=resource(href="javascript:alert(1)"))),
        refusals.LeavesThePackage, "javascript:alert(1)",
    ),
    "SCORM: launched from outside": (
        lambda: scorm(manifest_12(resources=resource(href="../../index.html"))),
        refusals.LeavesThePackage, "../../index.html",
    ),
    "SCORM: what it launches is missing": (
        lambda: scorm(manifest_12(), **{"index.html": None}), refusals.Missing, "index.html",
    ),
    "cmi5: a structure that is none": (lambda: cmi5("<courseStructure"), refusals.NotXML, "cmi5.xml"),
    "cmi5: a structure with entities": (
        lambda: cmi5(structure().replace("<courseS", f"{LAUGHS}<courseS")), refusals.ForbiddenXML, "cmi5.xml",
    ),
    "cmi5: launched from elsewhere": (
        lambda: cmi5(structure(unit(url="https://evil.example/"))), refusals.LeavesThePackage, "https://evil.example/",
    ),
    "cmi5: launched as a script": (
        lambda: cmi5(structure(unit(url="javascript:alert(1)"))), refusals.LeavesThePackage, "javascript:alert(1)",
    ),
    "cmi5: a bare structure from elsewhere": (
        lambda: BytesIO(structure(unit(url="https://evil.example/")).encode()), refusals.LeavesThePackage, "evil",
    ),
    "cmi5: a bare structure that names files": (
        lambda: BytesIO(structure().encode()), refusals.Missing, "index.html",
    ),
    "cmi5: a bare structure too large": (
        lambda: BytesIO(structure().encode() + b" " * 4_000), refusals.FileTooLarge, "cmi5.xml",
    ),
    "XML of something else": (lambda: BytesIO(b"<svg/>"), refusals.WrongManifest, "courseStructure"),
}  # fmt: skip
