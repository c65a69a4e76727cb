"""Every kind of page, who sees it, and the way there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from certificates import files
from cms.demo.editions import FINISHED, OPEN
from courses.assignments.models import PeerReview
from courses.enrolment.models import Enrolment
from courses.programmes.models import Invitation, Nomination
from lms.accounts.actions import invite_to_sign_up
from lms.demo.personas import PASSWORD
from tests.barriers import world
from tests.barriers.world import COURSE, EVERYTHING, WITH_PASSKEY, activities, enrolled_course, quizzes
from tests.factories import story

LEARNER, OFFICIAL, CERTIFIED = story.LEARNER, story.OFFICIAL, story.OFFICIAL
FOCAL_POINT, GUARDED = story.FOCAL_POINT, story.INSTRUCTOR


@dataclass(frozen=True)
class Kind:
    """A kind of page. `prepare` does what leads from the address to the page that is meant."""

    name: str
    address: str | Callable[[str], str]
    of: str = ""
    prepare: Callable[[Page], object] | None = None
    status: int = 200
    titled_as: str = ""
    """The kind with which it shares its title, as the same page in another state."""
    within: str = "html"

    @property
    def named(self) -> str:
        return self.titled_as or self.name


def send(page: Page, **values: str) -> None:
    """The first form of the page, filled in and sent as it is, without the browser's own checks."""
    for name, value in values.items():
        page.locator(f"main [name={name}]").first.fill(value)
    with page.expect_navigation(wait_until="load"):
        page.evaluate(
            "() => { const form = document.querySelector('main form[method=post]'); form.noValidate = true;"
            " (form.querySelector('button') || form).click(); }"
        )


def submitted(**values: str) -> Callable[[Page], None]:
    return lambda page: send(page, **values)


def _quiz(number: int, query: str = "") -> Callable[[str], str]:
    def address(_language: str) -> str:
        return reverse("quiz", args=[enrolled_course().enrolment.code, COURSE, quizzes()[number].key]) + query

    return address


def _every_kind(query: str = "") -> Callable[[str], str]:
    return lambda _language: (
        reverse("quiz", args=[Enrolment.objects.get(person__email=world.ASKED).code, world.KINDS, "z1"]) + query
    )


def _assignment(_language: str) -> str:
    key = activities("assignment")[0][1].key
    return reverse("assignment", args=[enrolled_course().enrolment.code, COURSE, key])


def _review(language: str) -> str:
    return f"{_assignment(language)}reviews/{PeerReview.objects.get().code}/"


def _exercise(name: str, number: int = 0) -> Callable[[str], str]:
    def address(_language: str) -> str:
        _lesson, held = activities("h5p")[number]
        return reverse(name, args=[enrolled_course().enrolment.code, COURSE, held.key])

    return address


def _guess(page: Page) -> None:
    for question in page.locator("main fieldset:has([type=radio])").all():
        question.locator("[type=radio]").first.check()
    send(page)


def _lesson_with_a_quiz(language: str) -> str:
    return activities("quiz")[0][0].paths[language]


def _invitation(name: str, city: str) -> Callable[[str], str]:
    return lambda _language: reverse(name, args=[Invitation.objects.get(edition__code=OPEN, city__slug=city).code])


def _nomination(name: str, email: str, edition: str = OPEN) -> Callable[[str], str]:
    return lambda _language: reverse(
        name, args=[Nomination.objects.get(email=email, invitation__edition__code=edition).code]
    )


def _explanation(email: str) -> Callable[[str], str]:
    return lambda _language: reverse("explanation", args=[Enrolment.objects.get(person__email=email).code])


def _verdict(holder: str, **facts: str) -> Callable[[str], str]:
    return lambda _language: reverse("verification", args=[story.certificate_of(holder, **facts).code])


def _alter(page: Page) -> None:
    certificate = story.certificate_of("Khaled Natsheh")
    with TemporaryDirectory() as folder:
        altered = Path(folder) / "altered.pdf"
        with files.opened(certificate) as issued:
            altered.write_bytes(issued.read() + b"\n% altered\n")
        page.locator("main [name=file]").set_input_files(altered)
        send(page)


def _join(_language: str) -> str:
    return reverse("join", args=[invite_to_sign_up(email="new@hebron.example", at=timezone.now())])


def _reset(_language: str) -> str:
    person = story.somebody(OFFICIAL)
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])


def _too_often(page: Page) -> None:
    for _ in range(31):
        page.request.get(page.url)
    page.reload()


