"""`manage.py begin_site`: what a new installation needs before anybody can write on it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo.courses import load_courses
from cms.demo.packages import load_packages
from cms.demo.site import SiteHasBegun, begin_site


class Command(BaseCommand):
    help = "Lay the languages, home pages and lists of a new site, and give the roles their editing rights. Once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--courses", action="store_true", help="with the three courses of the demo")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            begin_site()
        except SiteHasBegun:
            raise CommandError("This site has home pages already; they are edited at /admin/.") from None
        if options["courses"]:
            load_courses(packages=load_packages())
        self.stdout.write(self.style.SUCCESS("The site is laid."))
