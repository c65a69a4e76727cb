"""Passkeys in a browser, with an authenticator of the browser's own: what a telephone or a laptop holds."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from playwright.sync_api import Browser, BrowserContext, CDPSession, expect
from pytest_django.live_server_helper import LiveServer

from lms.accounts.models import User
from tests.factories.people import PASSWORD, official, secretary

PLATFORM = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def there(browser: Browser, live_server: LiveServer, settings: LazySettings) -> Iterator[BrowserContext]:
    settings.REQUIRE_SECOND_FACTOR = True
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(15_000)
    yield context
    context.close()


class Person:
    """Somebody at a browser whose machine can hold passkeys."""

    def __init__(self, there: BrowserContext, user: User) -> None:
        self.user, self.page = user, there.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.machine: CDPSession = there.new_cdp_session(self.page)
        self.machine.send("WebAuthn.enable")
        self.key = self.machine.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM})["authenticatorId"]

    def held(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.machine.send("WebAuthn.getCredentials", {"authenticatorId": self.key})[
            "credentials"
        ]
        return found

    def goes(self, address: str) -> str:
        self.page.goto(address)
        return self.at

    @property
    def at(self) -> str:
        return "/" + self.page.url.split("/", 3)[3].split("?")[0]

    def presses(self, *, leads_to: str, selector: str) -> None:
        self.page.locator(selector).click()
        self.page.wait_for_url(f"**{leads_to}")

    def types_the_password(self, *, leads_to: str) -> None:
        self.page.locator("main [name=login]").fill(self.user.email)
        self.page.locator("main [name=password]").fill(PASSWORD)
        self.presses(selector="main form button.button", leads_to=leads_to)

    def adds_a_passkey(self) -> None:
        """Whoever sets it up says the password once more."""
        self.goes("/accounts/2fa/webauthn/add/")
        self.page.locator("main [name=password]").fill(PASSWORD)
        self.presses(selector="main form button.button", leads_to="/accounts/2fa/webauthn/add/")
        self.page.locator("main [name=passwordless]").check()
        self.presses(selector="#mfa_webauthn_add", leads_to="/accounts/2fa/recovery-codes/")

    def signs_out(self) -> None:
        self.goes("/accounts/logout/")
        self.presses(selector="main form button.button", leads_to="/en/")


@pytest.fixture
def sit(there: BrowserContext) -> Iterator[Callable[[User], Person]]:
    seated: list[Person] = []

    def sit_down(user: User) -> Person:
        seated.append(Person(there, user))
        return seated[-1]

    yield sit_down
    assert [person.troubles for person in seated] == [[] for _ in seated]


@pytest.fixture
def officer(sit: Callable[[User], Person]) -> Person:
    """Staff who have come as far as a password leads, and have registered a passkey."""
    person = sit(secretary())
    person.goes("/admin/")
    person.types_the_password(leads_to="/accounts/2fa/")
    person.adds_a_passkey()
    return person


def test_staff_register_a_passkey_and_may_work(officer: Person) -> None:
    assert len(officer.held()) == Authenticator.objects.filter(type="webauthn").count() == 1
    assert officer.held()[0]["isResidentCredential"], "it is found without an address being typed"
    assert officer.goes("/admin/") == "/admin/"


def test_the_passkey_alone_signs_in_where_a_password_and_a_code_would(officer: Person) -> None:
    officer.signs_out()
    assert officer.goes("/admin/") == "/accounts/login/"
    officer.presses(selector="#passkey_login", leads_to="/admin/")


def test_it_is_a_second_factor_to_the_password_too(officer: Person) -> None:
    officer.signs_out()
    officer.goes("/admin/")
    officer.types_the_password(leads_to="/accounts/2fa/authenticate/")
    assert officer.goes("/people/me/") == "/accounts/2fa/authenticate/", "the password alone is no sign-in"
    officer.presses(selector="#mfa_webauthn_authenticate", leads_to="/admin/")


def test_a_removed_passkey_no_longer_signs_in(officer: Person) -> None:
    officer.goes("/accounts/2fa/webauthn/")
    officer.presses(selector="main a.danger", leads_to="/remove/")
    officer.presses(selector="main form button.button", leads_to="/accounts/2fa/webauthn/")
    assert officer.goes("/admin/") == "/accounts/2fa/", "staff who have none left get nowhere"
    officer.signs_out()
    officer.goes("/accounts/login/")
    officer.page.locator("#passkey_login").click()
    expect(officer.page.locator(".messages")).to_contain_text("This passkey does not open")
    assert officer.goes("/people/me/") == "/accounts/login/"


def test_a_passkey_of_somebody_who_may_no_longer_sign_in_opens_nothing(officer: Person) -> None:
    officer.signs_out()
    User.objects.filter(pk=officer.user.pk).update(is_active=False)
    officer.goes("/accounts/login/")
    officer.presses(selector="#passkey_login", leads_to="/accounts/inactive/")
    assert officer.goes("/people/me/") == "/accounts/login/"


def test_a_machine_without_a_passkey_says_so(sit: Callable[[User], Person]) -> None:
    person = sit(official())
    person.goes("/accounts/login/")
    for _ in range(2):
        person.page.locator("#passkey_login").click()
        expect(person.page.get_by_role("alert")).to_contain_text("No passkey was used")
