"""Fetching certificates: one PDF, or a city's ZIP."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certificates import files
from certificates.archives import archive_of, file_name_of
from certificates.letters import addressee_of
from certificates.queries.doors import certificate_for, city_certificates_for
from courses.enrolment.doors import learner

PRIVATE = cache_control(private=True, no_cache=True)


@login_required
@require_safe
@PRIVATE
def certificate_file(request: HttpRequest, number: str) -> FileResponse:
    """The issued PDF, for whom the door lets in; else 404."""
    certificate = certificate_for(person=learner(request), number=number, day=timezone.now().date())
    if certificate is None:
        raise Http404
    return FileResponse(files.opened(certificate), content_type="application/pdf", filename=file_name_of(certificate))


@login_required
@require_safe
@PRIVATE
def city_certificates(request: HttpRequest, edition_code: str, city_slug: str) -> HttpResponse | StreamingHttpResponse:
    """All certificates of a city in one ZIP, the cover letter first."""
    day = timezone.now().date()
    certificates = list(
        city_certificates_for(person=learner(request), edition_code=edition_code, city_slug=city_slug, day=day)
    )
    if not certificates:
        raise Http404
    name = f"{edition_code}-{city_slug}.zip"
    return StreamingHttpResponse(
        archive_of(certificates, addressee_of(city=certificates[0].city, day=day)),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
