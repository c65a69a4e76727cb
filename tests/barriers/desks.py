"""The secretariat's own desks in the admin; Wagtail's frame around them is Wagtail's."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from certificates.models import CertificateBatch
from cms.authoring.actions import begin_draft
from cms.demo.editions import APPROVER, FINISHED, OPEN, SECRETARY
from courses.assessment.models import BankQuestion
from courses.packages.actions import take_in_arrival
from courses.programmes.models import Invitation, Nomination
from lms.audit.models import AuditEntry
from lms.jobs.models import Job
from lms.network.models import City
from tests.barriers.kinds import Kind, send
from tests.factories import packages, story
from tests.factories.editor_clients import ODD, installed_client, odd_in_store
from tests.factories.libraries import brought, library, release

CITIES = (
    "slug,name,country,region,time_zone,weekend,languages,connectivity_tier,latitude,longitude\n"
    'kisumu,Kisumu,Kenya,africa,Africa/Nairobi,"sat, sun","en, sw",C,-0.09,34.77\n'
    'mombasa,Mombasa,Kenya,nowhere,Africa/Mombasa,"sat, sun","en, sw",C,-4.04,39.67\n'
)


def _of(name: str, row: Callable[[], Any]) -> Callable[[str], str]:
    return lambda _language: reverse(name, args=[row()])


def _certificate(holder: str) -> Callable[[str], str]:
    return _of("certificates_desk:certificate", lambda: story.certificate_of(holder, number__isnull=False).number)


def _import(page: Page) -> None:
    page.locator("main [name=file]").set_input_files(
        {"name": "cities.csv", "mimeType": "text/csv", "buffer": CITIES.encode()}
    )
    send(page)


def _waiting_library() -> int:
    """With a release that is played and a newer one that waits, a tree of what it needs, and who needs it."""
    brought("C", library("C", needs=["B"]), library("B", needs=["D"]), library("D"))
    brought("B", library("B", patch=1, needs=["D"]), approve=False)
    return release("B", 1).library_id


def _refused_package() -> int:
    arrival = packages.uploaded(by=story.somebody(SECRETARY), file=packages.small(**{"content__a.html": "<p>"}))
    take_in_arrival(arrival_id=arrival.pk, at=arrival.brought_at)
    return arrival.pk


def _odd_draft() -> int:
    """Of a type that only the editor client can edit, which is there."""
    by = story.somebody(SECRETARY)
    odd_in_store()
    installed_client(by=by)
    return begin_draft(main=ODD, title="Odd exercise", language="en", by=by, at=timezone.now()).pk


def _desk(name: str, address: str | Callable[[str], str], of: str = SECRETARY, **more: Any) -> Kind:
    return Kind(name, address, of=of, within="#main", **more)


DESKS = [
    _desk("editions", "/admin/training/editions/"),
    _desk("edition", f"/admin/training/editions/{OPEN}/"),
    _desk("edition to change", f"/admin/training/editions/{OPEN}/edit/", titled_as="edition"),
    _desk("new edition", "/admin/training/editions/add/"),
    _desk("new edition with errors", "/admin/training/editions/add/", prepare=send, titled_as="new edition"),
    _desk("inviting", f"/admin/training/editions/{OPEN}/invite/"),
    _desk("invitations", "/admin/training/invitations/"),
    _desk("invitation", _of("training:invitation",
                            lambda: Invitation.objects.get(edition__code=OPEN, city__slug=story.HOME).pk)),
    _desk("nominations", "/admin/training/nominations/"),
    _desk("units to waive", "/admin/training/units/"),
    _desk("nomination", _of("training:nomination", lambda: Nomination.objects.get(email=story.NEWCOMER).pk)),
    _desk("programmes", "/admin/training/programmes/"),
    _desk("new programme", "/admin/training/programmes/add/"),
    _desk("certificates", "/admin/certificates/"),
    _desk("certificates of an edition", f"/admin/certificates/editions/{FINISHED}/"),
    _desk("batch to approve", _of("certificates_desk:batch", lambda: CertificateBatch.objects.latest("pk").pk),
          of=APPROVER),
    _desk("batch issued", _of("certificates_desk:batch", lambda: CertificateBatch.objects.earliest("pk").pk),
          titled_as="batch to approve"),
    _desk("register", "/admin/certificates/register/"),
    _desk("certificate", _certificate("Khaled Natsheh")),
    _desk("certificate revoked", _certificate(story.REVOKED)),
    _desk("revocations", "/admin/certificates/revocations/", of=APPROVER),
    _desk("contents", "/admin/packages/"),
    _desk("upload", "/admin/packages/upload/"),
    _desk("writing to begin", "/admin/packages/write/"),
    _desk("editor client", "/admin/packages/write/editor/"),
    _desk("writing with the editor client", _of("authoring:client", _odd_draft)),
    _desk("upload with errors", "/admin/packages/upload/", prepare=send, titled_as="upload"),
    _desk("content", _of("packages_desk:content", lambda: brought("A", library("A"), approve=False).pk)),
    _desk("libraries", "/admin/packages/libraries/"),
    _desk("library", _of("packages_desk:library", _waiting_library)),
    _desk("import of a package", _of("packages_desk:arrival", _refused_package)),
    _desk("bank", "/admin/questions/"),
    _desk("choice of a kind of question", "/admin/questions/add/"),
    _desk("new question", "/admin/questions/add/single/"),
    _desk("question to match", "/admin/questions/add/matching/"),
    _desk("question of the bank", _of("questions_desk:question", lambda: BankQuestion.objects.earliest("pk").pk)),
    _desk("question in another language", lambda _language: reverse(
        "questions_desk:translate", args=[BankQuestion.objects.earliest("pk").pk, "ko"]
    ), titled_as="question of the bank"),
    _desk("import of questions", "/admin/questions/import/"),
    _desk("import of questions with errors", "/admin/questions/import/", prepare=send, titled_as="import of questions"),
    _desk("export of questions", "/admin/questions/export/?do=report&format=gift&language=en&state=active"),
    _desk("item analysis", "/admin/analysis/"),
    _desk("essays", "/admin/questions/marking/"),
    _desk("assignments to mark", "/admin/assignments/"),
    _desk("cities", "/admin/city/"),
    _desk("city", _of("city:edit", lambda: City.objects.get(slug=story.HOME).pk)),
    _desk("import", "/admin/city/import/"),
    _desk("import with errors", "/admin/city/import/", prepare=_import, titled_as="import"),
    _desk("jobs", "/admin/job/"),
    _desk("job", _of("job:inspect", lambda: Job.objects.earliest("pk").pk)),
    _desk("audit log", "/admin/auditentry/"),
    _desk("audit entry", _of("auditentry:inspect", lambda: AuditEntry.objects.earliest("pk").pk)),
    _desk("people", "/admin/users/"),
    _desk("person", _of("wagtailusers_users:edit", lambda: story.somebody(story.OFFICIAL).pk)),
]  # fmt: skip
