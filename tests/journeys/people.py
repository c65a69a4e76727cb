"""The people of the story, each with the steps of their part."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

from tests.factories.people import PASSWORD
from tests.journeys.visitor import PATIENCE, Visitor

Questions = dict[str, dict[str, Any]]
"""A quiz's questions as the course's file holds them, by their text."""


class Officer(Visitor):
    """Somebody of the secretariat's house, at the desks."""

    def looks(self) -> None:
        """The desks are Wagtail's: in the officer's language, on a wide screen."""
        assert self.page.locator("html").get_attribute("lang") == self.language

    def ticks(self, row: str) -> None:
        self.page.get_by_role("row").filter(has_text=row).get_by_role("checkbox").check()

    def waits_for_the_batch(self) -> None:
        """The bar moves by itself, and the page loads anew when the job has ended."""
        self.page.locator("[data-progress]:not([data-running])").wait_for(timeout=2 * PATIENCE)


class Secretary(Officer):
    def invites(self, city: str, edition: str) -> None:
        self.goes_to(f"/admin/training/editions/{edition}/")
        self.follows("Invite cities")
        self.ticks(city)
        self.presses("Make drafts")
        self.ticks(city)
        self.presses("Send")
        self.sees("Send: done for 1 row.")

    def selects(self, official: str, edition: str) -> None:
        self.goes_to(f"/admin/training/nominations/?edition={edition}")
        self.ticks(official)
        self.presses("Take under review")
        self.ticks(official)
        self.presses("Select")
        self.sees("Select: done for 1 row.")

    def cannot_finish(self, edition: str) -> None:
        """While an edition runs, its end waits; certificates of who has completed do not."""
        self.goes_to(f"/admin/training/editions/{edition}/")
        self.presses("Finish the edition")
        self.sees(f"{edition} runs until")

    def prepares_certificates(self, edition: str) -> str:
        """The address of the batch, once everything in it is previewed."""
        self.goes_to(f"/admin/certificates/editions/{edition}/")
        self.presses("Prepare a batch of all who are eligible")
        self.waits_for_the_batch()
        return self.page.url

    def proposes_to_revoke(self, number: str, reason: str) -> None:
        self.goes_to(f"/admin/certificates/register/{number}/")
        fold = self.page.locator("details").filter(has=self.page.locator("button[value=revoke]"))
        fold.locator("summary").click()
        fold.locator("[name=reason]").select_option(label=reason)
        self.presses("Propose to revoke", fold)
        self.sees("Another officer has to confirm it")


class Approver(Officer):
    def approves(self, batch: str) -> None:
        self.goes_to(batch)
        self.presses("Approve and issue")
        self.waits_for_the_batch()
        self.page.locator("[data-label]").filter(has_text=self.say("issued")).wait_for(timeout=PATIENCE)

    def confirms_revocation(self) -> None:
        self.goes_to("/admin/certificates/revocations/")
        self.presses("Confirm: revoke")
        self.sees("Revoked.")


class FocalPoint(Visitor):
    def opens_the_invitation(self, link: str, email: str) -> None:
        self.goes_to(link)
        self.signs_in(email)

    def accepts(self) -> None:
        self.presses("Accept the invitation")
        self.sees("You have accepted the invitation. Now name your officials.")

    def nominates(self, name: str, email: str, title: str) -> None:
        self.follows("Nominate an official")
        self.fills(display_name=name, email=email, title=title)
        self.presses("Save")
        self.presses("Submit")
        self.sees(name)

    def fetches_the_citys_certificates(self, to: Path) -> Path:
        self.goes_to("/city/")
        self.follows("Certificates of your city")
        return self.downloads(self.page.locator("main a[download]"), to)


class Official(Visitor):
    def makes_an_account(self, link: str, name: str) -> None:
        self.goes_to(link)
        self.fills(display_name=name, password=PASSWORD)
        self.page.locator("main [name=language]").select_option(self.language)
        self.presses("Create account")

    def confirms_the_seat(self, title: str, supervisor: str) -> None:
        form = self.page.locator("form").filter(has=self.page.locator("[name=released_by]"))
        form.locator("[name=title]").fill(title)
        form.locator("[name=released_by]").fill(supervisor)
        form.locator("[name=declaration]").check()
        self.presses("Confirm my seat", form)
        self.sees("Your seat is confirmed. Welcome!")

    def begins(self, lesson: str) -> None:
        """From My learning, as soon as the jobs have brought it to where this lesson is the next."""
        self.goes_to("/my/")
        way = self.page.locator("main .card a.button").filter(has_text=lesson)
        self.waits_to_see(way)
        with self.page.expect_navigation():
            way.click()
        self.looks()
        self.sees(lesson)

    def reads_on(self) -> None:
        self.presses("Mark as read and go on")

    def passes_the_quiz(self, questions: Questions) -> None:
        self.follows("Go to the quiz")
        self.presses("Start the quiz")
        for asked in self.page.locator("fieldset.question").all():
            text = re.sub(r"^\d+\.\s*", "", asked.locator("legend").inner_text().strip())
            self._answers(asked, questions[text])
        self.presses("Submit answers")
        self.sees("Passed")

    def _answers(self, asked: Locator, question: dict[str, Any]) -> None:
        match question["kind"]:
            case "short_text":
                asked.locator("input").fill(question["accepted"][0])
            case "ordering":
                for place, item in enumerate(question["items"], start=1):
                    asked.locator(".order").filter(has_text=item).locator("select").select_option(str(place))
            case "true_false":
                self._ticks(asked, self.say("True" if question["answer"] else "False"))
            case _:
                for choice in question["choices"]:
                    if choice.get("correct"):
                        self._ticks(asked, choice["text"])

    def _ticks(self, asked: Locator, choice: str) -> None:
        asked.get_by_label(choice, exact=True).check()

    def sees_progress_of(self, percent: int) -> float:
        """How many seconds it takes until My learning shows it."""
        self.goes_to("/my/")
        return self.waits_to_see(self.page.locator(f"main progress[value='{percent}']"))

    def fetches_the_certificate(self, to: Path) -> Path:
        self.goes_to("/my/record/")
        return self.downloads(self.page.locator("main .certificate a[download]"), to)


class Anyone(Visitor):
    """Who holds a certificate and doubts it."""

    def verifies_by_code(self, code: str, number: str = "") -> str:
        self.goes_to("/verify/")
        self.fills(code=code, number=number)
        self.presses("Verify")
        return self.verdict

    def verifies_by_address(self, address: str) -> str:
        self.goes_to(address)
        return self.verdict

    def verifies_by_file(self, file: Path) -> str:
        self.goes_to("/verify/")
        self.page.locator("main [name=file]").set_input_files(file)
        self.presses("Verify")
        return self.verdict

    @property
    def verdict(self) -> str:
        """The kind of the answer, which is also the class of its frame."""
        return (self.page.locator("section.verdict").get_attribute("class") or "").split()[-1]
