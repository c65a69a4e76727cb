"""Every address of the site. The floors above are included by name only."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    # First, because lessons are what is asked for most; nothing else begins with a language.
    *i18n_patterns(path("", include("cms.page_urls"))),
    path("", include("lms.health.urls")),
    path("accounts/", include("allauth.urls")),
    path("people/", include("lms.accounts.urls")),
    path("language/", set_language, name="set_language"),
    path("styleguide/", include("lms.design.urls")),
    path("demo/", include("lms.demo.urls")),
    path("", include("courses.programmes.urls")),
    path("", include("courses.records.urls")),
    path("", include("courses.assessment.urls")),
    path("", include("courses.assignments.urls")),
    path("", include("courses.progress.urls")),
    path("h5p/", include("courses.packages.urls")),
    path("", include("certificates.urls")),
    path("", include("cms.urls")),
]
