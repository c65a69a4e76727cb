"""`manage.py import_package FILE`: take a package in; print its kind and id, or why it is refused."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.packages.actions import bring_package
from lms.refusals import Refusal

REFUSED = 2


class Command(BaseCommand):
    help = (
        "Import a package. Prints kind and id (“h5p 12”), or a line of refusal with exit status 2 and leaves nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--approve", action="store_true", help="let players load the libraries that it brings")

    def handle(self, *args: Any, file: Path, approve: bool, **options: Any) -> None:
        try:
            with file.open("rb") as package:
                content = bring_package(file=package, by=None, at=timezone.now(), approve=approve)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except Refusal as refusal:
            self.stderr.write(str(refusal))
            sys.exit(REFUSED)
        self.stdout.write(f"{content.kind} {content.pk}" if content else "libraries")
