"""Pages, below the language in the address. Courses and lessons are answered from shells, the rest by Wagtail."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls

from cms import search
from cms.delivery import views

urlpatterns = [
    path("search/", search.site_search, name="site_search"),
    path("courses/<slug:course>/", views.course),
    path("courses/<slug:course>/<slug:module>/<slug:lesson>/", views.lesson),
    # One way to sign in: Wagtail's own would go round the second factor.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include(wagtail_urls)),
]
