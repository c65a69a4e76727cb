"""What the site adds to Wagtail's admin: the H5P chooser, topics, hints for editors, its own look."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.blocks.bank import BankChooserViewSet, bank_chooser
from cms.blocks.packages import H5PChooserViewSet, PackageChooserViewSet, h5p_chooser, package_chooser
from cms.desks.waiting import WaitingPanel
from cms.models import CoursePage, LessonPage, ModulePage, Topic
from cms.outlining.reading import CourseCannotBeFrozen, outline_of
from cms.rich_text import write_meaning
from cms.staleness import stale_original_of, stale_translations, stale_translations_of

TAUGHT = (CoursePage, ModulePage, LessonPage)
SHOWN = 10


@hooks.register("register_admin_viewset")
def choose_h5p() -> H5PChooserViewSet:
    return h5p_chooser


@hooks.register("register_admin_viewset")
def choose_from_the_bank() -> BankChooserViewSet:
    return bank_chooser


@hooks.register("register_admin_viewset")
def choose_package() -> PackageChooserViewSet:
    return package_chooser


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = gettext_lazy("Topics")
    list_display = ("name", "key")
    search_fields = ("name", "key")


register_snippet(TopicViewSet)
# After Wagtail's own features, whose rules this replaces.
hooks.register("register_rich_text_features", write_meaning, order=1)


@hooks.register("insert_global_admin_css")
def own_look() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))


@hooks.register("after_publish_page")
def say_why_nothing_was_frozen(request: HttpRequest, page: Page) -> None:
    if isinstance(page.specific, TAUGHT):
        for fault in faults_of_course_of(page):
            messages.warning(request, _("Learners still take the former revision. %(fault)s") % {"fault": fault})


def faults_of_course_of(page: Page) -> list[str]:
    """Why the course of this page cannot be frozen as it is published now."""
    course = page.get_ancestors(inclusive=True).type(CoursePage).first()
    try:
        outline_of(course.translation_key)
    except CourseCannotBeFrozen as refusal:
        return refusal.faults
    return []


# Before wagtail-localize, which answers in place of the editor where a translation is edited string by string.
@hooks.register("before_edit_page", order=-1)
def say_what_is_behind(request: HttpRequest, page: Page) -> None:
    if request.method != "GET":
        return
    if original := stale_original_of(page):
        values = {"title": original.title}
        messages.warning(request, _("This translation is behind its original, “%(title)s”.") % values)
    say_which_translations_are_behind(request, page)


@hooks.register("after_publish_page")
def say_which_translations_are_behind(request: HttpRequest, page: Page) -> None:
    for behind in stale_translations_of(page):
        values = {"language": behind.locale.get_display_name()}
        text = _("The translation into %(language)s is behind this page.") % values
        update = messages.button(reverse("wagtailadmin_pages:edit", args=[behind.pk]), _("Bring up to date"))
        messages.warning(request, text, buttons=[update])


class StaleTranslationsPanel(Component):
    """On the dashboard: translations to bring up to date."""

    order = 150

    def render_html(self, parent_context: dict[str, Any] | None = None) -> str:
        pages = list(stale_translations()[:SHOWN])
        return render_to_string("cms/panels/stale_translations.html", {"pages": pages}) if pages else ""


@hooks.register("construct_homepage_panels")
def panels_of_the_dashboard(request: HttpRequest, panels: list[Any]) -> None:
    panels += [WaitingPanel(request), StaleTranslationsPanel()]
