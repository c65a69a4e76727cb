"""`manage.py import_package FILE`: take a package in; print its kind and id, or why it is refused."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.packages.actions import import_package
from courses.packages.refusals import PackageRefused

REFUSED = 2


class Command(BaseCommand):
    help = "Import an .h5p package. Prints “h5p ID”, or one line of refusal with exit status 2 and nothing left behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with file.open("rb") as package:
                content = import_package(file=package, by=None, at=timezone.now())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except PackageRefused as refusal:
            self.stderr.write(str(refusal))
            sys.exit(REFUSED)
        self.stdout.write(f"h5p {content.pk}")
