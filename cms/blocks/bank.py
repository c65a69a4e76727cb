"""Questions from the bank: chosen one by one, or drawn at random for each attempt."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.auth import permission_required
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.assessment.bank.queries import bank_questions, count_to_draw, tag_names
from courses.assessment.models import BankQuestion, QuestionTag

VIEW = "assessment.view_bankquestion"
Names = list[tuple[str, str]]


def topics() -> Names:
    return [(name, name) for name in tag_names(kind=QuestionTag.Kind.TOPIC)]


def competencies() -> Names:
    return [(name, name) for name in tag_names(kind=QuestionTag.Kind.COMPETENCY)]


def kinds() -> Names:
    return [(str(value), str(label)) for value, label in BankQuestion.Kind.choices]


class ChooserFilter(BaseFilterForm):
    q = forms.CharField(label=_("Search term"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    competency = forms.ChoiceField(label=_("Competency"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("topic", topics()), ("competency", competencies()), ("kind", kinds())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type's sake
            field.choices = [("", _("any")), *choices]
            field.widget.attrs["data-chooser-modal-search-filter"] = True

    def filter(self, objects: QuerySet[BankQuestion]) -> QuerySet[BankQuestion]:
        wanted = self.cleaned_data
        self.is_searching, self.search_query = bool(wanted["q"]), wanted["q"]
        narrowed = {name: wanted[name] for name in ("topic", "competency", "kind")}
        return objects.filter(pk__in=bank_questions(search=wanted["q"], **narrowed).values("pk"))


class ChooseBase(BaseChooseView):
    filter_form_class = ChooserFilter

    def get_object_list(self) -> QuerySet[BankQuestion]:
        return bank_questions()

    @property
    def columns(self) -> list[Any]:
        return [*super().columns, Column("kind", label=_("Kind"), accessor="get_kind_display")]


class Choose(ChooseViewMixin, CreationFormMixin, ChooseBase):
    pass


class ChooseResults(ChooseResultsViewMixin, CreationFormMixin, ChooseBase):
    pass


class BankChooserViewSet(ChooserViewSet):
    model = BankQuestion
    icon = "help"
    choose_one_text = _("Choose a question from the bank")
    choose_another_text = _("Choose another question")
    choose_view_class = Choose
    choose_results_view_class = ChooseResults

    def get_urlpatterns(self) -> list[URLPattern]:
        """For who may see the bank. Questions are written at their own desk: nothing is created here."""
        guarded = permission_required(VIEW)
        return [
            path(str(one.pattern), guarded(one.callback), name=one.name)
            for one in super().get_urlpatterns()
            if one.name != "create"
        ]


bank_chooser = BankChooserViewSet("bank_chooser")
BankQuestionBlock = bank_chooser.get_block_class(name="BankQuestionBlock", module_path="cms.blocks.bank")


class DrawBlock(blocks.StructBlock):
    """So many questions of a topic, a competency, or both."""

    number = blocks.IntegerBlock(
        label=_("Questions drawn"), default=1, validators=[MinValueValidator(1)],
        help_text=_("How many each attempt asks, drawn at random."),
    )  # fmt: skip
    topic = blocks.ChoiceBlock(label=_("Topic"), choices=topics, required=False)
    competency = blocks.ChoiceBlock(label=_("Competency"), choices=competencies, required=False)
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=kinds, required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (cleaned["topic"] or cleaned["competency"]):
            raise StructBlockValidationError(
                block_errors={"topic": ValidationError(_("Choose a topic or a competency."))}
            )
        held = count_to_draw(**{name: cleaned[name] or "" for name in ("topic", "competency", "kind")})
        if held < cleaned["number"]:
            message = _("The bank holds %(held)s such questions.") % {"held": held}
            raise StructBlockValidationError(block_errors={"number": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "rotate"
        label = _("Draw from the bank")
