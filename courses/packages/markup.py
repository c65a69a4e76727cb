"""Reading manifests in XML without regard to namespaces, which editions and tools write differently."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

XML = "{http://www.w3.org/XML/1998/namespace}"


def local(name: str) -> str:
    return name.rpartition("}")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children with one of these names, in order."""
    for child in element if element is not None else ():
        if isinstance(child.tag, str) and local(child.tag) in names:
            yield child


def child(element: Element | None, name: str) -> Element | None:
    return next(children(element, name), None)


def text_in(element: Element | None, name: str) -> str:
    """What the first child with this name says, its blanks made one."""
    return text_of(child(element, name))


def text_of(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """By its local name, in any case: scormtype became scormType."""
    for written, value in element.attrib.items() if element is not None else ():
        if local(written).lower() == name.lower():
            return value.strip()
    return default


def attributes(element: Element) -> dict[str, str]:
    return {local(name): value.strip() for name, value in element.attrib.items()}
