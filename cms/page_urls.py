"""Pages, below the language in the address."""

from wagtail import urls as wagtail_urls

urlpatterns = wagtail_urls.urlpatterns
