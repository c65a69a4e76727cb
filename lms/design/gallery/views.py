"""The gallery's pages. Staff only: it shows nothing secret, but it is no part of the site."""

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.utils import translation

from lms.design import stylesheet
from lms.design.gallery import specimens, texts

THEMES = ("light", "dark")

_DOCUMENTATION = re.compile(r"\A\{% comment %\}\n(.*?)\n?\{% endcomment %\}", re.DOTALL)


def template_name(component: str) -> str:
    return f"design/components/{component}.html"


def documentation(component: str) -> str:
    """The comment at the top of a component's template."""
    source: str = get_template(template_name(component)).template.source  # type: ignore[attr-defined]
    found = _DOCUMENTATION.match(source)
    return found[1] if found else ""


def _shown(specimen: specimens.Specimen, request: HttpRequest) -> dict[str, Any]:
    name = template_name(specimen.component)
    return {
        "name": specimen.component,
        "documentation": documentation(specimen.component),
        "showings": [render_to_string(name, showing, request) for showing in specimen.showings],
        "layout": specimen.layout,
    }


def _frame(sample: texts.Texts) -> dict[str, Any]:
    """Header and footer with example links, so that the gallery looks the same wherever it is shown."""
    names = ["home", "courses", "practices", "news", "my_learning"]
    return {
        "navigation": [{"label": sample[name], "target": f"#{name}", "current": name == "courses"} for name in names],
        "footer_links": [{"label": sample[name], "target": f"#{name}"} for name in ("about", "verify", "contact")],
    }


@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    """``language``: en or ar, for the direction; ``theme``: light or dark, else as the system prefers."""
    language, theme = request.GET.get("language", "en"), request.GET.get("theme", "")
    if not request.user.is_staff or language not in texts.BY_LANGUAGE or theme not in ("", *THEMES):
        raise Http404
    sample = texts.BY_LANGUAGE[language]
    with translation.override(language):
        sections = [
            (anchor, [_shown(specimen, request) for specimen in shown]) for anchor, shown in specimens.sections(sample)
        ]
        context = {
            **_frame(sample),
            "sample": sample,
            "sections": sections,
            "icons": specimens.icons(),
            "language": language,
            "theme": theme,
        }
        return render(request, "design/gallery/gallery.html", context)


def forced_style(request: HttpRequest, theme: str) -> HttpResponse:
    """The stylesheet with one colour scheme, whatever the system prefers."""
    if theme not in THEMES:
        raise Http404
    return HttpResponse(stylesheet.forced(theme), content_type="text/css", headers={"Cache-Control": "no-cache"})
