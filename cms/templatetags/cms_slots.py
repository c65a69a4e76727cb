"""Leaving a gap in a page for what differs from reader to reader (cms.delivery.slots)."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from cms.delivery.slots import Slot

register = template.Library()


@register.simple_tag
def slot(name: str, key: str = "") -> SafeString:
    return mark_safe(str(Slot(name, key)))  # noqa: S308 - names of ours, and block ids
