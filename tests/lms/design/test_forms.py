import re

import pytest
from django import forms

from lms.design.gallery.specimens import gallery_form
from lms.design.gallery.texts import ENGLISH


@pytest.fixture
def html() -> str:
    return str(gallery_form(ENGLISH))


def test_every_error_is_named_at_the_top_and_leads_to_its_field(html: str) -> None:
    summary = html.split("</ul>", 1)[0]
    assert re.findall(r'href="#([\w]+)"', summary) == ["gallery_email", "gallery_released"]
    assert all(f'id="{anchor}"' in html for anchor in ("gallery_email", "gallery_released"))


def test_a_field_is_described_by_its_hint_and_error(html: str) -> None:
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        assert all(f'id="{part}"' in html for part in described.split())
    assert 'aria-describedby="gallery_email_error"' in html
    assert 'aria-invalid="true"' in html


def test_every_input_has_a_label_or_stands_in_a_named_group(html: str) -> None:
    inputs = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', html)
    labels = set(re.findall(r'<label for="([^"]+)"', html))
    assert set(inputs) <= labels
    assert re.search(r"<legend>How do you take part\?\s*</legend>", html)


def test_what_may_be_left_empty_says_so(html: str) -> None:
    assert html.count("(optional)") == 3


def test_a_form_without_errors_has_no_summary() -> None:
    class Plain(forms.Form):
        name = forms.CharField()

    assert "summary" not in str(Plain())


def test_hidden_fields_are_sent_and_not_shown() -> None:
    class WithKey(forms.Form):
        key = forms.CharField(widget=forms.HiddenInput, initial="k1")

    assert str(WithKey()).strip() == '<input type="hidden" name="key" value="k1" id="id_key">'


def test_an_error_of_a_hidden_field_is_shown() -> None:
    class WithKey(forms.Form):
        key = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "The key is missing."})

    assert "The key is missing." in str(WithKey({}))
