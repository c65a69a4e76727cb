"""The filters of the lists: GET forms that need no script. A value that is no choice filters nothing."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.topics import Topic

Choices = list[tuple[str, str | Promise]]


def containing(words: str) -> Q:
    """Pages whose title or summary holds every one of the words. Serves every script, with or without spaces."""
    condition = Q()
    for word in words.split()[:8]:
        condition &= Q(title__icontains=word) | Q(summary__icontains=word)
    return condition


def topic_choices() -> Choices:
    language = get_language() or "en"
    return sorted((topic.key, topic.name_in(language)) for topic in Topic.objects.prefetch_related("names"))


class ListFilters(forms.Form):
    q = forms.CharField(required=False, max_length=100)

    def chosen(self, name: str) -> str:
        """A filter's value; empty where none was given or it was none of the choices."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def selects(self) -> list[dict[str, Any]]:
        """The filters as the design's search component takes them."""
        return [
            {"name": name, "label": field.label, "choices": list(self._options(name, field))}
            for name, field in self.fields.items()
            if isinstance(field, forms.ChoiceField)
        ]

    def _options(self, name: str, field: forms.ChoiceField) -> Iterator[dict[str, Any]]:
        choices: Any = field.choices  # pairs, never groups
        for value, label in choices:
            yield {"value": value, "label": label, "selected": value == self.chosen(name)}

    @property
    def any_chosen(self) -> bool:
        return any(self.chosen(name) for name in self.fields)

    @property
    def clear(self) -> str:
        """Address of the list without any filter; empty where none is chosen."""
        return "?" if self.any_chosen else ""

    @property
    def query(self) -> str:
        """The filters as part of an address, without the page number."""
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data.pop("page", None)
        return str(data.urlencode())


class CourseFilters(ListFilters):
    HOURS = {"short": Q(hours__lte=3), "medium": Q(hours__range=(4, 8)), "long": Q(hours__gt=8)}

    topic = forms.ChoiceField(label=_("Topic"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=settings.LANGUAGES)
    hours = forms.ChoiceField(
        label=_("Length"),
        required=False,
        choices=[("short", _("up to 3 hours")), ("medium", _("4 to 8 hours")), ("long", _("more than 8 hours"))],
    )

    def __init__(self, data: Any, *, levels: Choices) -> None:
        super().__init__(data)
        self.fields["topic"].choices = topic_choices()  # type: ignore[attr-defined]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]

    def applied_to(self, courses: QuerySet[Any]) -> QuerySet[Any]:
        courses = courses.filter(containing(self.chosen("q")))
        if topic := self.chosen("topic"):
            courses = courses.filter(topics__key=topic)
        if level := self.chosen("level"):
            courses = courses.filter(level=level)
        if language := self.chosen("language"):
            in_language = courses.model.objects.live().filter(locale__language_code=language, alias_of=None)
            courses = courses.filter(translation_key__in=in_language.values("translation_key"))
        if hours := self.chosen("hours"):
            courses = courses.filter(self.HOURS[hours])
        return courses


class PracticeFilters(ListFilters):
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    axis = forms.ChoiceField(
        label=_("Strong in"),
        required=False,
        choices=[
            ("administrative_innovation", _("administrative innovation")),
            ("transparency_level", _("transparency")),
            ("online_services", _("online services")),
        ],
    )
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, data: Any, *, regions: Choices) -> None:
        super().__init__(data)
        self.fields["topic"].choices = topic_choices()  # type: ignore[attr-defined]
        self.fields["region"].choices = regions  # type: ignore[attr-defined]

    def applied_to(self, practices: QuerySet[Any]) -> QuerySet[Any]:
        practices = practices.filter(containing(self.chosen("q")))
        if topic := self.chosen("topic"):
            practices = practices.filter(topics__key=topic)
        if axis := self.chosen("axis"):
            practices = practices.filter(**{f"{axis}__gte": 2})
        if region := self.chosen("region"):
            practices = practices.filter(city__region__code=region)
        return practices
