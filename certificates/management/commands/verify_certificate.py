"""verify_certificate FILE.pdf: prints what the register says of a file; exit status 0 only for a valid one."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates.forms import LARGEST
from certificates.queries.verification import Answer, verify_file


class Command(BaseCommand):
    help = "Prints valid, altered, revoked, superseded or unknown. The exit status is 0 only for valid."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.pdf")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            with file.open("rb") as opened:
                pdf = opened.read(LARGEST + 1)  # a larger one is no certificate, however large
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        answer = verify_file(pdf=pdf).answer
        self.stdout.write(str(answer))
        if answer != Answer.VALID:
            sys.exit(1)
