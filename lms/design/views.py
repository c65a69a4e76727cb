from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from lms.design import stylesheet

A_YEAR = 31_536_000


def style(request: HttpRequest, version: str) -> HttpResponse:
    """The stylesheet. An outdated address (a page from before a release) still gets the present one, uncached."""
    if "br" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(stylesheet.compressed(), content_type="text/css", headers={"Content-Encoding": "br"})
    else:
        response = HttpResponse(stylesheet.everything(), content_type="text/css")
    patch_vary_headers(response, ("Accept-Encoding",))
    current = version == stylesheet.version()
    response.headers["Cache-Control"] = f"public,max-age={A_YEAR},immutable" if current else "no-cache"
    return response
