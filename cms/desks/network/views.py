"""Wagtail's views over rows of the register: only those in the officer's reach, changed only by actions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin.views import generic
from wagtail.log_actions import log

from cms.desks.network.cells import neutralised
from lms.network.actions import keep, remove
from lms.network.queries import in_reach_of
from lms.refusals import Refusal


class InReach:
    """The door: a row out of the officer's reach is not there."""

    request: Any

    def get_object(self, *args: Any) -> Any:
        row = super().get_object(*args)  # type: ignore[misc]
        known: QuerySet[Model] = type(row)._default_manager.filter(pk=row.pk)
        if not in_reach_of(officer=self.request.user, rows=known).exists():
            raise Http404
        return row


class SafeExport:
    """Spreadsheets in which no cell is a formula."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        processed = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        return neutralised(processed) if isinstance(processed, str) else processed


class Listing(SafeExport, generic.IndexView):
    """`related` are the rows that the columns show, fetched with them."""

    related: tuple[str, ...] = ()

    def get_base_queryset(self) -> QuerySet[Model]:
        rows = super().get_base_queryset().select_related(*self.related)
        return in_reach_of(officer=self.request.user, rows=rows)


class Writing:
    """Saves by the action and shows a refusal above the form. Wagtail's log feeds its history page."""

    request: Any
    form: Any
    log_action = ""

    def save_instance(self) -> Model:
        row: Model = self.form.save(commit=False)
        related = {
            field.name: self.form.cleaned_data[field.name]
            for field in row._meta.many_to_many
            if field.name in self.form.cleaned_data
        }
        self.write(row, related)
        log(row, self.log_action, user=self.request.user)
        return row

    def write(self, row: Any, related: Mapping[str, Iterable[Model]]) -> None:
        """The action; `related` are the many-to-many values by field."""
        keep(row=row, by=self.request.user, at=timezone.now(), related=related)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc, no-any-return]
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_message = str(refusal)
            return self.form_invalid(form)  # type: ignore[attr-defined, no-any-return]


class Adding(Writing, generic.CreateView):
    """The address may say what the form begins with, such as ?city=7."""

    log_action = "wagtail.create"

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **self.request.GET.dict()}


class Changing(InReach, Writing, generic.EditView):
    log_action = "wagtail.edit"


class Deleting(InReach, generic.DeleteView):
    def delete_action(self) -> None:
        log(self.object, "wagtail.delete", user=self.request.user, deleted=True)
        remove(row=self.object, by=self.request.user, at=timezone.now())

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[no-any-return]
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.edit_url_name, self.object.pk)


class Looking(InReach, generic.InspectView):
    pass


class Past(InReach, generic.HistoryView):
    pass


class Uses(InReach, generic.UsageView):
    pass
