"""Pictures, where they lie in a folder of this machine. An object storage gives them addresses of its own."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

A_WEEK = 7 * 86_400


@require_safe
def picture(request: HttpRequest, folder: str, name: str) -> HttpResponseBase:
    """A picture or one of its sizes. Documents are not served here: Wagtail asks first who may have them."""
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT / folder))
    if isinstance(response, FileResponse):
        patch_cache_control(response, public=True, max_age=A_WEEK)
    return response
