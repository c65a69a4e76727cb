"""Interactive content of a translated page, put into its language when the page is published."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.blocks.exercise_texts import translated_in
from courses.packages.actions import translate_content


def speak_exercises(page: Page, *, by: Any) -> None:
    """Give the contents of the page's exercises the texts that its translators wrote."""
    for value in _exercises(page):
        texts = translated_in(value["texts"])
        if value["content"] is not None and texts:
            translate_content(
                content=value["content"], language=page.locale.language_code, texts=texts, by=by, at=timezone.now()
            )


def _exercises(page: Page) -> Iterator[Any]:
    body = getattr(page, "body", None) or []
    return (block.value for block in body if block.block_type == "h5p")
