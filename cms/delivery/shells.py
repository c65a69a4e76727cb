"""Finding the shell for an address: from the cache, or rendered now from the live page."""

from collections.abc import Iterator

from wagtail.models import Page, Site

from cms.delivery import generation
from cms.delivery.rendering import shell_of
from cms.delivery.slots import Shell

CATALOGUE = "courses"


def shell_at(language: str, *slugs: str, again: bool = False) -> Shell | None:
    """The shell of the live course (one slug) or lesson (course, module and lesson) in this language.

    Rendered `again` it takes the place of the one that is held, which answers until then.
    """
    key = f"shell:{language}:{'/'.join(slugs)}"
    return generation.remembered(key, lambda: _render(language, slugs), course=slugs[0], again=again)


def slugs_in(course: Page) -> Iterator[list[str]]:
    """What `shell_at` asks for the course's own page and for each of its live lessons."""
    pages = course.get_descendants(inclusive=True).live().exclude(depth=course.depth + 1).order_by("path")
    start = len(course.url_path) - len(f"{course.slug}/")
    for path in pages.values_list("url_path", flat=True):
        yield path[start:].strip("/").split("/")


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
