import re
from pathlib import Path

import pytest

from tests.lint.sources import ROOT, named, ours
from tests.lint.template_text import literal_texts

pytestmark = pytest.mark.lint

READ_BY_MACHINES = {"robots.txt"}
TEMPLATES = [
    path
    for path in ours(".html", ".txt", ".xml", ".svg")
    if "templates" in path.parts and path.name not in READ_BY_MACHINES
]
REFUSED_BY_THE_CONTENT_POLICY = re.compile(r"<script>|javascript:|\son[a-z]+=[\"']", re.IGNORECASE)


def test_every_visible_string_can_be_translated() -> None:
    found = {named(path): literal_texts(source, html=path.suffix != ".txt") for path, source in read_all()}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_no_template_needs_what_the_content_policy_refuses() -> None:
    found = {named(path): REFUSED_BY_THE_CONTENT_POLICY.findall(source) for path, source in read_all()}
    assert {path: texts for path, texts in found.items() if texts} == {}


def read_all() -> list[tuple[Path, str]]:
    return [(path, (ROOT / path).read_text()) for path in TEMPLATES]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Good morning</p>", ["Good morning"]),
        ('<p>{% translate "Good morning" %}</p>', []),
        ("<p>{% blocktranslate %}Dear {{ name }}{% endblocktranslate %}</p>", []),
        ("{% blocktranslate %}Dear{% endblocktranslate %} friend", ["friend"]),
        ("{# a note #}{% comment %}a note{% endcomment %}", []),
        ('<img src="x" alt="A bridge">', ["A bridge"]),
        ('<img src="x" alt="{{ picture.text }}">', []),
        ('<span translate="no">한국어 <b>English</b></span> after', ["after"]),
        ("<p>PDF, {{ size }} kB · 100 %</p>", []),
        ('<{{ tag }} class="name {{ kind }}">{{ text }}</{{ tag }}>', []),
        ("<style>p { color: red }</style>", []),
        ("{% if a %}<li>{% else %}<li class=x>{% endif %}Open</li>", ["Open"]),
    ],
)
def test_the_check_finds_what_it_looks_for(source: str, found: list[str]) -> None:
    assert literal_texts(source) == found


def test_the_check_reads_plain_text_line_by_line() -> None:
    text = '{% translate "Dear" %}\nSee you\n{{ site }}/join/{{ code }}/?next={{ path }}\n'
    assert literal_texts(text, html=False) == ["See you"]
