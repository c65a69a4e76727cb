"""The demo's site: languages, home pages, lists, standard pages and news, and who may edit them."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from cms.demo.pages import lay_page
from cms.demo.reading import CONTENT, SOURCE_LANGUAGE, key_for, texts_in
from cms.editing import give_editing_rights
from cms.models import CatalogueIndexPage, HomePage, NewsIndexPage, NewsPage, PracticeIndexPage, StandardPage

LISTS = {
    "courses": (CatalogueIndexPage, {
        "en": ("Courses", "Short lessons, light enough for a telephone, in several languages."),
        "ko": ("강좌", "휴대전화로도 가볍게 볼 수 있는 짧은 수업을 여러 언어로 제공합니다."),
        "ar": ("المقررات", "دروس قصيرة خفيفة تناسب الهاتف، بعدة لغات."),
    }),
    "practices": (PracticeIndexPage, {
        "en": ("Practices", "What cities did, why, and what came of it."),
        "ko": ("우수 사례", "도시들이 무엇을 왜 했고 어떤 결과를 얻었는지 소개합니다."),
        "ar": ("الممارسات", "ما الذي فعلته المدن، ولماذا، وما نتيجته."),
    }),
    "news": (NewsIndexPage, {
        "en": ("News", "What happens in the network."),
        "ko": ("소식", "네트워크의 소식을 전합니다."),
        "ar": ("الأخبار", "ما يجري في الشبكة."),
    }),
}  # fmt: skip
STANDARD = {"about": "menu", "training": "menu", "accessibility": "footer", "privacy": "footer"}


class SiteHasBegun(Exception):
    """There are home pages; whatever stands on them is the editors'."""


@transaction.atomic
def load_site(*, folder: Path = CONTENT / "site") -> None:
    """Create or update the site's frame in every language. The first thing that the demo loads."""
    lay_languages()
    for language, texts in texts_in(folder).items():
        home = _lay_home(language, texts["home"])
        _lay_lists(home, language)
        _lay_standard_pages(home, language, texts)
        _lay_news(language, texts["news"])
    give_editing_rights()


@transaction.atomic
def begin_site(*, folder: Path = CONTENT / "site") -> None:
    """The frame of a site in earnest: languages, empty home pages and lists in each, and who may edit them."""
    if HomePage.objects.exists():
        raise SiteHasBegun
    lay_languages()
    for language, texts in texts_in(folder).items():
        lead = texts["home"]["lead"]
        home = _lay_home(
            language, {"title": settings.NETWORK_NAME, "lead": lead, "who_we_are": "", "lines_of_action": []}
        )
        _lay_lists(home, language)
    give_editing_rights()


def lay_languages() -> None:
    """Every interface language is a language of the site; new pages appear in all trees as placeholders."""
    for code, _name in settings.LANGUAGES:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        if code != SOURCE_LANGUAGE:
            source = Locale.objects.get(language_code=SOURCE_LANGUAGE)
            LocaleSynchronization.objects.get_or_create(locale=locale, defaults={"sync_from": source})


def _lay_home(language: str, text: dict[str, Any]) -> HomePage:
    root = Page.objects.get(depth=1)
    home: HomePage = lay_page(
        HomePage, parent=root, key=key_for("home"), language=language, slug=f"home-{language}", title=text["title"],
        lead=text["lead"], who_we_are=text["who_we_are"], lines_of_action=_lines(text["lines_of_action"]),
    )  # fmt: skip
    if language == SOURCE_LANGUAGE:
        _serve(home)
    return home


def _serve(home: HomePage) -> None:
    """Make this the site's root, in place of the page that Wagtail's first migration leaves."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    values = {"root_page": home, "hostname": address.hostname, "port": port, "site_name": settings.NETWORK_NAME}
    Site.objects.update_or_create(is_default_site=True, defaults=values)
    for welcome in Page.objects.filter(depth=2, content_type__model="page"):
        welcome.delete()


def _lines(lines: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [
        {"type": "line", "id": str(key_for("home", "line", number)), "value": line} for number, line in enumerate(lines)
    ]


def _lay_lists(home: HomePage, language: str) -> None:
    for slug, (model, names) in LISTS.items():
        title, summary = names[language]
        lay_page(
            model, parent=home, key=key_for(slug), language=language, slug=slug, title=title, summary=summary,
            show_in_menus=True,
        )  # fmt: skip


def _lay_standard_pages(home: HomePage, language: str, texts: dict[str, Any]) -> None:
    for slug, place in STANDARD.items():
        lay_page(
            StandardPage, parent=home, key=key_for(slug), language=language, slug=slug, title=texts[slug]["title"],
            body=_body(slug, texts[slug]["body"]), show_in_menus=place == "menu", in_footer=place == "footer",
        )  # fmt: skip


def _lay_news(language: str, news: list[dict[str, Any]]) -> None:
    parent = NewsIndexPage.objects.get(locale__language_code=language)
    for item in news:
        lay_page(
            NewsPage, parent=parent, key=key_for("news", item["key"]), language=language, slug=item["key"],
            title=item["title"], date=item["date"], summary=item["summary"], body=_body(item["key"], item["body"]),
        )  # fmt: skip


def _body(place: str, html: str) -> list[dict[str, Any]]:
    """Texts, and between them the headings as blocks of their own, as editors lay them."""
    texts = re.split(r"<h2>(.*?)</h2>", html)
    blocks = [("heading", {"text": part}) if number % 2 else ("text", part) for number, part in enumerate(texts)]
    return [
        {"type": kind, "id": str(key_for(place, kind, number)), "value": value}
        for number, (kind, value) in enumerate(blocks)
    ]
