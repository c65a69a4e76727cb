"""Pictures, from whichever storage they lie in, under the site's own addresses."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

A_WEEK = 7 * 86_400


@require_safe
def picture(request: HttpRequest, folder: str, name: str) -> HttpResponseBase:
    """A picture or one of its sizes. Documents are not served here: Wagtail asks first who may have them."""
    path = f"{folder}/{name}"
    if not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path), content_type=mimetypes.guess_type(name)[0])
    patch_cache_control(response, public=True, max_age=A_WEEK)
    return response
