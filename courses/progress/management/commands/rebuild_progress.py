"""Recompute all progress from the records, or say where it differs from them."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.progress.models import UnfoldedEnrolment
from courses.progress.rebuilding import batches, drifted, drifted_cities, rebuild


class Command(BaseCommand):
    help = "Recompute all progress from the learning records."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; list what differs and exit with status 1 if any does"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if check:
            self._check()
        else:
            self._rebuild()

    def _rebuild(self) -> None:
        count = 0
        for keys in batches():
            rebuild(keys=keys, at=timezone.now())
            count += len(keys)
        self.stdout.write(f"{count} enrolments rebuilt.")

    def _check(self) -> None:
        lines = [line for keys in batches() for line in drifted(keys)]
        lines += drifted_cities()
        for line in lines:
            self.stdout.write(line)
        self.stdout.write(f"{len(lines)} differ, {UnfoldedEnrolment.objects.count()} wait to be folded.")
        if lines:
            sys.exit(1)
