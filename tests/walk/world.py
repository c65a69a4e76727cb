"""One laid world: who walks, and what stands for the blanks of each address."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from certificates.models import Certificate, CertificateBatch, Signatory
from cms.authoring.actions import begin_change
from cms.authoring.models import Draft
from cms.demo.editions import APPROVER, FINISHED, OPEN, SECRETARY
from cms.models import Topic
from courses.assessment.actions import start_attempt, submit_attempt
from courses.assessment.models import BankQuestion, QuizAttempt
from courses.assignments.actions.drafts import begin_draft, submit
from courses.assignments.actions.uploads import add_file, begin_upload
from courses.assignments.models import PeerReview, Submission
from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from courses.outline.structure import Activity, ActivityKind
from courses.packages.actions import import_package
from courses.packages.addresses import signature
from courses.packages.models import Arrival, Content, Library
from courses.packages.players.sets import core_key
from courses.packages.queries import releases_of
from courses.programmes.models import Edition, Invitation, Nomination
from courses.records.models import Attempt
from lms.accounts.actions import invite_to_sign_up, set_active
from lms.accounts.roles import Role
from lms.audit.models import AuditEntry
from lms.jobs.models import Job
from lms.network.models import City, FocalPoint, GovernanceRole, Membership, Partner, Position, Region, RegionalOffice
from tests.factories import learning, outlines, packages, people, story
from tests.factories import site as pages
from tests.factories.bank import banked
from tests.factories.courseware import cmi5, structure
from tests.walk.addresses import Address

DEACTIVATED, REGIONAL_OFFICER = "official.chengdu@polidari.example", "office.africa@polidari.example"
ROLES = {
    "anonymous": "",
    "official": story.OFFICIAL,
    "official of another city": story.OFFICIAL_ELSEWHERE,
    "focal point": story.FOCAL_POINT,
    "focal point of another city": story.FOCAL_POINT_ELSEWHERE,
    "instructor": story.INSTRUCTOR,
    "secretariat": SECRETARY,
    "approver": APPROVER,
    "regional office of another region": REGIONAL_OFFICER,
    "deactivated": DEACTIVATED,
}
"""Who walks, and by which account. What the addresses name belongs to the official, and to the city of Hebron."""

OUR_DESKS = (
    "admin/login/", "admin/account/", "admin/certificates/", "admin/packages/", "admin/training/", "admin/signatory/",
    "admin/city/", "admin/membership/", "admin/focalpoint/", "admin/position/", "admin/governancerole/",
    "admin/region/", "admin/regionaloffice/", "admin/partner/", "admin/job/", "admin/auditentry/", "admin/users/",
    "admin/snippets/cms/topic/", "admin/h5p_chooser/", "admin/package_chooser/", "admin/bank_chooser/",
    "admin/questions/", "admin/analysis/", "admin/assignments/", "admin/reports/site-history/",
)  # fmt: skip
SMALL, EXERCISE = "SMALL", "p1"
OF_AN_ASSIGNMENT = "learn/<slug:code>/<slug:slug>/assignments/"


def lay() -> None:
    story.lay(content=_content)
    at = timezone.now()
    days = {"starts_on": at.date() - timedelta(9), "ends_on": at.date() + timedelta(9)}
    run = learning.edition(_with_an_assignment(), code=SMALL, **days)
    learning.enrolled(story.somebody(story.OFFICIAL), run, City.objects.get(slug=story.HOME), at=at)
    officer = people.person(Role.REGIONAL_OFFICE, email=REGIONAL_OFFICER)
    RegionalOffice.objects.get(region__code="africa").officers.add(officer)
    Partner.objects.create(name="University of the Bridge")
    banked()
    _leave_an_essay(at)
    _hand_in(run, learning.edition(run.courses.get(), code="PEERS", **days), at)


def walkers() -> dict[str, Client]:
    """A browser for each role; the deactivated one was signed in when that happened."""
    browsers = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, email in ROLES.items():
        if email:
            browsers[role].force_login(story.somebody(email))
    set_active(person=story.somebody(DEACTIVATED), active=False, by=story.somebody(SECRETARY), at=timezone.now())
    return browsers


def is_wagtails(address: Address) -> bool:
    """An address of the admin that is not one of our desks'."""
    return address.route.startswith("admin/") and not address.route.startswith(OUR_DESKS)


