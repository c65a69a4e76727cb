"""The editor client's page and all that it loads: for a sandbox with an origin of its own, without cookies."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override

from courses.packages.editor.addresses import holds
from courses.packages.editor.models import ClientFile, Workspace, WorkspaceFile
from courses.packages.editor.page import bundles_of, current_client, integration_of
from courses.packages.models import Blob
from courses.packages.players.policies import (
    FOR_EVER,
    FOR_SOME_HOURS,
    direction_of,
    for_frames,
    player_policy,
    type_of,
)
from courses.packages.storing import open_blob


@for_frames("private, no-store")
def embed(request: HttpRequest, workspace_id: int) -> HttpResponse:
    """The client alone, for a frame; expired, forged and unknown are the same, and so is a client that has gone."""
    at, client = timezone.now(), current_client()
    workspace = Workspace.objects.filter(pk=workspace_id).first()
    signed = holds(request.GET.get("signature", ""), workspace_id=workspace_id, at=at)
    if not signed or client is None or workspace is None:
        raise Http404
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(language):
        values = {
            "language": language, "direction": direction_of(language),
            "bundles": bundles_of(client, language=language, at=at),
            "integration": integration_of(workspace, client, language=language, at=at),
        }  # fmt: skip
        response = render(request, "h5p_editor/embed.html", values)
    response.headers["Content-Security-Policy"] = player_policy()
    return response


@for_frames(FOR_SOME_HOURS)
def file(request: HttpRequest, workspace_id: int, signature: str, name: str) -> FileResponse:
    """What an author has put in."""
    held = WorkspaceFile.objects.select_related("blob").filter(workspace=workspace_id, path=name)
    found = None if "\0" in name else held.first()
    if not holds(signature, workspace_id=workspace_id, at=timezone.now()) or found is None:
        raise Http404
    return _sent(found.blob, name)


@for_frames(FOR_EVER)
def client_file(request: HttpRequest, digest: str, name: str) -> FileResponse:
    held = ClientFile.objects.select_related("blob").filter(client__digest=digest, path=name)
    found = None if "\0" in name else held.first()
    if found is None:
        raise Http404
    return _sent(found.blob, name)


def _sent(blob: Blob, name: str) -> FileResponse:
    response = FileResponse(open_blob(blob), content_type=type_of(name))
    response.headers["Content-Length"] = str(blob.size)
    return response
