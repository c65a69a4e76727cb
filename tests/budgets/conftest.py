"""The demo's own courses, an official who takes them, and the site on the wire, its static files as in production."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, TestCase, override_settings
from django.utils import timezone

from cms.delivery import generation
from cms.demo.courses import load_courses
from cms.demo.learning import learn
from cms.demo.packages import SLUGS
from cms.demo.reading import CONTENT
from cms.demo.site import load_site
from courses.assessment.actions import start_attempt
from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from courses.outline.structure import Outline
from lms.design import stylesheet
from tests.budgets.wire import Answer, get
from tests.cms.conftest import rolled_back
from tests.factories import learning, packages
from tests.served import served

COURSE = "inclusion"
TRANSLATED = {"en": [COURSE, "foundations"], "ko": [COURSE, "foundations"], "ar": [COURSE]}
"""The courses with the longest lessons of each language."""
WHITENOISE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
OTHERS_FILES = ["wagtail*", "h5p", "admin", "django_extensions", "table_block"]


@dataclass(frozen=True)
class Official:
    """An official with a browser that has been signed in by the form's own cookies."""

    site: str
    enrolment: Enrolment
    cookies: dict[str, str]

    @property
    def outline(self) -> Outline:
        return self.enrolment.courses.get().revision.outline

    def cold(self, path: str, language: str = "en") -> Answer:
        """The browser holds nothing but its session."""
        return get(self.site, path, cookies=self.cookies | {"l": language})

    def warm(self, path: str, language: str = "en", **headers: str) -> Answer:
        """The browser holds the stylesheet and what the site's cookies said before."""
        known = {"l": language, stylesheet.COOKIE: stylesheet.version()}
        return get(self.site, path, cookies=self.cookies | known, **headers)


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[str]:
    """The address of a site that holds the demo's frame and its longest courses in English, Korean and Arabic."""
    static: Path = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": WHITENOISE}}
    with django_db_blocker.unblock(), override_settings(STORAGES=storages, STATIC_ROOT=static), rolled_back():
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=OTHERS_FILES)
        generation.release.cache_clear()
        with TestCase.captureOnCommitCallbacks(execute=True):
            load_site()
            folders = [CONTENT / course for course in TRANSLATED["en"]]
            load_courses(packages=dict.fromkeys(SLUGS, packages.content().pk), folders=folders)
        with served() as address:
            yield address
    generation.release.cache_clear()


@pytest.fixture(scope="module")
def official(site: str) -> Official:
    """Half through the course, with a quiz that has been answered and one that is open."""
    now = timezone.now()
    days = {"starts_on": now.date() - timedelta(30), "ends_on": now.date() + timedelta(60)}
    run, *others = [
        learning.edition(Course.objects.get(slug=course), code=course, **days) for course in TRANSLATED["en"]
    ]
    enrolment = learning.enrolled(run=run, at=now - timedelta(20))
    for other in others:
        learning.enrolled(enrolment.person, run=other, at=now - timedelta(20))
    learn(enrolment=enrolment, lessons=5, at=now - timedelta(19))
    enrolled = enrolment.courses.get()
    for lesson in list(enrolled.revision.outline.lessons)[5:]:
        for activity in lesson.activities:
            if activity.quiz:
                start_attempt(enrolled=enrolled, activity_key=activity.key, by=enrolment.person, at=now)
    browser = Client()
    browser.force_login(enrolment.person)
    cookies = {settings.SESSION_COOKIE_NAME: browser.cookies[settings.SESSION_COOKIE_NAME].value}
    token = get(site, "/my/", cookies=cookies).cookies[settings.CSRF_COOKIE_NAME]
    return Official(site, enrolment, cookies | {settings.CSRF_COOKIE_NAME: token})
