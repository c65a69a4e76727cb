"""Which pages there are."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from tests.pictures.pages import Album
from tests.pictures.story import (
    CORRECTED,
    FINISHED,
    FOCAL_POINT,
    NEWCOMER,
    OFFICIAL,
    OPEN,
    REVOKED,
    SECRETARY,
    link_in_mail,
    register_entry,
    verification_path,
)

CERTIFIED = "official.hebron1@polidari.example"
CITY = "focal.hebron@polidari.example"
PUBLIC = {
    "home": "/{language}/",
    "catalogue": "/{language}/courses/",
    "course-for-anyone": "/{language}/courses/inclusion/",
    "practices": "/{language}/practices/",
    "practice": "/{language}/practices/seoul-public-wifi/",
    "news": "/{language}/news/",
    "news-item": "/{language}/news/course-in-arabic/",
    "about": "/{language}/about/",
    "sign-in": "/accounts/login/",
    "verify": "/verify/",
    "demo": "/demo/",
    "not-found": "/{language}/nothing-here/",
}
LESSON = "/{language}/courses/inclusion/m1/m1-l1/"
IMPORT = (
    "slug,name,country,region,time_zone,weekend,languages,connectivity_tier,latitude,longitude\n"
    'kisumu,Kisumu,Kenya,africa,Africa/Nairobi,"sat, sun","en, sw",C,-0.09,34.77\n'
    'mombasa,Mombasa,Kenya,nowhere,Africa/Mombasa,"sat, sun","en, sw",C,-4.04,39.67\n'
)


def everywhere(album: Album) -> None:
    for name, path in PUBLIC.items():
        album.take_everywhere(name, path)
    learner(album)
    verdicts(album)
    city(album)


def learner(album: Album) -> None:
    album.take_everywhere("my-learning", "/my/", of=OFFICIAL)
    album.take_everywhere("course", "/{language}/courses/inclusion/", of=OFFICIAL)
    album.take_everywhere("lesson", LESSON, of=OFFICIAL)
    album.take_everywhere("my-record", "/my/record/", of=CERTIFIED)
    album.take_everywhere("account", "/people/me/", of=OFFICIAL)
    desk = album.page(OFFICIAL, "/my/")
    explanation = desk.locator("main a[href*='/my/progress/']").first.get_attribute("href") or ""
    album.take_everywhere("explanation", explanation, of=OFFICIAL)
    desk.close()
    quizzes(album)


def quizzes(album: Album) -> None:
    """The first quiz was taken when the demo was loaded; the last is opened now and stays open."""
    taken, fresh = _quiz_of(album, "m1-"), _quiz_of(album, "m4-")
    if taken:
        album.take_everywhere("quiz-result", f"{taken}?attempt=1", of=OFFICIAL)
    if fresh:
        page = album.page(OFFICIAL, fresh)
        if page.locator("main button[value=start]").count():
            album.take_everywhere("quiz-start", fresh, of=OFFICIAL)
            with page.expect_navigation():
                page.locator("main button[value=start]").click()
        page.close()
        album.take_everywhere("quiz", fresh, of=OFFICIAL)


def _quiz_of(album: Album, module: str) -> str:
    """The path of the first quiz in a module's lessons."""
    course = album.page(OFFICIAL, "/en/courses/inclusion/")
    paths = [link.get_attribute("href") or "" for link in course.locator(f"main a[href*='/{module}l']").all()]
    course.close()
    for path in dict.fromkeys(paths):
        lesson = album.page(OFFICIAL, path)
        quiz = lesson.locator("main a[href*='/quizzes/']")
        href = quiz.first.get_attribute("href") if quiz.count() else None
        lesson.close()
        if href:
            return href
    return ""


def verdicts(album: Album) -> None:
    album.take_everywhere("verify-valid", verification_path(album, "Kim Min-seo"))
    album.take_everywhere("verify-superseded", verification_path(album, CORRECTED, "superseded"))
    album.take_everywhere("verify-revoked", verification_path(album, REVOKED))
    album.take_everywhere("verify-unknown", f"/verify/{'A' * 22}/")
    number = register_entry(album, "Kim Min-seo").rstrip("/").rpartition("/")[2]
    pdf = album.seat(SECRETARY).request.get(f"{album.address}/certificates/{number}/").body()
    with TemporaryDirectory() as folder:
        altered = Path(folder) / f"{number}.pdf"
        altered.write_bytes(pdf + b"\n% altered\n")
        album.take_everywhere("verify-altered", "/verify/", prepare=lambda page: _upload(page, altered))


def _upload(page: Page, file: Path) -> None:
    page.locator("main [name=file]").set_input_files(file)
    with page.expect_navigation():
        page.locator("main form button").first.click()


def city(album: Album) -> None:
    invitation, seat = _open_invitation(album), link_in_mail(album, "nominations/", OFFICIAL)
    album.take_everywhere("city", "/city/", of=FOCAL_POINT)
    album.take_everywhere("city-progress", "/city/progress/", of=FOCAL_POINT)
    album.take_everywhere("city-certificates", "/city/certificates/", of=CITY)
    album.take_everywhere("invitation", invitation, of=FOCAL_POINT)
    album.take_everywhere("nominate", f"{invitation}nominate/", of=FOCAL_POINT)
    album.take_everywhere("nomination", seat, of=OFFICIAL)
    album.take_everywhere("join", link_in_mail(album, "people/join/", NEWCOMER[1]))


def _open_invitation(album: Album) -> str:
    page = album.page(FOCAL_POINT, "/city/")
    path = page.locator("main .card").filter(has_text=OPEN).get_by_role("link").first.get_attribute("href")
    page.close()
    return path or ""


def desks(album: Album) -> None:
    """In English on a wide screen."""
    for name, path in {
        "home": "/admin/", "cities": "/admin/city/", "editions": "/admin/training/editions/",
        "edition": f"/admin/training/editions/{OPEN}/", "invite": f"/admin/training/editions/{OPEN}/invite/",
        "invitations": "/admin/training/invitations/", "nominations": "/admin/training/nominations/",
        "certificates": f"/admin/certificates/editions/{FINISHED}/", "register": "/admin/certificates/register/",
        "certificate": register_entry(album, "Kim Min-seo"), "revocations": "/admin/certificates/revocations/",
        "jobs": "/admin/job/", "audit": "/admin/auditentry/", "packages": "/admin/packages/",
        "people": "/admin/users/",
    }.items():  # fmt: skip
        album.take(f"desk-{name}", path, of=SECRETARY)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "cities.csv"
        file.write_text(IMPORT, "utf-8")
        album.take("desk-import", "/admin/city/import/", of=SECRETARY, prepare=lambda page: _upload(page, file))
