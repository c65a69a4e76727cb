"""The demo's library of practices."""

from pathlib import Path
from typing import Any

from django.db import transaction

from cms.demo.pages import lay_page
from cms.demo.pictures import picture
from cms.demo.reading import CONTENT, key_for, texts_in
from cms.demo.topics import lay_topics
from cms.models import PracticeIndexPage, PracticePage, Topic
from cms.pages.practices import PARTS
from lms.network.models import City


def load_practices(*, folder: Path = CONTENT / "practices") -> None:
    """Create or update the practices in every language that they are written in. Wants load_site() and the cities."""
    topics = lay_topics()
    with transaction.atomic():
        for language, practices in texts_in(folder).items():
            library = PracticeIndexPage.objects.get(locale__language_code=language)
            for practice in practices:
                _lay(library, language, practice, topics, folder / "media")


def _lay(library: Any, language: str, practice: dict[str, Any], topics: dict[str, Topic], media: Path) -> None:
    axes = practice["axes"]
    lay_page(
        PracticePage, parent=library, key=key_for("practices", practice["key"]), language=language,
        slug=practice["key"], title=practice["title"], summary=practice["summary"],
        city=City.objects.get(name=practice["city"]), year=practice["year"], award=practice.get("award") or "",
        administrative_innovation=axes["administrative_innovation"], transparency_level=axes["transparency"],
        online_services=axes["online_services"], more=_sources(practice),
        topics=[topics[key] for key in practice["topics"]],
        **{part: practice.get(part) or "" for part in PARTS}, **_picture(practice, media),
    )  # fmt: skip


def _picture(practice: dict[str, Any], media: Path) -> dict[str, Any]:
    shown = practice.get("image")
    return {"image": picture(media / shown["file"]), "image_alt": shown["alt"]} if shown else {}


def _sources(practice: dict[str, Any]) -> list[dict[str, Any]]:
    place = ("practices", practice["key"], "sources")
    items = [
        {"type": "item", "id": str(key_for(*place, number)), "value": text}
        for number, text in enumerate(practice.get("sources", []))
    ]
    return [{"type": "sources", "id": str(key_for(*place)), "value": {"items": items}}] if items else []
