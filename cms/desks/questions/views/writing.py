"""Writing a question: anew, again, and in another language."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.blocks.bank import kinds
from cms.desks.questions.door import BANK, CHANGE, QuestionsDeskView, question_or_404
from cms.desks.questions.forms import QuestionForm, TranslationForm, tags_of
from cms.desks.questions.values import KINDS, has_other_gaps, question_in, value_of
from courses.assessment.bank.actions import create_question, revise_question, tag_question
from courses.assessment.bank.languages import with_other_languages, with_texts, without_gaps_elsewhere
from courses.assessment.models import BankQuestion
from courses.outline.structure import QuestionKind
from courses.programmes.models import new_code
from lms.refusals import Refusal


class ChooseKind(QuestionsDeskView):
    may_read = CHANGE
    trail = [BANK]
    page_title = gettext_lazy("New question")
    template_name = "questions_desk/choose_kind.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(kinds=kinds())


class NewQuestion(QuestionsDeskView):
    may_read = may_act = CHANGE
    trail = [BANK]
    template_name = "questions_desk/form.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.kind = kwargs["kind"]

    def get_page_title(self) -> str:
        if self.kind not in KINDS:
            raise Http404
        return _("New question: %(kind)s") % {"kind": dict(kinds())[self.kind]}

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        self.get_page_title()
        initial = {"question": KINDS[kind].get_default(), "language": get_language()}
        return self.show(form=QuestionForm(kind=kind, is_new=True, initial=initial))

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        self.get_page_title()
        form = QuestionForm(request.POST, kind=kind, is_new=True)
        if not form.is_valid():
            return self.show(form=form)
        given = form.cleaned_data
        question = question_in(
            given["question"], key=new_code(), kind=QuestionKind(kind), language=given["language"]
        )  # fmt: skip
        row = create_question(
            question=question, language=given["language"], topics=given["topics"], competencies=given["competencies"],
            by=self.officer, at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("The question is in the bank."))
        return redirect("questions_desk:question", row.pk)


class OfQuestion(QuestionsDeskView):
    """A page about the writing of one question; `row` is not there for a foreign number."""

    may_read = may_act = CHANGE
    trail = [BANK]
    template_name = "questions_desk/form.html"
    row: BankQuestion

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = kwargs["pk"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.has_perm(CHANGE):
            self.row = question_or_404(self.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.row)


class EditQuestion(OfQuestion):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        value = value_of(self.row.question, self.row.language)
        return self.show(form=QuestionForm(kind=self.row.kind, initial={"question": value} | tags_of(self.row)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = QuestionForm(request.POST, kind=self.row.kind)
        if not form.is_valid():
            return self.show(form=form)
        try:
            self._save(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.show(form=form)
        messages.success(request, _("The question is saved. Courses take the new version when they are published."))
        return redirect("questions_desk:question", pk)

    @transaction.atomic
    def _save(self, given: dict[str, Any]) -> None:
        row, by, at = self.row, self.officer, timezone.now()
        written = question_in(given["question"], key=row.key, kind=QuestionKind(row.kind), language=row.language)
        others = has_other_gaps(given["question"], row.question)
        before = without_gaps_elsewhere(row.question, row.language) if others else row.question
        question = with_other_languages(written, before, row.language)
        revise_question(row=row, question=question, by=by, at=at)
        tag_question(row=row, topics=given["topics"], competencies=given["competencies"], by=by, at=at)
        if others:
            self._say_that_gaps_are_others()

    def _say_that_gaps_are_others(self) -> None:
        if len(self.row.question.texts) > 1:
            told = _(
                "Its gaps are others now: put its text and the answers of its gaps into the other languages again."
            )
            messages.warning(self.request, told)


class TranslateQuestion(OfQuestion):
    template_name = "questions_desk/translation.html"

    def get(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        return self._page(self._form(language), language)

    def post(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        form = self._form(language, request.POST)
        if not form.is_valid():
            return self._page(form, language)
        question = with_texts(self.row.question, language, form.cleaned_data)
        try:
            revise_question(row=self.row, question=question, by=self.officer, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(form, language)
        messages.success(request, _("The translation is saved."))
        return redirect("questions_desk:question", pk)

    def _form(self, language: str, data: Any = None) -> TranslationForm:
        if language not in dict(settings.LANGUAGES) or language == self.row.language:
            raise Http404
        return TranslationForm(data, question=self.row.question, written_in=self.row.language, language=language)

    def _page(self, form: TranslationForm, language: str) -> HttpResponse:
        return self.show(form=form, row=self.row, language_name=dict(settings.LANGUAGES)[language])