def known_to(address: Address, ground: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What stands for the blanks of this address."""
    beginning = max((one for one in ground if address.route.startswith(one)), key=len)
    return {blank: ground[beginning][blank] for blank in address.blanks}


def _content() -> None:
    pages.site()
    pages.small_course()
    held = packages.service_scale()
    packages.uploaded(by=people.secretary())
    exercise = Activity(key=EXERCISE, kind=ActivityKind.H5P, titles={"en": "Five services"}, package=held.pk)
    lessons = [outlines.lesson("l1"), outlines.lesson("l2", outlines.quiz("z1")), outlines.lesson("l3", exercise)]
    outlines.published(outlines.outline("foundations", *lessons))
    outlines.published(outlines.outline("inclusion"))


def values() -> dict[str, dict[str, Any]]:
    """What stands for the blanks, by the beginning of a route; the longest beginning that fits holds."""
    city = City.objects.get(slug=story.HOME)
    code = {"code": Enrolment.objects.get(edition__code=SMALL).code, "slug": "small"}
    lesson, activity = str(pages.READING), _quiz_key()
    finished = Enrolment.objects.get(edition__code=FINISHED, person__email=story.OFFICIAL).code
    exercise = {"code": finished, "slug": "foundations", "activity_key": EXERCISE}
    certificate, held = story.certificate_of("Khaled Natsheh"), Content.objects.earliest("pk")
    own, review = Submission.objects.get(state=Submission.State.DRAFT), PeerReview.objects.get()
    assignment, at = code | {"activity_key": own.activity_key}, timezone.now()
    return {
        "": {},
        "accounts/confirm-email/": {"key": "unknown"},
        "accounts/password/reset/key/": {"uidb36": "1", "key": "dead-beef"},
        "accounts/2fa/webauthn/keys/": {"pk": 1},
        "people/join/": {"code": invite_to_sign_up(email="new@hebron.example", at=at)},
        "styleguide/": {"version": "abcdef", "theme": "dark"},
        "invitations/": {"code": Invitation.objects.get(edition__code=OPEN, city=city).code},
        "nominations/": {"code": _seat().code},
        "learn/": code | {"lesson_key": lesson, "activity_key": activity},
        "learn/<slug:code>/<slug:slug>/h5p/": exercise,
        "learn/<slug:code>/<slug:slug>/exercises/": exercise,
        "attempts/": {"code": _attempt(finished, held).code, "unit": 0},
        "xapi/": {"session_id": UUID(int=1), "secret": "x" * 22},
        OF_AN_ASSIGNMENT: assignment
        | {"file_code": own.files.get().code, "upload_code": own.uploads.get(file=None).code},
        f"{OF_AN_ASSIGNMENT}<slug:activity_key>/reviews/": assignment | {
            "review_code": review.code, "file_code": review.submission.files.get().code
        },
        "my/progress/": code,
        "h5p/": {"content_id": held.current_id, "signature": signature(content_id=held.current_id, at=at), "name": "x"},
        "h5p/courseware/": {"revision_id": held.current_id, "signature": "1-x", "name": "index.html"},
        "h5p/bundles/": {"key": core_key(at=at), "kind": "js"},
        "h5p/libraries/": {"digest": releases_of(held.current)[0].digest, "name": "library.json"},
        "h5p/editor/": {"workspace_id": 1, "signature": "1-x", "name": "x", "digest": "any"},
        "h5p/core/": {"digest": "any", "name": "images/throbber.gif"},
        "verify/": {"code": certificate.code},
        "certificates/": {"number": certificate.number, "edition_code": FINISHED, "city_slug": city.slug},
        "documents/": {"number": 1, "file": "x.pdf", "restriction_id": 1},
        "en/": {"page": "about/"},
        "admin/packages/hub/": {"name": "Test.Small"},
        "media/": {"folder": "images", "name": "nothing.png"},
        "en/courses/": {"course": "small", "module": "m1", "lesson": "m1-l1"},
        "en/_util/": {"page_view_restriction_id": 1, "page_id": Page.objects.get(slug="about", locale_id=1).pk},
        **_at_the_desks(certificate),
    }  # fmt: skip


def _leave_an_essay(at: datetime) -> None:
    """An attempt of the official's that waits for marks; what was asked is an essay in this telling."""
    course = learning.course_of(Enrolment.objects.get(edition__code=SMALL))
    quiz, by = _quiz_key(), course.enrolment.person
    attempt = start_attempt(enrolled=course, activity_key=quiz, by=by, at=at)
    submit_attempt(enrolled=course, attempt=attempt, answers={}, by=by, at=at)
    QuizAttempt.objects.filter(pk=attempt.pk).update(score=None, passed=None)


def _with_an_assignment() -> Course:
    """The small course with one lesson more, which asks for an assignment."""
    content = Course.objects.get(key=pages.COURSE_KEY).latest.outline
    last = content.modules[-1]
    asking = last.model_copy(update={"lessons": (*last.lessons, outlines.lesson(str(uuid4()), outlines.assignment()))})
    return outlines.published(content.model_copy(update={"modules": (*content.modules[:-1], asking)}))


def _hand_in(run: Edition, of_the_peer: Edition, at: datetime) -> None:
    """The official has a draft with a file and another on its way, and is to review what somebody handed in."""
    reviewer = Enrolment.objects.get(edition=run)
    other = learning.enrolled(learning.person("Salma"), of_the_peer, at=at)
    for course in map(learning.course_of, (reviewer, other)):
        whoever = {"enrolled": course, "by": course.enrolment.person, "at": at}
        draft = begin_draft(activity_key="a1", **whoever)
        add_file(submission=draft, name="plan.txt", size=3, chunks=[b"abc"], **whoever)
        if course.enrolment == other:
            PeerReview.objects.create(submission=submit(submission=draft, **whoever), reviewer=reviewer, assigned_at=at)
        else:
            begin_upload(submission=draft, name="half.txt", total=6, **whoever)


def unknown(known: dict[str, Any]) -> dict[str, Any]:
    """The same kinds of values, of things that do not exist."""
    kept = {name: known[name] for name in ("signature", "folder") if name in known}
    return {name: 987_654 if isinstance(value, int) else "x" * 22 for name, value in known.items()} | kept


def _at_the_desks(certificate: Certificate) -> dict[str, dict[str, Any]]:
    at_city = {"city__slug": story.HOME}
    rows = {
        "signatory": Signatory.objects.first(), "city": City.objects.get(slug=story.HOME),
        "membership": Membership.objects.filter(**at_city).first(), "partner": Partner.objects.first(),
        "focalpoint": FocalPoint.objects.get(**at_city), "position": Position.objects.filter(**at_city).first(),
        "governancerole": GovernanceRole.objects.get(**at_city), "region": Region.objects.get(code="middle-east"),
        "regionaloffice": RegionalOffice.objects.get(region__code="middle-east"), "job": Job.objects.first(),
        "auditentry": AuditEntry.objects.first(), "users": story.somebody(story.OFFICIAL),
        "snippets/cms/topic": Topic.objects.first(), "packages": Content.objects.earliest("pk"),
        "packages/libraries": Library.objects.earliest("pk"), "packages/arrivals": Arrival.objects.get(),
        "packages/write/contents": Content.objects.earliest("pk"),
        "training/invitations": Invitation.objects.get(edition__code=OPEN, **at_city), "training/nominations": _seat(),
        "package_chooser": Content.objects.earliest("pk"), "h5p_chooser": Content.objects.earliest("pk"),
        "bank_chooser": BankQuestion.objects.get(),
        "questions/marking": QuizAttempt.objects.get(score=None, submitted_at__isnull=False),
        "certificates/batches": certificate.batch,
        "assignments": Submission.objects.get(state=Submission.State.SUBMITTED),
        "certificates/previews": CertificateBatch.objects.latest("pk").certificates.get(),
    }  # fmt: skip
    codes = {
        "training/programmes": "EGOV", "training/editions": OPEN, "certificates/editions": FINISHED,
        "training/units": _unit_under_way().code,
    }  # fmt: skip
    return {
        **{f"admin/{desk}/": {"pk": row.pk} for desk, row in rows.items()},
        "admin/packages/write/": {"pk": _draft().pk, "call": "libraries"},
        "admin/questions/": {"pk": BankQuestion.objects.get().pk, "kind": "single", "language": "ko"},
        "admin/assignments/<int:pk>/files/": {
            "pk": (handed_in := rows["assignments"]).pk,
            "code": handed_in.files.get().code,
        },
        **{f"admin/{desk}/": {"code": code} for desk, code in codes.items()},
        "admin/analysis/": {"slug": "small", "activity_key": _quiz_key()},
        "admin/certificates/register/": {"number": certificate.number},
    }


def _attempt(enrolment: str, held: Content) -> Attempt:
    owner = Enrolment.objects.get(code=enrolment)
    attempt, _made = Attempt.objects.get_or_create(
        enrolment=owner, course=owner.courses.get().course, activity_key=EXERCISE, number=1, revision=held.current,
        defaults={"opened_at": timezone.now()},
    )  # fmt: skip
    return attempt


def _unit_under_way() -> Attempt:
    content = import_package(file=cmi5(structure()), by=None, at=timezone.now())
    owner = Enrolment.objects.get(edition__code=SMALL)
    return Attempt.objects.create(
        enrolment=owner, course=owner.courses.get().course, activity_key="unit", number=1, revision=content.shown,
        opened_at=timezone.now(),
    )  # fmt: skip


def _draft() -> Draft:
    by = story.somebody(story.INSTRUCTOR)
    return begin_change(content=Content.objects.earliest("pk"), by=by, at=timezone.now())


def _seat() -> Nomination:
    return Nomination.objects.get(email=story.OFFICIAL, invitation__edition__code=OPEN)


def _quiz_key() -> str:
    revision = Enrolment.objects.get(edition__code=SMALL).courses.get().revision
    return next(held.key for lesson in revision.outline.lessons for held in lesson.activities if held.quiz)
