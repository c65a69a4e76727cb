"""Leaving a gap in a page for what differs from reader to reader (cms.delivery.slots)."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.delivery.slots import Slot

register = template.Library()


@register.simple_tag
def slot(name: str, key: str = "") -> SafeString:
    # A block's id is what the editor's browser sent: escaped, it cannot end the comment.
    return mark_safe(str(Slot(name, escape(key))))  # noqa: S308 - names of ours, escaped keys
