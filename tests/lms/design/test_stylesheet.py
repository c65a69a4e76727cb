import base64
import hashlib
import re

import brotli
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lms.design import stylesheet
from lms.design.delivery.compression import QUALITY, WINDOW
from lms.design.policy import content_security_policy


def weight(text: str) -> int:
    """Bytes on the wire as a page sends them, at the quality of live compression."""
    return len(brotli.compress(text.encode(), quality=QUALITY, lgwin=WINDOW))


def test_the_core_that_a_text_lesson_carries_is_light() -> None:
    assert weight(stylesheet.inlined(core_only=True)) <= 4_100


def test_the_whole_sheet_is_light() -> None:
    assert weight(stylesheet.inlined()) <= 6_200
    assert len(stylesheet.compressed()) <= 6_000


def test_the_policy_allows_exactly_the_styles_that_are_inlined() -> None:
    inlined = re.findall(r"<style>(.*?)</style>", stylesheet.inlined(), re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inlined]
    allowed = content_security_policy()["DIRECTIVES"]["style-src"]
    assert allowed == ["'self'", *(f"'sha256-{digest}'" for digest in hashes)]
    assert content_security_policy() == settings.CONTENT_SECURITY_POLICY


def test_no_policy_of_pages_allows_inline_code() -> None:
    sources = [source for values in content_security_policy()["DIRECTIVES"].values() for source in values]
    assert not [source for source in sources if "unsafe" in source or "*" in source]


def test_minifying_keeps_what_selectors_and_calculations_need() -> None:
    css = ".a > .b :is(c, d) { width: calc(1px + 2px); /* why */ }\n.e { color : red; }"
    assert stylesheet.minified(css) == ".a > .b :is(c,d){width: calc(1px + 2px)}.e{color : red}"


@pytest.mark.parametrize(("theme", "media"), [("dark", "@media all"), ("light", "@media not all")])
def test_a_forced_theme_no_longer_asks_the_system(theme: str, media: str) -> None:
    forced = stylesheet.forced(theme)
    assert media in forced
    assert "prefers-color-scheme" not in forced


def test_the_file_is_kept_for_a_year_under_its_own_name(client: Client) -> None:
    answer = client.get(reverse("stylesheet", args=[stylesheet.version()]), headers={"Accept-Encoding": "br"})
    assert answer["Cache-Control"] == "public,max-age=31536000,immutable"
    assert answer["Content-Encoding"] == "br"
    assert brotli.decompress(answer.content).decode() == stylesheet.everything()


def test_a_page_of_an_earlier_release_still_gets_a_stylesheet(client: Client) -> None:
    answer = client.get(reverse("stylesheet", args=["0ldf1le0"]))
    assert answer.content.decode() == stylesheet.everything()
    assert answer["Cache-Control"] == "no-cache"
