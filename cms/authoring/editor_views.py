"""Bringing H5P's own editor client, and letting it go."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.authoring.forms import ClientForm
from cms.desks.packages.door import CONTENTS, MANAGE_LIBRARIES, PackageDeskView
from courses.packages.editor.actions import install_client, remove_client
from courses.packages.editor.page import current_client
from courses.programmes.views.steps import attempt, attempt_form


class EditorPage(PackageDeskView):
    """Its scripts run in authors' browsers, in a frame that reaches nothing of theirs; so do those of libraries."""

    may_read = may_act = MANAGE_LIBRARIES
    trail = [CONTENTS]
    page_title = gettext_lazy("H5P editor client")
    template_name = "authoring/editor.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(ClientForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("do") == "remove":
            return self._remove(request)
        form = ClientForm(request.POST, request.FILES)

        def install() -> None:
            file = form.cleaned_data["archive"]
            install_client(file=file, name=file.name or "", by=self.officer, at=timezone.now())

        if attempt_form(request, form, install, done=_("The client is installed.")):
            return redirect("authoring:editor")
        return self._page(form)

    def _remove(self, request: HttpRequest) -> HttpResponse:
        client = current_client()
        if client is not None:
            remove = lambda: remove_client(client=client, by=self.officer, at=timezone.now())  # noqa: E731
            attempt(request, remove, done=_("Removed."))
        return redirect("authoring:editor")

    def _page(self, form: ClientForm) -> HttpResponse:
        return self.show(form=form, client=current_client())
