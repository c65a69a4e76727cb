"""The admin, the documents, and what search engines ask for."""

from django.urls import include, path, re_path
from django.views.generic import TemplateView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from cms.desks.network.site_history import SiteHistory
from cms.documents import document
from cms.images import picture
from cms.sitemap import SiteMap

robots = TemplateView.as_view(template_name="cms/robots.txt", content_type="text/plain")

urlpatterns = [
    path("admin/", include("cms.desks.people.urls")),
    # As Wagtail's own, which whoever may see pages could read.
    path("admin/reports/site-history/", require_admin_access(SiteHistory.as_view())),
    path("admin/reports/site-history/results/", require_admin_access(SiteHistory.as_view(results_only=True))),
    path("admin/", include(wagtailadmin_urls)),
    # In the place of Wagtail's own view, which knows no lessons.
    path("documents/", include([re_path(r"^(\d+)/(.*)$", document, name="wagtaildocs_serve")])),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<folder>images|original_images)/(?P<name>[^/]+)$", picture),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": SiteMap}, "template_name": "cms/sitemap.xml"}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
]
