"""Handing out a file: to be saved, never to be opened by the browser as something of ours."""

from django.http import FileResponse
from django.utils.cache import patch_cache_control

from courses.assignments.models import SubmissionFile
from courses.assignments.storing import opened

POLICY = "sandbox; default-src 'none'"


def download_of(file: SubmissionFile, *, name: str) -> FileResponse:
    """Under `name`, whatever its bytes are: the type that says nothing, as an attachment, without guessing."""
    response = FileResponse(
        opened(file.path), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    patch_cache_control(response, private=True, no_store=True)
    return response
