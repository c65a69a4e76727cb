"""A table that says what it shows, and can be translated cell by cell."""

import copy
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail_localize.segments import StringSegmentValue

CAPTION = "caption"


class TableBlock(WagtailTableBlock):
    """Wagtail's table. The caption is required; wagtail-localize sees each cell as a string of its own."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned.get("table_caption"):
            raise ValidationError(_("Say in the caption what the table shows."))
        return cleaned

    def get_translatable_segments(self, value: dict[str, Any]) -> list[StringSegmentValue]:
        texts = [(CAPTION, value.get("table_caption") or "")]
        texts += [(f"{row}.{column}", cell) for row, column, cell in _cells(value)]
        return [StringSegmentValue(path, text) for path, text in texts if text]

    def restore_translated_segments(self, value: dict[str, Any], segments: list[StringSegmentValue]) -> dict[str, Any]:
        translated = copy.deepcopy(value)
        for segment in segments:
            text = segment.render_text()
            if segment.path == CAPTION:
                translated["table_caption"] = text
            else:
                row, column = segment.path.split(".")
                translated["data"][int(row)][int(column)] = text
        return translated

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        rows = [[cell or "" for cell in row] for row in (value or {}).get("data", [])]
        caption = (value or {}).get("table_caption", "")
        return context | {"caption": caption, "header": rows[0] if rows else [], "rows": rows[1:]}

    def render(self, value: Any, context: dict[str, Any] | None = None) -> str:
        # Wagtail's own builds another context than the one that get_context() prepares.
        return str(Block.render(self, value, context))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "cms/blocks/table.html"


def _cells(value: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    for row, cells in enumerate(value.get("data", [])):
        for column, cell in enumerate(cells):
            yield row, column, cell or ""
