"""Reading imsmanifest.xml: IMS Content Packaging 1.1 with ADL's extensions of SCORM 1.2 and of 2004 (2nd to 4th)."""

import posixpath
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from courses.packages.launching import Held, check_number, launch_address
from courses.packages.markup import XML, attribute, child, children, local, text_in
from courses.packages.parsing import read_xml
from courses.packages.refusals import WrongManifest
from courses.packages.scorm.sequencing import sequencing_of
from courses.packages.scorm.structure import Item, Scorm

MANIFEST = "imsmanifest.xml"
_TITLE = 255
_ADL_2004 = "adlcp_v1p3"


def read_scorm(data: bytes, *, held: Collection[str]) -> Scorm:
    """The manifest's default organisation; `held` are the files that the package has. Raises PackageRefused."""
    root = read_xml(data, entry=MANIFEST)
    if local(root.tag) != "manifest":
        raise WrongManifest(entry=MANIFEST, field="manifest")
    version, edition = _edition(root)
    organisation = _organisation(root)
    reader = _Reader(root, Held(held))
    items = tuple(reader.item(one) for one in children(organisation, "item")) or reader.loose()
    scorm = Scorm(
        version=version, edition=edition, title=_title(root, organisation, items),
        key=attribute(organisation, "identifier") or "organisation", items=items,
        sequencing=sequencing_of(root, organisation) if version == "2004" and organisation is not None else None,
    )  # fmt: skip
    if not scorm.launched:
        raise WrongManifest(entry=MANIFEST, field="organizations")
    return scorm


def _edition(root: Element) -> tuple[Literal["1.2", "2004"], str]:
    """By schemaversion (1.2; CAM 1.3; 2004 3rd Edition); where there is none, by the namespaces that are used."""
    metadata = child(root, "metadata")
    said = text_in(metadata, "schemaversion")
    if said == "1.2":
        return "1.2", said
    if said.startswith(("2004", "CAM 1.3")):
        return "2004", said
    if said and not said.startswith("1."):
        raise WrongManifest(entry=MANIFEST, field="schemaversion")
    used = {name for one in root.iter() for name in (one.tag, *one.attrib) if isinstance(name, str)}
    return ("2004", "2004") if any(_ADL_2004 in name for name in used) else ("1.2", "1.2")


def _organisation(root: Element) -> Element | None:
    """The default organisation, else the first."""
    every = child(root, "organizations")
    all_of = list(children(every, "organization"))
    wanted = attribute(every, "default")
    named = (one for one in all_of if attribute(one, "identifier") == wanted)
    return next(named, all_of[0] if all_of else None)


def _title(root: Element, organisation: Element | None, items: tuple[Item, ...]) -> str:
    found = text_in(organisation, "title") or next((item.title for item in items), "") or attribute(root, "identifier")
    if not found:
        raise WrongManifest(entry=MANIFEST, field="title")
    return found[:_TITLE]


@dataclass
class _Reader:
    """Items with the resources that they name; an identifier may be given once."""

    root: Element
    held: Held
    _given: set[str] = field(default_factory=set)
    _addresses: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.all_resources = child(self.root, "resources")
        self.resources = {attribute(one, "identifier"): one for one in children(self.all_resources, "resource")}

    def item(self, element: Element) -> Item:
        key = attribute(element, "identifier")
        if not key or key in self._given or len(key) > _TITLE:
            raise WrongManifest(entry=MANIFEST, field="item identifier")
        self._given.add(key)
        check_number(len(self._given), entry=MANIFEST)
        named = attribute(element, "identifierref")
        resource = self.resources.get(named)
        if named and resource is None:
            raise WrongManifest(entry=MANIFEST, field=f"identifierref {named[:80]}")
        return Item(
            key=key, title=(text_in(element, "title") or key)[:_TITLE],
            href=self._href(resource, attribute(element, "parameters")), sco=_is_sco(resource),
            visible=attribute(element, "isvisible", "true").lower() != "false",
            mastery=text_in(element, "masteryscore"), prerequisites=text_in(element, "prerequisites"),
            time_allowed=text_in(element, "maxtimeallowed"),
            time_action=text_in(element, "timelimitaction") or text_in(element, "timeLimitAction"),
            launch_data=text_in(element, "datafromlms") or text_in(element, "dataFromLMS"),
            items=tuple(self.item(one) for one in children(element, "item")),
        )  # fmt: skip

    def loose(self) -> tuple[Item, ...]:
        """A package of resources without an organisation: what reports, else what can be opened."""
        usable = [one for one in self.resources.values() if attribute(one, "href")]
        found = [one for one in usable if _is_sco(one)] or usable[:1]
        check_number(len(found), entry=MANIFEST)
        return tuple(
            Item(
                key=key, title=key[:_TITLE], href=self._href(self.resources[key], ""), sco=_is_sco(self.resources[key])
            )
            for key in (attribute(one, "identifier") for one in found)
        )  # fmt: skip

    def _href(self, resource: Element | None, parameters: str) -> str:
        address = attribute(resource, "href")
        if resource is None or not address:
            return ""
        key = attribute(resource, "identifier"), parameters
        if key not in self._addresses:
            self._addresses[key] = self._resolved(resource, _with(address, parameters))
        return self._addresses[key]

    def _resolved(self, resource: Element, address: str) -> str:
        bases = (one.get(f"{XML}base", "") for one in (self.root, self.all_resources, resource) if one is not None)
        base = posixpath.join("", *bases)
        return launch_address(address, base=base, held=self.held, entry=MANIFEST)


def _is_sco(resource: Element | None) -> bool:
    return attribute(resource, "scormtype").lower() == "sco"


def _with(address: str, parameters: str) -> str:
    """SCORM 2004 4th edition, CAM 3.4.1.3: how the item's parameters join the resource's address."""
    parameters = parameters.lstrip("&?") if not parameters.startswith("#") else parameters
    if not parameters or (parameters.startswith("#") and "#" in address):
        return address
    if parameters.startswith("#"):
        return address + parameters
    before, sign, fragment = address.partition("#")
    return f"{before}{'&' if '?' in before else '?'}{parameters}{sign}{fragment}"
