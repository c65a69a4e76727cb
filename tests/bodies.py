"""Comparing pages that must not tell two cases apart."""

import re


def neutral(page: bytes, *told: str) -> str:
    """The page without its CSRF tokens, which differ each time, and without what the asker typed."""
    text = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page.decode())
    for word in told:
        text = text.replace(word, "TOLD")
    return text
