"""The list of the bank's questions."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from cms.desks.questions.door import CHANGE, QuestionsDeskView
from cms.desks.questions.forms import BankFilter
from courses.assessment.bank.queries import bank_questions
from courses.assessment.models import BankQuestion

ROWS = 50


class BankList(QuestionsDeskView):
    page_title = gettext_lazy("Question bank")
    template_name = "questions_desk/bank.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = BankFilter({"state": BankQuestion.State.ACTIVE} | request.GET.dict())
        wanted = chosen.cleaned_data if chosen.is_valid() else {}
        rows = bank_questions(**wanted).select_related("latest").defer("latest__data").prefetch_related("tags")
        page = Paginator(rows, ROWS).get_page(request.GET.get("p"))
        return self.show(
            filter=chosen, rows=list(page.object_list), page=page, found=page.paginator.count,
            pages=page.paginator.get_elided_page_range(page.number), may_change=request.user.has_perm(CHANGE),
        )  # fmt: skip
