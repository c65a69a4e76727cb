"""Units of cmi5 packages that learners have not finished: the list of their attempts, and waiving a unit of one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desks.programmes.door import DeskView
from cms.desks.programmes.forms import LearnerFilter, WaiverForm
from cms.desks.programmes.views.boards import ROWS_ON_A_PAGE
from courses.records.attempts.doors import CMI5
from courses.records.cmi5.statements import waive_unit
from courses.records.cmi5.units import Standing, standing_of
from courses.records.models import Attempt
from lms.refusals import Refusal

UNITS = ("units", gettext_lazy("Units to waive"))


class UnitView(DeskView):
    """For who decides about seats, within the cities in reach."""

    may_read = "programmes.change_nomination"
    may_act = "programmes.change_nomination"

    def rows(self) -> QuerySet[Attempt]:
        rows = Attempt.objects.filter(
            enrolment__city__in=self.reach, revision__content__kind__in=CMI5, ended_at=None
        )  # fmt: skip
        return rows.select_related("enrolment__person", "enrolment__city", "enrolment__edition", "revision__content")


class UnitList(UnitView):
    page_title = UNITS[1]
    template_name = "programmes_desk/units.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = LearnerFilter(request.GET)
        word = chosen.cleaned_data["q"] if chosen.is_valid() else ""
        rows = self.rows().order_by("-opened_at", "pk")
        if word:
            person, city = "enrolment__person", "enrolment__city"
            named = Q(**{f"{person}__display_name__icontains": word}) | Q(**{f"{person}__email__icontains": word})
            rows = rows.filter(named | Q(**{f"{city}__name__icontains": word}))
        page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("p"))
        return self.show(
            filter=chosen, rows=page.object_list, page=page, pages=page.paginator.get_elided_page_range(page.number)
        )


class UnitPage(UnitView):
    """Which units of one attempt are satisfied; POST waives one of the others."""

    trail = [UNITS]
    template_name = "programmes_desk/unit.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = ""

    def get_page_title(self) -> str:
        return self.title

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        return self._shown(*self._found(code))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        attempt, units = self._found(code)
        form = WaiverForm(units, request.POST)
        if not form.is_valid():
            return self._shown(attempt, units, form)
        try:
            waive_unit(attempt=attempt, **form.cleaned_data, by=self.officer, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return self._shown(attempt, units, form)
        messages.success(request, _("The unit is waived."))
        return redirect("training:units")

    def _found(self, code: str) -> tuple[Attempt, list[Standing]]:
        attempt = get_object_or_404(self.rows(), code=code)
        self.title = attempt.enrolment.person.display_name
        return attempt, standing_of(attempt)

    def _shown(self, attempt: Attempt, units: list[Standing], form: WaiverForm | None = None) -> HttpResponse:
        return self.show(item=attempt, units=units, form=form or WaiverForm(units))
