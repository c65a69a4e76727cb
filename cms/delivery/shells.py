"""Finding the shell for an address: from the cache, or rendered now from the live page."""

from wagtail.models import Page, Site

from cms.delivery import generation
from cms.delivery.rendering import shell_of
from cms.delivery.slots import Shell

CATALOGUE = "courses"


def shell_at(language: str, *slugs: str) -> Shell | None:
    """The shell of the live course (one slug) or lesson (course, module and lesson) in this language."""
    return generation.remembered(f"shell:{language}:{'/'.join(slugs)}", lambda: _render(language, slugs))


def _render(language: str, slugs: tuple[str, ...]) -> Shell | None:
    page = _live_page(language, slugs)
    if page is None:
        return None
    if page.alias_of_id:
        return Shell(pieces=(), facts={"elsewhere": page.alias_of.url})
    return shell_of(page.specific)


def _live_page(language: str, slugs: tuple[str, ...]) -> Page | None:
    """By path below the catalogue in the tree of this language, whatever the language's home page is called."""
    root = Site.objects.get(is_default_site=True).root_page
    homes = root.get_translations(inclusive=True).filter(locale__language_code=language)
    paths = [f"{home}{CATALOGUE}/{'/'.join(slugs)}/" for home in homes.values_list("url_path", flat=True)]
    return Page.objects.live().filter(url_path__in=paths).select_related("locale", "alias_of", "content_type").first()
