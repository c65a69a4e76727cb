"""The design system alone, so that its tests need none of the floors above."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.i18n import set_language


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "design/base.html")


def page_with_form(request: HttpRequest) -> HttpResponse:
    return render(request, "design/components/post_button.html", {"label": "Save", "action": "/"})


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("", page),
    path("form/", page_with_form),
    path("missing/", missing),
    path("styleguide/", include("lms.design.urls")),
    path("accounts/", include("allauth.urls")),
    path("language/", set_language, name="set_language"),
]
