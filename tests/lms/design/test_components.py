import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from django.template import TemplateSyntaxError, engines
from django.template.base import Template
from django.template.loader import get_template
from django.utils import translation

import lms.design
from lms.design.gallery.specimens import sections
from lms.design.gallery.texts import ARABIC, BY_LANGUAGE, ENGLISH
from lms.design.gallery.views import documentation, template_name
from lms.design.sprite import DIRECTIONAL, SPRITE, icon_names
from lms.design.templatetags.design import percent, whole_percent
from tests.lint.sources import ROOT, ours
from tests.lms.design.template_variables import variables_of

TEMPLATES = Path(lms.design.__file__).parent / "templates"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "design" / "components").glob("*.html"))
PARTS = sorted(path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "design").rglob("*.html"))
# Its variables are what Django's form renderer gives.
NAMED_BY_DJANGO = {"form", "fields", "hidden_fields", "errors"}


def rendered(source: str, **context: Any) -> str:
    return engines["django"].from_string("{% load design %}" + source).render(context)


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_documents_its_variables_at_its_top(component: str) -> None:
    said = documentation(component)
    template = cast("Template", get_template(template_name(component)).template)  # type: ignore[attr-defined]
    assert said.strip()
    assert {name for name in variables_of(template) if not re.search(rf"\b{name}\b", said)} == set()


def test_the_check_of_variables_finds_what_a_template_takes() -> None:
    source = (
        "{% load i18n %}{{ a.b }}{% if c and not d == e|default:f %}{% endif %}{% for x in g %}{{ x }}{% endfor %}"
        "{% with y=h %}{{ y }}{% endwith %}{% blocktranslate with z=i %}{{ z }}{{ j }}{% endblocktranslate %}"
        '{% include "design/logo.html" with k=l %}'
    )
    template = cast("Template", engines["django"].from_string(source).template)  # type: ignore[attr-defined]
    assert variables_of(template) >= set("acdefghil")
    assert not variables_of(template) & {"x", "y", "z"}


@pytest.mark.parametrize("part", PARTS)
def test_every_template_of_the_design_says_what_it_is(part: str) -> None:
    assert "{% comment %}" in (TEMPLATES / part).read_text().split("{% load", 1)[0].replace("{% extends", "")


def test_every_component_is_shown_in_the_gallery() -> None:
    shown = {specimen.component for _anchor, specimens in sections(ENGLISH) for specimen in specimens}
    assert shown == set(COMPONENTS)


def test_the_gallery_says_the_same_in_both_directions() -> None:
    assert set(ENGLISH) == set(ARABIC)
    assert set(BY_LANGUAGE) == {"en", "ar"}


def test_every_icon_that_a_template_names_is_drawn() -> None:
    sources = [(ROOT / path).read_text() for path in ours(".html")]
    named = {name for source in sources for name in re.findall(r"{% icon \"([\w-]+)\"", source)}
    assert named <= icon_names()


def test_a_name_without_an_icon_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="unicorn"):
        rendered('{% icon "unicorn" %}')


def test_the_sprite_is_drawn_in_one_style_and_small() -> None:
    assert len(icon_names()) >= 30
    assert icon_names() >= DIRECTIONAL
    assert re.findall(r"(fill|stroke|style|class)=", SPRITE.read_text()) == []
    assert SPRITE.stat().st_size <= 9_000


def test_an_icon_is_decoration_unless_it_is_given_a_meaning() -> None:
    assert 'aria-hidden="true"' in rendered('{% icon "seal" %}')
    assert 'role="img" aria-label="Valid"' in rendered('{% icon "seal" "Valid" %}')


def test_icons_that_point_are_mirrored() -> None:
    assert "mirror" in rendered('{% icon "arrow" %}')
    assert "mirror" not in rendered('{% icon "seal" %}')


def test_a_deadline_is_shown_in_the_zone_that_it_is_named_in() -> None:
    at = next(s for _a, group in sections(ENGLISH) for s in group if s.component == "moment").showings[0]
    html = rendered('{% include "design/components/moment.html" %}', **at)
    assert "12 March 2027, 23:59" in html
    assert "(Nairobi time)" in html
    assert 'datetime="2027-03-12T20:59:00+00:00"' in html


def test_numbers_in_attributes_do_not_follow_the_language() -> None:
    with translation.override("ar"):
        html = rendered('{% include "design/components/progress.html" with value=value label="x" %}', value=58.5)
    assert 'value="58.5"' in html


@pytest.mark.parametrize("kind", ["valid", "superseded", "revoked", "altered", "unknown"])
def test_every_verdict_has_its_own_words_and_sign(kind: str) -> None:
    mine = rendered('{% include "design/components/verdict.html" %}', kind=kind, text="")
    others = {"valid", "superseded", "revoked", "altered", "unknown"} - {kind}
    for other in others:
        theirs = rendered('{% include "design/components/verdict.html" %}', kind=other, text="")
        assert re.findall(r"<h2>(.*?)</h2>", mine) != re.findall(r"<h2>(.*?)</h2>", theirs)
        assert re.findall(r"#([\w-]+)\"", mine) != re.findall(r"#([\w-]+)\"", theirs)


def test_what_a_person_wrote_is_escaped() -> None:
    html = rendered('{% include "design/components/card.html" %}', title="<script>", text="a & b", href="/")
    assert "<script>" not in html
    assert "a &amp; b" in html


def test_an_address_in_a_text_is_a_link_that_is_read_from_left_to_right() -> None:
    html = rendered("{{ text|with_links }}", text="<b>اليونسكو</b>، https://example.org/")
    assert '<a dir="ltr" href="https://example.org/"' in html
    assert "&lt;b&gt;" in html


def test_a_list_has_the_comma_of_the_language() -> None:
    with translation.override("ar"):
        assert rendered("{{ parts|listed }}", parts=["سيول", "<i>"]) == "سيول، &lt;i&gt;"
    assert rendered("{{ parts|listed }}", parts=["Seoul", 2010]) == "Seoul, 2010"


def test_an_arabic_date_has_no_comma_before_its_year() -> None:
    with translation.override("ar"):
        assert rendered("{{ day|date }}", day=date(2026, 11, 5)) == "5 نوفمبر 2026"


def test_a_share_is_shown_in_whole_per_cent_and_never_as_more_than_it_is() -> None:
    assert [percent(whole_percent(Decimal(share))) for share in ("0.1666", "0.6999", "1.0000")] == [
        "16%",
        "69%",
        "100%",
    ]
