"""The board of a city's focal point."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.programmes.queries import invitations_to
from courses.programmes.views.cards import interface_language, invitation_card
from courses.programmes.views.steps import signed_in
from lms.network.queries import cities_of


@login_required
@never_cache
@require_safe
def my_city(request: HttpRequest) -> HttpResponse:
    """Invitations and nominations of the cities for which the person is focal point, or that there are none."""
    person, day = signed_in(request), timezone.now().date()
    cities = list(cities_of(focal_point=person, day=day))
    if not cities:
        return render(request, "programmes/no_city.html")
    cards = [invitation_card(invitation) for invitation in invitations_to(focal_point=person, day=day)]
    names = [city.name_in(interface_language()) for city in cities]
    return render(request, "programmes/city.html", {"cities": names, "invitations": cards})
