"""The demo's story with its own course, a lesson that holds every kind of block, and quizzes at every stage."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from cms.demo.courses import load_courses
from cms.demo.packages import load_packages
from cms.demo.practices import load_practices
from cms.demo.reading import CONTENT, key_for
from cms.demo.site import load_site
from cms.models import LessonPage
from courses.assessment.actions import start_attempt, submit_attempt
from courses.assignments.actions.drafts import begin_draft, save_draft, submit
from courses.assignments.actions.marking import mark
from courses.assignments.actions.uploads import add_file, begin_upload
from courses.assignments.models import PeerReview
from courses.enrolment.models import EnrolledCourse
from courses.outline.structure import Activity, Lesson, Review, When
from tests.factories import learning, outlines, people, story
from tests.factories.bank import banked
from tests.factories.exercises import everything, kept

COURSE = "inclusion"
EVERYTHING = "m1-l1"
"""The lesson that holds every kind of block but the quiz."""
KINDS, ASKED = "kinds", "salma@city.example"
"""A course with a quiz of every kind of question, and who takes it."""
WITH_PASSKEY = "official.hanoi@polidari.example"
FOUND = "<p>A page says <strong>what</strong> it is for. <a href='https://example.org/'>More</a>.</p>"


def lay() -> None:
    story.lay(content=_content)
    enrolled, activities = enrolled_course(), quizzes()
    start_attempt(enrolled=enrolled, activity_key=activities[1].key, by=enrolled.enrolment.person, at=timezone.now())
    _ask_every_kind()
    _hand_in(enrolled)
    _keep_second_factors()


def lay_without_pages() -> None:
    """For the desks, which show rows and no courses."""
    story.lay(content=_outlines)
    banked(topics=("Access",), competencies=("Explain",))
    banked(outlines.matching("q7"))


def _ask_every_kind() -> None:
    """A learner of another course has an attempt open, and one marked, that ask every kind of question."""
    questions = (*outlines.every_kind(), outlines.essay("q9"))
    asked = outlines.quiz("z1", *questions, minutes=90, shuffle=False, review=Review(answers=When.AFTER_EACH))
    course = outlines.published(outlines.outline(KINDS, outlines.lesson("l1", asked)))
    at = timezone.now()
    days = {"starts_on": at.date() - timedelta(9), "ends_on": at.date() + timedelta(9)}
    learner = learning.person("Salma", email=ASKED)
    enrolled = learning.course_of(learning.enrolled(learner, learning.edition(course, code="K", **days), at=at))
    attempt = {"enrolled": enrolled, "by": enrolled.enrolment.person}
    for answered in (True, False):
        begun = start_attempt(activity_key="z1", at=at, **attempt)
        if answered:
            submit_attempt(attempt=begun, answers=_WRONG, at=at, **attempt)


_WRONG = {
    "q1": "q1c2", "q2": ["q2c1", "q2c3"], "q3": False, "q4": "nothing", "q5": {"q5c1": 1, "q5c2": 3}, "q6": "1",
    "q7": {"q7p1": "q7p1", "q7p2": "q7o"}, "q8": {"1": "city", "2": "door"}, "q9": "I would ask who does not come.",
}  # fmt: skip


def _hand_in(enrolled: EnrolledCourse) -> None:
    """The first submission is marked and did not pass, the next one is a draft; a peer's waits for a review."""
    at, assignment = timezone.now(), activities("assignment")[0][1]
    weakest = {one.key: one.levels[-1].key for one in assignment.assignment.criteria}
    other = EnrolledCourse.objects.filter(course=enrolled.course, enrolment__state="active").exclude(pk=enrolled.pk)
    for course in (enrolled, other.earliest("pk")):
        whoever = {"enrolled": course, "by": course.enrolment.person, "at": at}
        draft = begin_draft(activity_key=assignment.key, **whoever)
        save_draft(submission=draft, text="Our city asks first.", **whoever)
        add_file(submission=draft, name="plan.txt", size=4, chunks=[b"plan"], **whoever)
        submitted = submit(submission=draft, **whoever)
        if course == enrolled:
            mark(submission=submitted, levels=weakest, comment="Say who.", by=people.instructor(), at=at)
            again = begin_draft(activity_key=assignment.key, **whoever)
            add_file(submission=again, name="better.txt", size=4, chunks=[b"plan"], **whoever)
            begin_upload(submission=again, name="half.txt", total=6, **whoever)
        else:
            PeerReview.objects.create(submission=submitted, reviewer=enrolled.enrolment, assigned_at=at)


