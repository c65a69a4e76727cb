"""SCORM and cmi5 packages of our own making: small ones, and the parts to make others of."""

from io import BytesIO
from typing import Any

from courses.enrolment.models import Enrolment
from courses.outline.structure import Activity, ActivityKind
from courses.packages.actions import import_package
from tests.factories.learning import BEFORE, edition, enrolled
from tests.factories.outlines import lesson, outline, published
from tests.factories.packages import packed

PAGE = "<!doctype html><title>A page</title><p>Hello</p>"
ITEM = '<item identifier="{key}" identifierref="R-{key}"{attributes}><title>{title}</title>{inside}</item>'
RESOURCE = (
    '<resource identifier="R-{key}" type="webcontent" adlcp:{kind}="sco" href="{href}"><file href="{href}"/></resource>'
)
_SCORM_12 = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest identifier="M" version="1"'
    ' xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">'
    "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>"
)
_SCORM_2004 = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest identifier="M" version="1"'
    ' xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"'
    ' xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3">'
    "<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>"
)
_BODY = (
    '<organizations default="O"><organization identifier="O"><title>{title}</title>{items}{sequencing}</organization>'
    "</organizations><resources>{resources}</resources></manifest>"
)
FLOW = "<imsss:sequencing><imsss:controlMode flow='true' choice='true'/></imsss:sequencing>"


def item(key: str = "I1", title: str = "", inside: str = "", attributes: str = "") -> str:
    return ITEM.format(key=key, title=title or key, inside=inside, attributes=attributes)


def resource(key: str = "I1", href: str = "index.html", kind: str = "scormtype") -> str:
    return RESOURCE.format(key=key, href=href, kind=kind)


def manifest_12(items: str = "", resources: str = "", title: str = "Four services") -> str:
    return _SCORM_12 + _BODY.format(
        title=title, items=items or item(), resources=resources or resource(), sequencing=""
    )


def manifest_2004(items: str = "", resources: str = "", sequencing: str = FLOW, title: str = "Four services") -> str:
    return _SCORM_2004 + _BODY.format(
        title=title, items=items or item(), resources=resources or resource(kind="scormType"), sequencing=sequencing
    )


def scorm(manifest: str | bytes, **files: Any) -> BytesIO:
    """A package with this manifest; `__` in a name is a slash, and index.html is there unless it is None."""
    held = {"index.html": PAGE} | {name.replace("__", "/"): held for name, held in files.items()}
    return packed({"imsmanifest.xml": manifest} | {name: one for name, one in held.items() if one is not None})


def unit(key: str = "au", url: str = "index.html", attributes: str = 'moveOn="Completed"', inside: str = "") -> str:
    return (
        f'<au id="https://example.org/{key}" {attributes}><title><langstring lang="en">{key}</langstring></title>'
        f'<description><langstring lang="en">.</langstring></description><url>{url}</url>{inside}</au>'
    )


def structure(parts: str = "", objectives: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">'
        '<course id="https://example.org/course"><title><langstring lang="en">Four services</langstring>'
        '<langstring lang="ko">네 가지 서비스</langstring></title>'
        '<description><langstring lang="en">.</langstring></description></course>'
        f"{objectives}{parts or unit()}</courseStructure>"
    )


def cmi5(course: str | bytes, **files: Any) -> BytesIO:
    held = {"index.html": PAGE} | {name.replace("__", "/"): held for name, held in files.items()}
    return packed({"cmi5.xml": course} | {name: one for name, one in held.items() if one is not None})


def learning_with(package: BytesIO) -> Enrolment:
    """An official enrolled in the course "foundations", whose lesson l1 holds the package as activity p1."""
    content = import_package(file=package, by=None, at=BEFORE)
    activity = Activity(
        key="p1", kind=ActivityKind.PACKAGE, titles={"en": "Four services"}, package=content.pk,
        revision=content.current_id,
    )  # fmt: skip
    return enrolled(run=edition(published(outline("foundations", lesson("l1", activity)))))
