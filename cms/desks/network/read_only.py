"""What the platform writes about itself: to be looked at and searched, never edited."""

from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.urls import URLPattern
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.desks.network.views import SafeExport


class ReadOnlyListing(SafeExport, generic.IndexView):
    any_permission_required: ClassVar = ["view"]
    related: tuple[str, ...] = ()

    def get_base_queryset(self) -> QuerySet[Model]:
        return super().get_base_queryset().select_related(*self.related)  # type: ignore[no-any-return]

    def get_add_url(self) -> None:
        return None

    def get_edit_url(self, instance: Model) -> None:
        return None

    def get_delete_url(self, instance: Model) -> None:
        return None


class ReadOnlyDesk(ModelViewSet):
    """A listing and a page for each row, and no address at which anything could be changed."""

    index_view_class = ReadOnlyListing
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_settings_menu = True
    add_to_reference_index = False
    form_fields: ClassVar[list[str]] = []
    related: ClassVar[tuple[str, ...]] = ()

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return shown | dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name", "usage_url_name"))

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_index_view_kwargs(**kwargs)
        return shown | ({"related": self.related} if self.related else {})

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = {"index", "index_results", "inspect"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]