def enrolled_course() -> EnrolledCourse:
    """Of the official who is half through the course."""
    return EnrolledCourse.objects.get(enrolment__person__email=story.LEARNER, course__slug=COURSE)


def activities(kind: str) -> list[tuple[Lesson, Activity]]:
    lessons = enrolled_course().revision.outline.lessons
    return [(lesson, held) for lesson in lessons for held in lesson.activities if held.kind == kind]


def quizzes() -> list[Activity]:
    """The first was answered when the story was laid, the second is open, the others wait."""
    return [held for _lesson, held in activities("quiz")]


def _keep_second_factors() -> None:
    """One has an authenticator app with recovery codes, another a passkey, which only lists show here."""
    guarded = story.somebody(story.INSTRUCTOR)
    TOTP.activate(guarded, generate_totp_secret())
    RecoveryCodes.activate(guarded)
    passkey = {"name": "Telephone", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    Authenticator.objects.create(user=story.somebody(WITH_PASSKEY), type=Authenticator.Type.WEBAUTHN, data=passkey)


def _outlines() -> None:
    outlines.published(outlines.outline("foundations"))
    outlines.published(outlines.outline(COURSE))


def _content() -> None:
    load_site()
    load_practices()
    outlines.published(outlines.outline("foundations"))
    packages, all_kinds = load_packages(), kept("H5P.Column 1.16", everything()).pk
    load_courses(packages=packages, folders=[CONTENT / COURSE])
    for language in ("en", "ar"):
        lesson = LessonPage.objects.get(translation_key=key_for(COURSE, EVERYTHING), locale__language_code=language)
        lesson.body.extend(_blocks(packages["service-scale"]))
        lesson.body.append(_block("h5p", {"title": "All kinds", "content": all_kinds}))
        lesson.save_revision(clean=False).publish()


def _blocks(package: int) -> list[tuple[str, Any]]:
    film, sound, words, paper = (_file(f"file.{kind}") for kind in ("webm", "ogg", "vtt", "pdf"))
    recorded = {"title": "A morning at the desk", "transcript": FOUND}
    captions = [{"language": "en", "file": words.pk}]
    raw = {
        "video": recorded | {"file": film.pk, "captions": captions, "sound": sound.pk},
        "audio": recorded | {"file": sound.pk},
        "document": {"document": paper.pk, "title": ""},
        "heading": {"text": "Everything else"},
        "quotation": {"quote": "Little is much.", "source": "Nobody"},
        "case_study": {"title": "A desk", "place": "Tallinn", "text": FOUND},
        "callout": {"kind": "warning", "title": "", "text": FOUND},
        "table": {
            "data": [["What", "How many"], ["Desks", "1"]], "table_caption": "Two rows",
            "table_header_choice": "both", "first_row_is_table_header": True, "first_col_is_header": True,
        },
        "reflection": {"prompt": "What is little at your desk?"},
        "h5p": {"title": "Place five services", "content": package},
        "assignment": {
            "title": "Plan a first step", "instructions": "Describe one service.\n\nSay who comes and who does not.",
            "pass_mark": 60, "days": 30, "written": True, "files": 2, "extensions": ["pdf", "txt"], "megabytes": 8,
            "anonymous": True, "peers": 1, "resubmissions": 1, "criteria": [
                {"text": "Says who", "levels": [{"text": "By name", "points": 2}, {"text": "Not at all", "points": 0}]},
                {"text": "Says when", "levels": [{"text": "A day", "points": 1}, {"text": "Never", "points": 0}]},
            ],
        },
        "sources": {"items": ["Nobody, https://example.org/little"]},
    }  # fmt: skip
    return [_block(kind, value) for kind, value in raw.items()]


def _block(kind: str, value: dict[str, Any]) -> tuple[str, Any]:
    return kind, LessonPage.body.field.stream_block.child_blocks[kind].to_python(value)


def _file(name: str) -> Any:
    return get_document_model().objects.create(title=name, file=ContentFile(b"\0" * 2000, name=name))
