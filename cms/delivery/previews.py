"""A draft as a reader would see it, with nobody's progress in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.delivery.filling import dressed
from cms.delivery.rendering import shell_of


def preview(page: Any, request: HttpRequest) -> HttpResponse:
    return HttpResponse(dressed(request, shell_of(page), fill={}))
