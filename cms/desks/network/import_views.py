"""Importing rows: upload, see what each would do, confirm. Nothing is kept in between but the page itself."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.desks.network.importing import MOST_WRITTEN, Plan, import_rows, plan_import
from cms.desks.network.officers import OfficersRequest
from cms.desks.network.sheets import Sheet
from cms.desks.network.spreadsheets import MOST_BYTES, MOST_ROWS, Table, table_of
from lms.refusals import Refusal

TIME_TO_CONFIRM = timedelta(hours=2)
MOST_SHOWN = 200


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=gettext_lazy("CSV in UTF-8 or XLSX, with the columns that the download of the list has."),
    )

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet

    def clean_file(self) -> Table:
        try:
            return table_of(self.cleaned_data["file"], self.sheet)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ImportRows(PermissionCheckedMixin, View):
    """For who may add and change rows of the kind."""

    model: Any = None
    sheet: Any = None
    request: OfficersRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.permission_required = "add" if self.user_has_permission("change") else "change"
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        return self._confirm() if "rows" in request.POST else self._upload()

    def _upload(self) -> HttpResponse:
        form = UploadForm(self.request.POST, self.request.FILES, sheet=self.sheet)
        if not form.is_valid():
            return self._page(form, status=422)
        table: Table = form.cleaned_data["file"]
        plan = plan_import(sheet=self.sheet, table=table, by=self.request.user, at=timezone.now())
        return self._planned(plan, table)

    def _confirm(self) -> HttpResponse:
        try:
            kept = signing.loads(self.request.POST["rows"], salt=self._salt, max_age=TIME_TO_CONFIRM)
        except signing.BadSignature:
            messages.error(self.request, _("Too long ago, or not what was shown. Upload the file once more."))
            return redirect(self.request.path)
        table = Table(kept["header"], kept["lines"])
        plan = import_rows(
            sheet=self.sheet, table=table, expected=kept["digest"], by=self.request.user, at=timezone.now()
        )
        if plan.faults or plan.digest != kept["digest"]:
            messages.warning(self.request, _("Nothing was imported: the register has changed meanwhile. Look again."))
            return self._planned(plan, table)
        messages.success(self.request, _told(plan))
        return redirect(f"{self._namespace}:index")

    def _planned(self, plan: Plan, table: Table) -> HttpResponse:
        rows = self._sealed(plan, table) if plan.can_be_carried_out else ""
        return self._page(plan=plan, rows=rows, status=422 if plan.faults else 200)

    def _sealed(self, plan: Plan, table: Table) -> str:
        """The rows as they were read and what they would do: they come back through the browser unaltered."""
        kept = {"header": table.header, "lines": table.lines, "digest": plan.digest}
        return signing.dumps(kept, salt=self._salt, compress=True)

    @property
    def _salt(self) -> str:
        return f"import:{self.sheet.name}:{self.request.user.pk}"

    @property
    def _namespace(self) -> str:
        assert self.request.resolver_match  # noqa: S101 - the request came through an address
        return str(self.request.resolver_match.namespace)

    def _page(self, form: UploadForm | None = None, status: int = 200, **values: Any) -> HttpResponse:
        context = {
            "form": form or UploadForm(sheet=self.sheet), "sheet": self.sheet, "most_rows": MOST_ROWS,
            "most_kilobytes": MOST_BYTES // 1024, "most_written": MOST_WRITTEN, "most_shown": MOST_SHOWN,
            "list_url": f"{self._namespace}:index",
            "header_title": _("Import: %(kind)s") % {"kind": self.model._meta.verbose_name_plural}, **values,
        }  # fmt: skip
        return render(self.request, "network_desk/import.html", context, status=status)


def _told(plan: Plan) -> str:
    count = len(plan.steps)
    return ngettext("%(count)s row was written.", "%(count)s rows were written.", count) % {"count": count}
