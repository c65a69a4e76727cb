"""The only files the renderer can open: the design's own. Every other address is refused, whatever asked for it."""

from pathlib import Path
from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from certificates.render.typefaces import FACES

FOLDER = Path(__file__).resolve().parent / "designs"


class DesignFiles(URLFetcher):  # type: ignore[misc]  # weasyprint publishes no types
    """Opens the typefaces and, where given, one artwork held in memory."""

    def __init__(self, artwork: str = "") -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._files = {face.address: face.path for face in FACES}
        self._artwork = artwork

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if self._artwork and url == "design:artwork":
            return URLFetcherResponse(url, self._artwork, {"Content-Type": "image/svg+xml"})
        if path := self._files.get(url):
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
        raise FatalURLFetchingError(f"The renderer opens no address but the design's own: {url}")
