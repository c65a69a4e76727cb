"""A draft as a reader would see it, with nobody's progress in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.delivery.filling import dressed
from cms.delivery.rendering import shell_of
from lms.design.delivery.whitespace import SqueezedPage


def preview(page: Any, request: HttpRequest) -> HttpResponse:
    return SqueezedPage(dressed(request, shell_of(page), fill={}))
