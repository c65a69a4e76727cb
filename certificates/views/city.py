"""The certificates of the focal point's cities."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from certificates.queries.doors import archives_for
from courses.enrolment.doors import learner


@login_required
@require_safe
def city_certificates(request: HttpRequest) -> HttpResponse:
    """One ZIP for each city and edition. Who is nobody's focal point sees an empty list."""
    language = get_language() or "en"
    archives = [
        {
            "title": row.edition.programme.title_in(language),
            "edition": row.edition.code,
            "city": row.city.name_in(language),
            "count": row.count,
            "href": reverse("city_archive", args=[row.edition.code, row.city.slug]),
        }
        for row in archives_for(focal_point=learner(request), day=timezone.now().date())
    ]
    return render(request, "certificates/city.html", {"archives": archives})
