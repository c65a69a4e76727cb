"""The press: templates, style sheets and typefaces loaded once a process, and one document after the other."""

import re
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import pydyf
from django.template import Engine
from django.template.context import Context
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from certificates.render.composition import Composition
from certificates.render.errors import DoesNotFit, RenderError
from certificates.render.fetching import FOLDER, DesignFiles
from certificates.render.file_metadata import add_identity, declare_accessible
from certificates.render.layers import add_under_text, artwork_layer, qr_operators, signature_layer
from certificates.render.tagging import mend_unicode_maps, note_languages, tag_languages
from certificates.render.typefaces import FACES, STACKED_LANGUAGES, families_for, stack

_TEMPLATES = Engine(dirs=[str(Path(__file__).resolve().parent / "templates")])

# Pango's font map is not made for two threads at once, and rendering is bound to the CPU anyway.
_one_at_a_time = Lock()

_INTENT = "--srgb"
_LANGUAGES = re.compile(r'lang="([\w-]+)"')


def _font_css(families: tuple[str, ...]) -> str:
    faces = (
        f"@font-face{{font-family:'{face.family}';src:url({face.address});"
        f"font-weight:{face.weight};font-style:{face.style}}}"
        for face in FACES
        if face.family in families
    )
    stacks = [
        ("[lang]", stack(families)),
        *((f":lang({language})", stack(families, language)) for language in STACKED_LANGUAGES),
    ]
    rules = (f"{selector}{{font-family:{','.join(map(repr, names))}}}" for selector, names in stacks)
    return "".join((*faces, *rules))


class _StandardColours(ColorProfile):  # type: ignore[misc]  # weasyprint publishes no types
    """The sRGB profile as the file has it. WeasyPrint opens it for every document, and writes it anew each time
    in other bytes, so that the second file of a process would differ from the first."""

    name = "sRGB2014"
    content = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()

    def __init__(self) -> None:
        super().__init__(BytesIO(self.content), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


class _Press:
    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.files = DesignFiles()
        self.colours = {_INTENT: _StandardColours()}
        self.sheets = {name: self._sheet((FOLDER / f"{name}.css").read_text()) for name in ("certificate", "letter")}
        self.stacks: dict[tuple[str, ...], CSS] = {}

    def _sheet(self, css: str) -> CSS:
        return CSS(string=css, font_config=self.fonts, url_fetcher=self.files)

    def _typefaces(self, page: str) -> CSS:
        """The stacks for what the page says. A face is loaded when the first page needs it, and then kept."""
        families = families_for(set(page), _LANGUAGES.findall(page))
        if families not in self.stacks:
            self.stacks[families] = self._sheet(_font_css(families))
        return self.stacks[families]

    def typeset(self, composition: Composition) -> bytes:
        template = _TEMPLATES.get_template(composition.template)
        values = {
            "title": composition.title,
            "author": composition.author,
            "issued_on": composition.issued_on.isoformat(),
        }
        page = template.render(Context(values | composition.context))
        html = HTML(string=page, url_fetcher=self.files)
        name = composition.template.removesuffix(".html")
        document = html.render(
            font_config=self.fonts,
            color_profiles=self.colours,
            stylesheets=[self._typefaces(page), self.sheets[name]],
            pdf_variant="pdf/a-3a",
            output_intent=_INTENT,
        )
        if len(document.pages) > 1 and composition.sheet.further is None:
            raise DoesNotFit(pages=len(document.pages))
        spoken = note_languages(document)
        finisher = partial(_finish, composition=composition, spoken=spoken)
        data: bytes = document.write_pdf(pdf_variant="pdf/a-3a", output_intent=_INTENT, finisher=finisher)
        return data


def _finish(document: Any, pdf: pydyf.PDF, *, composition: Composition, spoken: list[dict[int, str]]) -> None:
    for index, (laid_out, reference) in enumerate(zip(document.pages, pdf.page_references, strict=True)):
        page = pdf.objects[int(reference.split()[0])]
        headed = index == 0 or any(anchor.startswith("head-") for anchor in laid_out.anchors)
        _lay_under(pdf, page, composition, headed=headed)
    tag_languages(pdf, spoken)
    mend_unicode_maps(pdf)
    declare_accessible(pdf)
    if composition.identity:
        add_identity(pdf, *composition.identity)


def _lay_under(pdf: pydyf.PDF, page: pydyf.Dictionary, composition: Composition, *, headed: bool) -> None:
    sheet = composition.sheet
    frame = sheet.frame if headed else sheet.further
    if not frame:
        return
    layers = [artwork_layer(frame, sheet.seal_at if headed else None, composition.network_name)]
    if headed and composition.signatures:
        layers.append(signature_layer(frame, composition.signatures))
    drawing = b""
    if headed and sheet.qr_at and composition.qr:
        drawing = qr_operators(composition.qr, *sheet.qr_at, sheet.height)
    add_under_text(pdf, page, layers, drawing)


@cache
def _press() -> _Press:
    return _Press()


def typeset(composition: Composition) -> bytes:
    with _one_at_a_time:
        try:
            return _press().typeset(composition)
        except FatalURLFetchingError as refused:
            raise RenderError from refused
