"""Everybody's letters, in the folder to which the journey's mail goes."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

from lms.demo.mailbox import Letter, latest_letters

PATIENCE = 30
"""Seconds."""
MOST = 200


@dataclass(frozen=True)
class Mailbox:
    folder: Path

    def letter_to(self, address: str, *, with_link_to: str) -> Letter:
        """The newest letter to this address that links to such an address, as soon as it has arrived."""
        end = time.monotonic() + PATIENCE
        while True:
            for letter in latest_letters(folder=self.folder, most=MOST) if self.folder.exists() else []:
                if letter.to == address and with_link_to in letter.text:
                    return letter
            assert time.monotonic() < end, f"no letter to {address} about {with_link_to}"
            time.sleep(0.05)

    def link_to(self, address: str, part: str) -> str:
        """The link that holds `part` in the newest letter to this address that has one."""
        letter = self.letter_to(address, with_link_to=part)
        found = re.search(rf"https?://\S*{re.escape(part)}\S*", letter.text)
        assert found, letter.text
        return found.group()
