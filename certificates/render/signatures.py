"""A signature is SVG path data and nothing else: it goes into the artwork unescaped."""

import re

LONGEST = 8_000
_PATH_DATA = re.compile(r"[MmZzLlHhVvCcSsQqTtAa0-9eE.,+\- \n]*")


def is_path_data(text: str) -> bool:
    return len(text) <= LONGEST and _PATH_DATA.fullmatch(text) is not None
