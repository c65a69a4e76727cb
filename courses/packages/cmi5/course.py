"""Reading cmi5.xml, the course structure of cmi5 (Quartz, 1st edition), clause 13."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NoReturn
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element

from courses.packages.cmi5.structure import Block, Cmi5, MoveOn, Objective, Texts, Unit
from courses.packages.launching import Held, check_number, launch_address
from courses.packages.markup import attribute, child, children, local, text_in, text_of
from courses.packages.parsing import read_xml
from courses.packages.refusals import LeavesThePackage, WrongManifest

STRUCTURE = "cmi5.xml"
_LONGEST = 255
_IRI = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$")
_TAKEN = frozenset({"endpoint", "fetch", "actor", "activityid", "registration"})
"""Names of parameters that the launch adds (cmi5 8.1)."""


def read_cmi5(data: bytes, *, held: Collection[str], remote: Collection[str] = ()) -> Cmi5:
    """The course; `held` are the package's files, `remote` origins from which units may come. Raises PackageRefused."""
    root = read_xml(data, entry=STRUCTURE)
    if local(root.tag) != "courseStructure":
        _wrong("courseStructure")
    course, reader = child(root, "course"), _Reader(Held(held), remote)
    found = Cmi5(
        key=reader.key(course), titles=_titles(course), descriptions=_texts(course, "description"),
        objectives=tuple(
            Objective(key=reader.key(one), titles=_titles(one), descriptions=_texts(one, "description"))
            for one in children(child(root, "objectives"), "objective")
        ),
        parts=reader.parts(root),
    )  # fmt: skip
    if not found.units:
        _wrong("au")
    return found


@dataclass
class _Reader:
    held: Held
    remote: Collection[str]
    _given: set[str] = field(default_factory=set)

    def key(self, element: Element | None) -> str:
        """An IRI that nothing else of the structure has."""
        key = attribute(element, "id")
        if not _IRI.match(key) or len(key) > _LONGEST or key in self._given:
            _wrong(f"id {ascii(key)[1:-1][:80]}")
        self._given.add(key)
        check_number(len(self._given), entry=STRUCTURE)
        return key

    def parts(self, element: Element) -> tuple[Unit | Block, ...]:
        return tuple(
            self.unit(one) if local(one.tag) == "au" else self.block(one) for one in children(element, "au", "block")
        )

    def block(self, element: Element) -> Block:
        return Block(
            key=self.key(element), titles=_titles(element), descriptions=_texts(element, "description"),
            objectives=_objectives(element), parts=self.parts(element),
        )  # fmt: skip

    def unit(self, element: Element) -> Unit:
        href, remote = self._address(text_in(element, "url"))
        return Unit(
            key=self.key(element), titles=_titles(element), descriptions=_texts(element, "description"), href=href,
            remote=remote, move_on=_move_on(element), mastery=_mastery(element), own_window=_own_window(element),
            activity_type=attribute(element, "activityType"), objectives=_objectives(element),
            launch_parameters=_literally(child(element, "launchParameters")),
            entitlement_key=text_in(element, "entitlementKey"),
        )  # fmt: skip

    def _address(self, address: str) -> tuple[str, bool]:
        """Within the package, or of an origin that is allowed."""
        if not address:
            _wrong("url")
        if any(name.lower() in _TAKEN for name, _value in parse_qsl(address.partition("?")[2].partition("#")[0])):
            _wrong("url")
        if address.startswith(("http:", "https:")):
            return self._remote(address), True
        return launch_address(address, held=self.held, entry=STRUCTURE), False

    def _remote(self, address: str) -> str:
        try:
            parts = urlsplit(address)
            origin = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
        except ValueError:
            origin = ""
        if origin not in self.remote or not address.isascii() or re.search(r"[\s\\@]", address):
            raise LeavesThePackage(entry=STRUCTURE, address=ascii(address)[1:-1][:120])
        return address


def _titles(element: Element | None) -> Texts:
    return _texts(element, "title") or _wrong("title")


def _texts(element: Element | None, name: str) -> Texts:
    found = ((attribute(one, "lang") or "und", text_of(one)) for one in children(child(element, name), "langstring"))
    return {language[:35]: text for language, text in found if text}


def _literally(element: Element | None) -> str:
    """A unit gets its parameters as they are written, blanks and all."""
    return (element.text or "") if element is not None else ""


def _objectives(element: Element) -> tuple[str, ...]:
    return tuple(attribute(one, "idref") for one in children(child(element, "objectives"), "objective"))


def _move_on(element: Element) -> MoveOn:
    try:
        return MoveOn(attribute(element, "moveOn", MoveOn.NOT_APPLICABLE))
    except ValueError:
        _wrong("moveOn")


def _mastery(element: Element) -> Decimal | None:
    said = attribute(element, "masteryScore")
    if not said:
        return None
    try:
        mastery = Decimal(said)
    except InvalidOperation:
        _wrong("masteryScore")
    return mastery if mastery.is_finite() and 0 <= mastery <= 1 else _wrong("masteryScore")


def _own_window(element: Element) -> bool:
    method = attribute(element, "launchMethod", "AnyWindow")
    if method not in ("AnyWindow", "OwnWindow"):
        _wrong("launchMethod")
    return method == "OwnWindow"


def _wrong(name: str) -> NoReturn:
    raise WrongManifest(entry=STRUCTURE, field=name)
