"""What the two boards have in common: a filter, a page of rows, and steps taken with the rows that are ticked."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desks.programmes.counts import seats_taken_in_edition, states_of, trail_of
from cms.desks.programmes.door import DeskView
from cms.desks.programmes.steps import Row, Step, take
from courses.programmes.wording import badge

ROWS_ON_A_PAGE = 50


class StepView(DeskView):
    """A page whose POST takes a step (`do`) with rows."""

    steps: ClassVar[dict[str, Step]]
    step_form: ClassVar[type[forms.Form]]

    def take_step(self, rows: Any) -> forms.Form:
        """Take the step that the form names with the rows; the form comes back, bound, where something was wrong."""
        form = self.step_form(self.request.POST)
        step = self.steps.get(self.request.POST.get("do", ""))
        if step is None:
            messages.error(self.request, _("Choose what to do."))
        elif form.is_valid():
            take(self.request, step, rows, form.cleaned_data, by=self.officer, at=timezone.now())
        return form

    def buttons(self, *rows: Row) -> list[tuple[str, Step]]:
        """The steps that at least one of the rows can take."""
        if not self.request.user.has_perm(self.may_act):
            return []
        return [(name, step) for name, step in self.steps.items() if any(map(step.is_open_to, rows))]


class Board(StepView):
    """All rows in the officer's reach that pass the filter."""

    filter_form: ClassVar[type[forms.Form]]
    own_name: ClassVar[str]

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def filtered(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(self.step_form())

    def post(self, request: HttpRequest) -> HttpResponse:
        picked = [int(pk) for pk in request.POST.getlist("row") if pk.isdecimal()]
        rows = list(self.rows().filter(pk__in=picked))
        if not rows:
            messages.error(request, _("Tick at least one row."))
            return self._page(self.step_form(request.POST))
        form = self.take_step(rows)
        if not form.is_valid():
            return self._page(form)
        return redirect(f"{reverse(self.own_name)}?{request.GET.urlencode()}")

    def _page(self, step_form: forms.Form) -> HttpResponse:
        chosen = self.filter_form(self.request.GET)
        wanted = chosen.cleaned_data if chosen.is_valid() else {}
        in_edition = self.in_edition(wanted)
        found = self.filtered(in_edition, wanted)
        page = Paginator(found, ROWS_ON_A_PAGE).get_page(self.request.GET.get("p"))
        rows = list(page.object_list)
        for row in rows:
            row.badge = badge(row)
        edition = wanted.get("edition")
        return self.show(
            filter=chosen, rows=rows, page=page, pages=page.paginator.get_elided_page_range(page.number),
            states=states_of(in_edition), edition=edition, buttons=self.buttons(*rows), step_form=step_form,
            taken=seats_taken_in_edition(edition) if edition else None, query=self.request.GET.urlencode(),
            picked=self.request.POST.getlist("row"),
        )  # fmt: skip

    def in_edition(self, wanted: dict[str, Any]) -> QuerySet[Any]:
        raise NotImplementedError


class ItemPage(StepView):
    """One row: what it is, what can be done with it, and what the log says."""

    own_name: ClassVar[str]

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = kwargs["pk"]

    def get_page_title(self) -> str:
        return str(self.item)

    @property
    def item(self) -> Any:
        if not hasattr(self, "_item"):
            self._item = get_object_or_404(self.rows(), pk=self.pk)
        return self._item

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(self.step_form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.take_step([self.item])
        if not form.is_valid():
            return self._page(form)
        there = self.rows().filter(pk=pk).exists()
        return redirect(reverse(self.own_name, args=[pk]) if there else reverse(f"{self.own_name}s"))

    def particulars(self) -> dict[str, Any]:
        return {}

    def _page(self, step_form: forms.Form) -> HttpResponse:
        return self.show(
            item=self.item, badge=badge(self.item), buttons=self.buttons(self.item), step_form=step_form,
            entries=list(trail_of(self.item)), **self.particulars(),
        )  # fmt: skip
