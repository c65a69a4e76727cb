"""What an H5P Hub offers, beside what this site has; one of it, and fetching it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from cms.desks.packages.door import CONTENTS, LIBRARIES, MANAGE_LIBRARIES, PackageDeskView
from courses.packages.hub.actions import fetch_content_type
from courses.packages.hub.listing import Offer, content_type, content_types, offers
from courses.packages.hub.refusals import HubRefusal, NotAtTheHub
from courses.packages.hub.registration import hub_is_on
from lms.refusals import Refusal

HUB = ("hub", gettext_lazy("H5P Hub"))


class HubView(PackageDeskView):
    """Not there for anybody while no hub is set up."""

    may_read = MANAGE_LIBRARIES
    header_icon = "download"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not hub_is_on():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class HubList(HubView):
    trail = [CONTENTS, LIBRARIES]
    page_title = HUB[1]
    template_name = "packages_desk/hub.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            rows = offers(content_types(at=timezone.now()))
        except HubRefusal as refusal:
            return self.show(rows=[], refusal=str(refusal))
        return self.show(rows=rows, refusal="")


class HubContentType(HubView):
    may_act = MANAGE_LIBRARIES
    trail = [CONTENTS, LIBRARIES, HUB]
    template_name = "packages_desk/hub_type.html"

    name: str

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.name = kwargs["name"]

    def get_page_title(self) -> str:
        return self.name

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        offer, refusal = self._offer()
        return self.show(offer=offer, refusal=refusal)

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        try:
            arrival = fetch_content_type(name=name, language=get_language() or "en", by=self.officer, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("packages_desk:hub_type", name)
        return redirect("packages_desk:arrival", arrival.pk)

    def _offer(self) -> tuple[Offer | None, str]:
        try:
            return offers([content_type(self.name, at=timezone.now())])[0], ""
        except NotAtTheHub as unknown:
            raise Http404 from unknown
        except HubRefusal as refusal:
            return None, str(refusal)
