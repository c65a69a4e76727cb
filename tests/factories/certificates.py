"""Officials who have completed, the officers who certify them, and batches at every stage."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from certificates import files
from certificates.actions.batches import approve_batch, prepare_batch
from certificates.actions.printing import note_preview
from certificates.issuing import issue_batch
from certificates.models import Certificate, CertificateBatch, Signatory
from courses.enrolment.models import Enrolment
from courses.programmes.models import Edition
from courses.progress.models import Completion
from lms.accounts.actions import give_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.network.models import City, FocalPoint, Region, RegionalOffice
from tests.factories.learning import AFTER, city, edition, enrolled, person

ISSUE_DAY = datetime(2026, 6, 3, 9, tzinfo=UTC)
State = Enrolment.State


def officer(role: Role, name: str = "Han Seo-yeon", region: Region | None = None) -> User:
    """An officer; one of a regional office has that of the demo's region, unless another is given."""
    user = person(name)
    give_role(person=user, role=role, by=None, at=AFTER)
    if role == Role.REGIONAL_OFFICE:
        region = region or Region.objects.get_or_create(code="demo", defaults={"name": "Demo"})[0]
        RegionalOffice.objects.create(name=f"Office of {region}", region=region).officers.add(user)
    return User.objects.get(pk=user.pk)


def secretary() -> User:
    return officer(Role.SECRETARIAT)


def approver() -> User:
    return officer(Role.APPROVER, "Lucía Ferrer")


def signatories() -> list[Signatory]:
    """A Secretary General and the mayor of the chair city, in office through 2026 and 2027."""
    term = {"since": date(2026, 1, 1), "until": date(2028, 1, 1)}
    return [
        Signatory.objects.create(office=office, name=name, organisation="WNCG", **term)
        for office, name in ((Signatory.Office.SECRETARY_GENERAL, "Amina Diallo"),
                             (Signatory.Office.MAYOR_OF_CHAIR_CITY, "Seo Ji-won"))
    ]  # fmt: skip


def ended(run: Edition, home: City, learner: User | None = None, outcome: str = "completed") -> Completion:
    """An official's enrolment that has ended, with the decision, as the fold would leave it."""
    enrolment = enrolled(learner, run, home)
    Enrolment.objects.filter(pk=enrolment.pk).update(state=outcome, ended_at=AFTER)
    return Completion.objects.create(
        enrolment=Enrolment.objects.get(pk=enrolment.pk), outcome=outcome, score="0.8500", hours=4,
        policy={"pass_mark": 70}, evidence={"courses": []}, decided_at=AFTER,
    )  # fmt: skip


def prepared(run: Edition | None = None, officials: int = 1, by: User | None = None, **home: Any) -> CertificateBatch:
    """A batch whose previews are done: officials of one city, and the city."""
    run = run or edition()
    for number in range(officials):
        ended(run, city(**home), person(f"Official {number}"))
    if not Signatory.objects.exists():
        signatories()
    batch = prepare_batch(edition=run, by=by or secretary(), at=ISSUE_DAY)
    previewed(batch.certificates.all())
    return batch


def previewed(certificates: Sequence[Certificate] | Any) -> None:
    for certificate in certificates:
        note_preview(certificate=certificate)


def approved(batch: CertificateBatch | None = None, by: User | None = None, **options: Any) -> CertificateBatch:
    return approve_batch(batch=batch or prepared(**options), by=by or approver(), at=ISSUE_DAY)


def issued(batch: CertificateBatch | None = None, **options: Any) -> CertificateBatch:
    """A batch with its files, printed by the real renderer unless the test replaced it."""
    batch = batch or approved(**options)
    issue_batch(batch_id=batch.pk, now=lambda: ISSUE_DAY)
    return CertificateBatch.objects.get(pk=batch.pk)


def focal_point(home: City) -> User:
    user = person("Wanjiru Kamau")
    FocalPoint.objects.create(city=home, person=user, since=date(2026, 1, 1))
    give_role(person=user, role=Role.FOCAL_POINT, by=None, at=AFTER)
    return user


def awarded(name: str) -> Certificate:
    """The certificate of completion of an official of this name, issued."""
    run = edition()
    ended(run, city(), person(name))
    return issued(approved(prepared(run, officials=0))).certificates.get(kind="C")


def content(certificate: Certificate) -> bytes:
    """Its file, as it was issued."""
    with files.opened(certificate) as file:
        return bytes(file.read())
