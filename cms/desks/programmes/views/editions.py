"""Editions: the list, the form of one, and the board of one."""

from typing import Any

from django.core.validators import slug_re
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desks.programmes.counts import seats_taken_in_edition, states_of, trail_of, with_counts
from cms.desks.programmes.door import EDITIONS, DeskView, invitations_in, nominations_in
from cms.desks.programmes.forms import CancelForm, EditionForm
from courses.programmes.actions.editions import POLICY, change_edition, finish_edition, open_edition, plan_edition
from courses.programmes.actions.withdrawals import cancel_edition
from courses.programmes.models import Edition, TrainingProgramme
from courses.programmes.states import may_become
from courses.programmes.views.steps import attempt, attempt_form

State = Edition.State


class EditionList(DeskView):
    may_read = "programmes.view_edition"
    page_title = gettext_lazy("Editions")
    template_name = "programmes_desk/editions.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        editions = with_counts(Edition.objects.select_related("programme"), self.reach)
        may_add = request.user.has_perm("programmes.add_edition")
        return self.show(editions=list(editions), may_add=may_add)


class EditionForming(DeskView):
    """Planning an edition, or changing one. A new one starts with the policy of the programme in ?programme=."""

    may_read = may_act = "programmes.change_edition"
    trail = [EDITIONS]
    template_name = "programmes_desk/form.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.code = kwargs.get("code")

    def get_page_title(self) -> str:
        return self.code or _("New edition")

    def get(self, request: HttpRequest, code: str = "") -> HttpResponse:
        return self.show(form=EditionForm(instance=self._edition(), initial=self._policy()))

    def post(self, request: HttpRequest, code: str = "") -> HttpResponse:
        form = EditionForm(request.POST, instance=self._edition())
        if attempt_form(request, form, lambda: self._keep(form), done=_("The edition is saved.")):
            return redirect("training:edition", form.instance.code)
        return self.show(form=form)

    def _keep(self, form: EditionForm) -> Edition:
        keep = change_edition if self.code else plan_edition
        return keep(edition=form.instance, courses=form.courses(), by=self.officer, at=timezone.now())

    def _edition(self) -> Edition:
        return get_object_or_404(Edition, code=self.code) if self.code else Edition()

    def _policy(self) -> dict[str, Any]:
        asked = self.request.GET.get("programme", "")
        programme = TrainingProgramme.objects.filter(code=asked).first() if slug_re.match(asked) else None
        if programme is None or self.code:
            return {}
        return {"programme": programme.pk, **{name: getattr(programme, name) for name in POLICY}}


class EditionBoard(DeskView):
    """Where an edition stands, and the steps that it can take."""

    may_read = "programmes.view_edition"
    may_act = "programmes.change_edition"
    trail = [EDITIONS]
    template_name = "programmes_desk/edition.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows: QuerySet[Edition] = Edition.objects.select_related("programme").prefetch_related(
            "edition_courses__course"
        )
        self.edition = get_object_or_404(rows, code=kwargs["code"])

    def get_page_title(self) -> str:
        return self.edition.code

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self._board(CancelForm())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        take: dict[str, Any] = {"edition": self.edition, "by": self.officer, "at": timezone.now()}
        form = CancelForm(request.POST)
        match request.POST.get("do"):
            case "open":
                attempt(request, lambda: open_edition(**take), done=_("The edition is open: cities can be invited."))
            case "finish":
                attempt(request, lambda: finish_edition(**take), done=_("The edition is finished."))
            case "cancel" if not attempt_form(
                request,
                form,
                lambda: cancel_edition(**take, reason=form.cleaned_data["reason"]),
                done=_("The edition is cancelled."),
            ):
                return self._board(form)
        return redirect("training:edition", code)

    def _board(self, cancel_form: CancelForm) -> HttpResponse:
        edition, user = self.edition, self.request.user
        invitations = invitations_in(self.reach).filter(edition=edition)
        nominations = nominations_in(self.reach).filter(invitation__edition=edition)
        may_change = user.has_perm(self.may_act)
        return self.show(
            edition=edition,
            courses=[row.course for row in edition.edition_courses.all()],
            taken=seats_taken_in_edition(edition),
            invitation_states=states_of(invitations),
            nomination_states=states_of(nominations),
            entries=list(trail_of(edition)),
            may_invite=edition.state == State.OPEN and user.has_perm("programmes.add_invitation"),
            may_edit=may_change and edition.state in (State.DRAFT, State.OPEN),
            steps=[step for step in (State.OPEN, State.FINISHED) if may_change and may_become(edition, step)],
            may_cancel=may_change and may_become(edition, State.CANCELLED),
            cancel_form=cancel_form,
        )
