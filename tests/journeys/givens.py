"""What is there before a story begins: the network, a published course, an edition that has started."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone
from wagtail.models import Collection, Page

from cms.demo.awards import load_signatories
from cms.demo.courses import load_courses
from cms.demo.reading import key_for
from cms.demo.site import lay_languages
from courses.outline.models import Course
from courses.programmes.actions.editions import open_edition, plan_edition, save_programme
from courses.programmes.models import Edition, TrainingProgramme
from lms.accounts.models import User
from lms.network.models import City
from tests.factories import cities, people, site

COURSE = Path(__file__).parent / "content" / "walk"
EDITION = "WALK1"


@dataclass(frozen=True)
class Cast:
    """Who and what the story is about."""

    city: City
    focal_point: User
    secretary: User
    approver: User
    edition: str = EDITION


def the_network(*, language: str = "en", **of_the_city: Any) -> Cast:
    """A member city whose focal point speaks `language`, the officers, and an edition that began yesterday."""
    _roots()
    site.site()
    load_courses(packages={}, folders=[COURSE])
    load_signatories()
    home = cities.city(**of_the_city)
    cities.member(home)
    cast = Cast(
        city=home, focal_point=cities.focal_point(home, language=language), secretary=people.secretary(),
        approver=people.approver(email="lucia.ferrer@network.example"),
    )  # fmt: skip
    _edition(by=cast.secretary, at=timezone.now())
    return cast


def questions_of(lesson: str, language: str = "en") -> dict[str, dict[str, Any]]:
    """The questions of a lesson's quiz by their text, as the course's file has them."""
    course = yaml.safe_load((COURSE / f"{language}.yaml").read_text("utf-8"))
    lessons = [row for module in course["modules"] for row in module["lessons"] if row["key"] == lesson]
    quiz = next(block["quiz"] for block in lessons[0]["body"] if "quiz" in block)
    return {question["text"]: question for question in quiz["questions"]}


def _roots() -> None:
    """What Wagtail's migrations lay once; a test that empties the database takes it away."""
    lay_languages()
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")


def _edition(*, by: User, at: datetime) -> Edition:
    programme = save_programme(
        programme=TrainingProgramme(code="WALK", title="Digital Services", titles={"ar": "الخدمات الرقمية"}),
        by=by,
        at=at,
    )
    days = {"reply_by": 14, "nominate_by": 21, "starts_on": -1, "ends_on": 60}
    dates = {name: at.date() + timedelta(days=number) for name, number in days.items()}
    edition = plan_edition(
        edition=Edition(programme=programme, code=EDITION, seats=10, seats_per_city=2, **dates),
        courses=[Course.objects.get(key=key_for("walk"))], by=by, at=at,
    )  # fmt: skip
    return open_edition(edition=edition, by=by, at=at)
