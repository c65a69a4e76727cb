"""A quiz with its learner, and what a test does and sees at its address."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from courses.assessment.models import QuizAttempt
from courses.enrolment.models import Enrolment
from courses.outline.structure import Activity
from lms.accounts.models import User
from tests.factories.learning import edition, enrolled
from tests.factories.outlines import every_kind, lesson, outline, published

EVERY_KIND = every_kind()
"""That is marked by the server."""


def with_quiz(activity: Activity, learner: User | None = None) -> Enrolment:
    course = published(outline("foundations", lesson("l1", activity), lesson("l2")))
    return enrolled(learner, run=edition(course))


def address(enrolment: Enrolment, key: str = "z1") -> str:
    return reverse("quiz", args=[enrolment.code, "foundations", key])


def started(browser: Client, enrolment: Enrolment) -> QuizAttempt:
    browser.post(address(enrolment), {"step": "start"})
    return QuizAttempt.objects.filter(enrolment=enrolment).latest("number")


def text_of(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
