"""Importing cities: upload, see what each row would do, confirm. Nothing is kept in between but the page itself."""

from typing import Any

import tablib
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.desks.network.importing import Plan, import_cities, plan_import
from cms.desks.network.officers import OfficersRequest
from cms.desks.network.spreadsheets import CITY_COLUMNS, MOST_BYTES, MOST_ROWS, checked, dataset_of, from_csv
from lms.network.models import City
from lms.refusals import Refusal


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV in UTF-8 or XLSX, with the columns that the download of the list has."),
    )

    def clean_file(self) -> tablib.Dataset:
        try:
            return dataset_of(self.cleaned_data["file"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ConfirmForm(forms.Form):
    """The rows as they were read. They come back through the browser, so they are checked again."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=4 * MOST_BYTES, strip=False)

    def clean_rows(self) -> tablib.Dataset:
        try:
            return checked(from_csv(self.cleaned_data["rows"]))
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ImportCities(PermissionCheckedMixin, View):
    """For who may add and change cities."""

    model = City
    request: OfficersRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.permission_required = "add" if self.user_has_permission("change") else "change"
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        return self._confirm() if "rows" in request.POST else self._upload()

    def _upload(self) -> HttpResponse:
        form = UploadForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self._page(form, status=422)
        return self._planned(form.cleaned_data["file"])

    def _planned(self, data: tablib.Dataset) -> HttpResponse:
        plan = plan_import(data=data, by=self.request.user, at=timezone.now())
        rows = ConfirmForm(initial={"rows": data.export("csv")}) if plan.can_be_carried_out else None
        return self._page(UploadForm(), plan=plan, confirm=rows, status=422 if plan.faults else 200)

    def _confirm(self) -> HttpResponse:
        form = ConfirmForm(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, " ".join(map(str, form.errors["rows"])))
            return redirect("city:import")
        plan = import_cities(data=form.cleaned_data["rows"], by=self.request.user, at=timezone.now())
        if plan.faults:
            return self._page(UploadForm(), plan=plan, status=422)
        messages.success(self.request, _told(plan))
        return redirect("city:index")

    def _page(self, form: UploadForm, status: int = 200, **values: Any) -> HttpResponse:
        context = {"form": form, "columns": CITY_COLUMNS, "most_rows": MOST_ROWS, **values}
        context["header_title"] = _now("Import cities")
        return render(self.request, "network_desk/import_cities.html", context, status=status)


def _told(plan: Plan) -> str:
    count = len(plan.steps)
    return ngettext("%(count)s city was written.", "%(count)s cities were written.", count) % {"count": count}