def _without_token(page: Page) -> None:
    page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').value = 'x'")
    send(page)


SITE = [
    Kind("home", "/{language}/"),
    Kind("catalogue", "/{language}/courses/"),
    Kind("catalogue filtered", "/{language}/courses/?level=introductory&hours=short", titled_as="catalogue"),
    Kind("catalogue empty", "/{language}/courses/?q=nothing", titled_as="catalogue"),
    Kind("course for anybody", f"/{{language}}/courses/{COURSE}/"),
    Kind("lesson for nobody", f"/{{language}}/courses/{COURSE}/m1/m1-l1/", status=403),
    Kind("practices", "/{language}/practices/"),
    Kind("practice", "/{language}/practices/seoul-public-wifi/"),
    Kind("news", "/{language}/news/"),
    Kind("news item", "/{language}/news/course-in-arabic/"),
    Kind("standard page", "/{language}/about/"),
    Kind("search", "/{language}/search/"),
    Kind("search results", "/{language}/search/?q=Nairobi"),
    Kind("search without results", "/{language}/search/?q=nothing"),
    Kind("demo", "/demo/"),
    Kind("not found", "/{language}/nothing-here/", status=404),
    Kind("too often", "/verify/AAAA/", status=404, prepare=_too_often),
    Kind("forged form", "/accounts/login/", prepare=_without_token),
    Kind("verify", "/verify/"),
    Kind("verify with errors", "/verify/", prepare=submitted(), titled_as="verify"),
    Kind("verified valid", _verdict("Khaled Natsheh")),
    Kind("verified superseded", _verdict(story.CORRECTED, state="superseded")),
    Kind("verified revoked", _verdict(story.REVOKED)),
    Kind("verified unknown", f"/verify/{'A' * 22}/", status=404),
    Kind("verified altered", "/verify/", prepare=_alter),
]
LEARNING = [
    Kind("my learning", "/my/", of=LEARNER),
    Kind("my learning with an invitation", "/my/", of=OFFICIAL, titled_as="my learning"),
    Kind("my learning empty", "/my/", of="official.tunis@polidari.example", titled_as="my learning"),
    Kind("course for the enrolled", f"/{{language}}/courses/{COURSE}/", of=LEARNER, titled_as="course for anybody"),
    Kind("lesson", f"/{{language}}/courses/{COURSE}/m1/{EVERYTHING}/", of=LEARNER, titled_as="lesson for nobody"),
    Kind("lesson with a quiz", _lesson_with_a_quiz, of=LEARNER),
    Kind("exercise", _exercise("h5p"), of=LEARNER),
    Kind("exercise as a form", _exercise("h5p_plain"), of=LEARNER, titled_as="exercise"),
    Kind("exercise of every kind as a form", _exercise("h5p_plain", 1), of=LEARNER),
    Kind("exercise of every kind with errors", _exercise("h5p_plain", 1), of=LEARNER, prepare=submitted()),
    Kind("exercise of every kind marked", _exercise("h5p_plain", 1), of=LEARNER, prepare=_guess,
         titled_as="exercise of every kind as a form"),
    Kind("quiz to start", _quiz(2), of=LEARNER),
    Kind("quiz", _quiz(1), of=LEARNER),
    Kind("quiz with errors", _quiz(1), of=LEARNER, prepare=submitted(), titled_as="quiz"),
    Kind("quiz result", _quiz(0, "?attempt=1"), of=LEARNER),
    Kind("quiz of every kind", _every_kind(), of=world.ASKED),
    Kind("quiz waiting for marks", _every_kind("?attempt=1"), of=world.ASKED, titled_as="quiz of every kind"),
    Kind("assignment", _assignment, of=LEARNER),
    Kind("review of a peer", _review, of=LEARNER),
    Kind("review of a peer with errors", _review, of=LEARNER, prepare=submitted(), titled_as="review of a peer"),
    Kind("my record", "/my/record/", of=CERTIFIED),
    Kind("my record empty", "/my/record/", of="official.tunis@polidari.example", titled_as="my record"),
    Kind("explanation", _explanation(LEARNER), of=LEARNER),
    Kind("explanation of what is complete", _explanation("official.goyang1@polidari.example"),
         of="official.goyang1@polidari.example"),
]  # fmt: skip
CITY = [
    Kind("my city", "/city/", of=FOCAL_POINT),
    Kind("no city", "/city/", of=OFFICIAL, titled_as="my city"),
    Kind("city's progress", "/city/progress/", of=FOCAL_POINT),
    Kind("city's certificates", "/city/certificates/", of=FOCAL_POINT),
    Kind("invitation", _invitation("invitation", "nairobi"), of=story.FOCAL_POINT_ELSEWHERE),
    Kind("invitation accepted", _invitation("invitation", story.HOME), of=FOCAL_POINT, titled_as="invitation"),
    Kind("nominate", _invitation("nominate", story.HOME), of=FOCAL_POINT),
    Kind("nominate with errors", _invitation("nominate", story.HOME), of=FOCAL_POINT, prepare=submitted(),
         titled_as="nominate"),
    Kind("nomination to mend", _nomination("nomination_amend", "official.hebron2@polidari.example"), of=FOCAL_POINT,
         titled_as="nominate"),
    Kind("nomination to withdraw", _nomination("nomination_withdraw", OFFICIAL), of=FOCAL_POINT),
    Kind("nomination to replace", _nomination("nomination_replace", OFFICIAL), of=FOCAL_POINT),
    Kind("seat", _nomination("nomination", OFFICIAL), of=OFFICIAL),
    Kind("seat with errors", _nomination("nomination", OFFICIAL), of=OFFICIAL, prepare=submitted(),
         titled_as="seat"),
    Kind("seat confirmed", _nomination("nomination", OFFICIAL, FINISHED), of=OFFICIAL, titled_as="seat"),
    Kind("seat before signing in", _nomination("nomination", OFFICIAL)),
]  # fmt: skip
ACCOUNT = [
    Kind("sign in", "/accounts/login/"),
    Kind("sign in with errors", "/accounts/login/", titled_as="sign in",
         prepare=submitted(login="nobody@city.example", password="wrong")),
    Kind("sign in by code", "/accounts/login/code/", titled_as="sign in"),
    Kind("code", "/accounts/login/code/", prepare=submitted(email=OFFICIAL)),
    Kind("second factor", "/accounts/login/", prepare=submitted(login=GUARDED, password=PASSWORD),
         titled_as="sign in"),
    Kind("password forgotten", "/accounts/password/reset/"),
    Kind("password forgotten, done", "/accounts/password/reset/", prepare=submitted(email=OFFICIAL),
         titled_as="password forgotten"),
    Kind("new password", _reset),
    Kind("new password, done", "/accounts/password/reset/key/done/", titled_as="new password"),
    Kind("new password too late", "/accounts/password/reset/key/1-dead-beef/", titled_as="new password"),
    Kind("sign-up closed", "/accounts/signup/"),
    Kind("inactive", "/accounts/inactive/"),
    Kind("address to prove", "/accounts/confirm-email/"),
    Kind("address proof too late", "/accounts/confirm-email/unknown/"),
    Kind("join", _join),
    Kind("join with errors", _join, prepare=submitted(), titled_as="join"),
    Kind("join too late", "/people/join/unknown/", status=404),
    Kind("sign out", "/accounts/logout/", of=OFFICIAL),
    Kind("account", "/people/me/", of=OFFICIAL),
    Kind("change password", "/accounts/password/change/", of=OFFICIAL, titled_as="new password"),
    Kind("change password with errors", "/accounts/password/change/", of=OFFICIAL, prepare=submitted(),
         titled_as="new password"),
    Kind("change address", "/accounts/email/", of=OFFICIAL),
    Kind("confirm access", "/accounts/reauthenticate/", of=OFFICIAL),
    Kind("two-factor", "/accounts/2fa/", of=OFFICIAL),
    Kind("two-factor set up", "/accounts/2fa/", of=GUARDED, titled_as="two-factor"),
    Kind("authenticator app", "/accounts/2fa/totp/activate/", of=OFFICIAL),
    Kind("authenticator app off", "/accounts/2fa/totp/deactivate/", of=GUARDED),
    Kind("recovery codes", "/accounts/2fa/recovery-codes/", of=GUARDED),
    Kind("new recovery codes", "/accounts/2fa/recovery-codes/generate/", of=GUARDED, titled_as="recovery codes"),
    Kind("passkeys", "/accounts/2fa/webauthn/", of=WITH_PASSKEY),
    Kind("no passkeys", "/accounts/2fa/webauthn/", of=OFFICIAL, titled_as="passkeys"),
    Kind("new passkey", "/accounts/2fa/webauthn/add/", of=OFFICIAL),
]  # fmt: skip
KINDS = [*SITE, *LEARNING, *CITY, *ACCOUNT]
