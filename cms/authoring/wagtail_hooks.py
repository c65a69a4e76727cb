from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def register_authoring_urls() -> list[URLPattern | URLResolver]:
    return [path("packages/write/", include("cms.authoring.urls"))]
