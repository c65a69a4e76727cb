"""Programmes: the list, and the form of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desks.programmes.door import PROGRAMMES, DeskView
from cms.desks.programmes.forms import ProgrammeForm
from courses.programmes.actions.editions import save_programme
from courses.programmes.models import TrainingProgramme
from courses.programmes.views.steps import attempt_form


class ProgrammeList(DeskView):
    may_read = "programmes.view_trainingprogramme"
    page_title = gettext_lazy("Programmes")
    template_name = "programmes_desk/programmes.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        may_add = request.user.has_perm("programmes.add_trainingprogramme")
        return self.show(programmes=list(TrainingProgramme.objects.all()), may_add=may_add)


class ProgrammePage(DeskView):
    """A new programme, or one that is there."""

    may_read = may_act = "programmes.change_trainingprogramme"
    trail = [PROGRAMMES]
    template_name = "programmes_desk/form.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.code = kwargs.get("code")

    def get_page_title(self) -> str:
        return self.code or _("New programme")

    def get(self, request: HttpRequest, code: str = "") -> HttpResponse:
        return self.show(form=ProgrammeForm(instance=self._programme()))

    def post(self, request: HttpRequest, code: str = "") -> HttpResponse:
        form = ProgrammeForm(request.POST, instance=self._programme())
        if attempt_form(
            request,
            form,
            lambda: save_programme(programme=form.instance, by=self.officer, at=timezone.now()),
            done=_("The programme is saved."),
        ):
            return redirect("training:programmes")
        return self.show(form=form)

    def _programme(self) -> TrainingProgramme:
        return get_object_or_404(TrainingProgramme, code=self.code) if self.code else TrainingProgramme()
