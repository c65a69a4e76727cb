"""The mails of the demo, read from the folder into which Django's file backend writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

BETWEEN_MAILS = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str
    at: datetime | None


def latest_letters(*, folder: Path, most: int) -> list[Letter]:
    """The newest mails first. The names of the backend's files tell only the second at which they were opened."""
    letters: list[Letter] = []
    for file in sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True):
        letters.extend(reversed(list(_letters_in(file))))
        if len(letters) >= most:
            break
    return letters[:most]


def _letters_in(file: Path) -> Iterator[Letter]:
    for part in file.read_bytes().split(BETWEEN_MAILS):
        if part.strip():
            yield _letter(message_from_bytes(part, policy=policy.default))


def _letter(message: EmailMessage) -> Letter:
    body = message.get_body(("plain",))
    date = message["Date"]
    return Letter(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=str(body.get_content()) if body else "",
        at=parsedate_to_datetime(str(date)) if date else None,
    )
