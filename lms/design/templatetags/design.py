"""What the templates of the design system need beyond Django's own tags."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.template.context import Context
from django.templatetags.static import static
from django.templatetags.tz import do_timezone
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.formats import number_format
from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language, get_language_info, gettext, pgettext

from lms.design import sprite, stylesheet

register = template.Library()


@register.simple_tag(takes_context=True)
def styles(context: Context, part: str = "all") -> SafeString:
    """The stylesheet: a link where the browser is known to hold the file, else inline. ``part``: all or core."""
    if _holds_style(context):
        return format_html('<link rel="stylesheet" href="{}">', style_url())
    return mark_safe(stylesheet.inlined(core_only=part == "core"))  # noqa: S308 - our own files


@register.simple_tag(takes_context=True)
def page_script(context: Context) -> SafeString:
    """The deferred script; where the browser lacks the stylesheet's file, told to fetch it for the next page."""
    source = static("design/page.js")
    if _holds_style(context):
        return format_html('<script type="module" src="{}"></script>', source)
    html = '<script type="module" src="{}" data-style="{}" data-version="{}"></script>'
    return format_html(html, source, style_url(), stylesheet.version())


@cache
def style_url() -> str:
    return reverse("stylesheet", args=[stylesheet.version()])


def _holds_style(context: Context) -> bool:
    request = context.get("request")
    return request is not None and request.COOKIES.get(stylesheet.COOKIE) == stylesheet.version()


@register.simple_tag
def verdict_words(kind: str) -> str:
    """What the register says of a certificate, in a title's words."""
    match kind:
        case "valid":
            return gettext("This certificate is valid")
        case "superseded":
            return gettext("This certificate was replaced by a newer one")
        case "revoked":
            return gettext("This certificate was revoked")
        case "altered":
            return gettext("This file was altered")
        case _:
            return gettext("No such certificate is known")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decoration unless ``label`` says what it means."""
    if name not in sprite.icon_names():
        raise template.TemplateSyntaxError(f"There is no icon named {name!r}.")
    css = "icon mirror" if name in sprite.DIRECTIONAL else "icon"
    meaning = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', css, meaning, static("design/icons.svg"), name)


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[dict[str, Any]]:
    """The interface languages: code, own name, whether current, and the address of this page in it ("" if the page's
    address names no language)."""
    request = context.get("request")
    path = request.get_full_path() if request else ""
    current = get_language()
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "current": code == current,
            "url": url if path and (url := translate_url(path, code)) != path else "",
        }
        for code, _name in settings.LANGUAGES
    ]


@register.simple_tag
def address(target: str) -> str:
    """A link target given by settings: a path, or a URL's name ("" if there is none of that name)."""
    if target.startswith(("/", "#", "https://")):
        return target
    try:
        return reverse(target)
    except NoReverseMatch:
        return ""


@register.filter
def item(sequence: Sequence[Any], place: int) -> Any:
    """The item at ``place``, counted from 0."""
    return sequence[place]


@register.filter
def listed(parts: Iterable[object]) -> str:
    """The parts in one line, with the comma of the reader's language between them."""
    return pgettext("between the parts of a list, with its space", ", ").join(map(str, parts))


@register.filter
def with_links(text: str) -> SafeString:
    """Text whose addresses are links, each read from left to right, or else its last slash would stand before it."""
    linked = urlize(text, nofollow=True, autoescape=True)
    return mark_safe(linked.replace("<a ", '<a dir="ltr" '))  # noqa: S308 - escaped by urlize


@register.filter
def unlocalised(value: float) -> str:
    """A number as HTML attributes want it, whatever the reader's language does to numbers."""
    return str(value)


@register.simple_tag
def in_zone(at: datetime, zone: str) -> datetime:
    """The same moment in the named time zone, or in the current one."""
    # Django's own filter marks its result, or else printing would move it back to the current zone.
    moved: datetime = do_timezone(at, zone or get_current_timezone())
    return moved


@register.filter
def page_numbers(paginator: "Paginator[Any]", number: int) -> Iterator[int | None]:
    """The page numbers worth a link, with None where some are left out."""
    for entry in paginator.get_elided_page_range(number, on_each_side=1, on_ends=1):
        yield entry if isinstance(entry, int) else None


@register.filter
def percent(value: float) -> str:
    """A share of 0 to 100 as text in the reader's language."""
    return gettext("%(share)s%%") % {"share": number_format(value, 0)}


@register.filter
def whole_percent(share: Decimal) -> int:
    """A share of 0 to 1 in per cent, rounded down, so that nothing shows as reached that is not."""
    return int(share * 100)
