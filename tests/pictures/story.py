"""Walking the demo's story on, so that every page has something to show."""

import re

from playwright.sync_api import Page

from tests.pictures.pages import Album, keep

SECRETARY, APPROVER = "secretary@polidari.example", "approver@polidari.example"
FOCAL_POINT = "focal.nairobi@polidari.example"
OFFICIAL = "official.nairobi@polidari.example"
NEWCOMER = ("Grace Achieng", "grace.achieng@nairobi.example")
OPEN, FINISHED = "EGOV2", "EGOV1"
REVOKED, CORRECTED = "Bikash Gurung", "Lee Do-yun"


def walk(album: Album) -> None:
    city_nominates(album)
    secretary_selects(album)
    certificate_is_corrected(album)
    certificate_is_revoked(album)


def city_nominates(album: Album) -> None:
    """Nairobi accepts and names an official who has no account, and one who has."""
    page = album.page(FOCAL_POINT, "/city/")
    page.locator("main .card").filter(has_text=OPEN).get_by_role("link").first.click()
    press(page, "Accept the invitation")
    for name, email, title in ((*NEWCOMER, "Web Officer"), ("Otieno", OFFICIAL, "ICT Officer")):
        page.get_by_role("link", name="Nominate an official").click()
        for field, value in {"display_name": name, "email": email, "title": title}.items():
            page.locator(f"main [name={field}]").fill(value)
        press(page, "Save")
    press(page, "Submit all drafts")
    page.close()


def secretary_selects(album: Album) -> None:
    page = album.page(SECRETARY, f"/admin/training/nominations/?edition={OPEN}")
    for step in ("Take under review", "Select"):
        for box in page.locator("main input[name=row]").all():
            box.check()
        press(page, step)
    page.close()


def certificate_is_corrected(album: Album) -> None:
    """The picture of the progress bar is taken here, while it moves."""
    page = album.page(SECRETARY, register_entry(album, CORRECTED))
    page.locator("details").filter(has=page.locator("button[value=correct]")).locator("summary").click()
    page.locator("main details[open] [name=name]").fill("Yi Do-yun")
    page.locator("main details[open] [name=reason]").first.fill("The name is spelt otherwise in the passport.")
    press(page, "Prepare the correction")
    wait_for_the_batch(page)
    approving = album.page(APPROVER, page.url.removeprefix(album.address))
    press(approving, "Approve and issue")
    keep(approving.screenshot(), "desk-batch-progress.en.1280")
    wait_for_the_batch(approving)
    approving.close()
    page.close()


def certificate_is_revoked(album: Album) -> None:
    page = album.page(SECRETARY, register_entry(album, REVOKED))
    page.locator("details").filter(has=page.locator("button[value=revoke]")).locator("summary").click()
    page.locator("main details[open] select[name=reason]").select_option(index=1)
    press(page, "Propose to revoke")
    page.close()
    page = album.page(APPROVER, "/admin/certificates/revocations/")
    press(page, "Confirm: revoke")
    page.close()


def register_entry(album: Album, holder: str, state: str = "") -> str:
    """The path of the register's page of the newest certificate of this holder, in this state if one is given."""
    page = album.page(SECRETARY, f"/admin/certificates/register/?state={state}")
    path = page.get_by_role("row").filter(has_text=holder).first.get_by_role("link").first.get_attribute("href")
    page.close()
    return path or ""


def verification_path(album: Album, holder: str, state: str = "") -> str:
    page = album.page(SECRETARY, register_entry(album, holder, state))
    path = page.locator("main a[href*='/verify/']").first.get_attribute("href")
    page.close()
    return path or ""


def link_in_mail(album: Album, part: str, to: str = "") -> str:
    """The path of the newest link that holds `part`, on the demo's page of mails, in mails to this address."""
    page = album.page("", "/demo/")
    mails = [mail.inner_html() for mail in page.locator("main details").filter(has_text=to).all()]
    page.close()
    links = (re.search(rf"(?:https?://[^/\s\"]+)(/{part}[^\s\"<]*)", mail) for mail in mails)
    found = next((link for link in links if link), None)
    assert found, f"no mail with a link to /{part}"
    return found.group(1).replace("&amp;", "&")


def press(page: Page, label: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=label, exact=True).first.click()


def wait_for_the_batch(page: Page) -> None:
    page.locator("[data-progress]:not([data-running])").wait_for(timeout=90_000)
    page.wait_for_load_state("networkidle")
