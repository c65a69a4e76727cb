"""What the client asks of a content beside its parameters: names and types are H5P's, the labels ours."""

from typing import Any

from django.utils.translation import gettext as _

_VERSIONS = [{"value": one, "label": one} for one in ("4.0", "3.0", "2.5", "2.0", "1.0")]
_CREATIVE = ("CC BY", "CC BY-SA", "CC BY-ND", "CC BY-NC", "CC BY-NC-SA", "CC BY-NC-ND")
_OTHERS = ("CC0 1.0", "CC PDM", "GNU GPL", "PD", "ODC PDDL")


def metadata_semantics() -> list[dict[str, Any]]:
    """The order is H5P's: the client finds some of the fields by their place."""
    return [
        _text("title", _("Title"), optional=False), _text("a11yTitle", _("Title for screen readers")), _licence(),
        _version("licenseVersion"),
        _year("yearFrom", _("From year")), _year("yearTo", _("To year")), _text("source", _("Source")),
        {"name": "authors", "type": "list", "field": _group("author", [_text("name", _("Name")), _role()])},
        _text("licenseExtras", _("More about the licence"), widget="textarea"), _changes(),
        _text("authorComments", _("Notes for other authors"), widget="textarea"),
        _text("contentType", "", widget="none"), _text("defaultLanguage", "", widget="none"),
    ]  # fmt: skip


def copyright_semantics() -> dict[str, Any]:
    """Of one file in a content."""
    fields = [_text("title", _("Title")), _text("author", _("Author")), _text("year", _("Year"))]
    fields += [_text("source", _("Source")), _licence(), _version("version")]
    return {**_group("copyright", fields), "label": _("Licence of the file")}


def _text(name: str, label: str, *, optional: bool = True, widget: str = "") -> dict[str, Any]:
    field = {"name": name, "type": "text", "label": label, "optional": optional}
    return {**field, "widget": widget} if widget else field


def _version(name: str) -> dict[str, Any]:
    label = _("Version of the licence")
    return {"name": name, "type": "select", "label": label, "options": _VERSIONS, "optional": True}


def _year(name: str, label: str) -> dict[str, Any]:
    return {"name": name, "type": "number", "label": label, "min": -9999, "max": 9999, "optional": True}


def _group(name: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "type": "group", "fields": fields}


def _licence() -> dict[str, Any]:
    creative = [{"value": one, "label": one, "versions": _VERSIONS} for one in _CREATIVE]
    others = [{"value": one, "label": one} for one in _OTHERS]
    options = [
        {"value": "U", "label": _("Not said")},
        *creative,
        *others,
        {"value": "C", "label": _("All rights kept")},
    ]
    return {"name": "license", "type": "select", "label": _("Licence"), "default": "U", "options": options}


def _role() -> dict[str, Any]:
    roles = {"Author": _("Author"), "Editor": _("Editor"), "Licensee": _("Licensee"), "Originator": _("Originator")}
    options = [{"value": value, "label": label} for value, label in roles.items()]
    return {"name": "role", "type": "select", "label": _("Role"), "default": "Author", "options": options}


def _changes() -> dict[str, Any]:
    log = _text("log", _("What was changed"), widget="textarea")
    fields = [_text("date", _("Date")), _text("author", _("Changed by")), log]
    return {"name": "changes", "type": "list", "field": _group("change", fields)}
