"""A correction takes a certificate's place; a revocation ends it. Each needs two officers; nothing is deleted."""

import pytest
from django.db import IntegrityError, transaction

from certificates.actions.batches import discard_batch
from certificates.actions.corrections import (
    AlreadyProposed,
    Correction,
    CorrectionUnderWay,
    NotInForce,
    prepare_correction,
)
from certificates.actions.revocations import (
    AlreadyAnswered,
    confirm_revocation,
    decline_revocation,
    propose_revocation,
)
from certificates.models import Certificate, Revocation
from certificates.rights import NotPermitted, SameOfficer
from lms.accounts.models import User
from lms.accounts.roles import Role
from tests.factories.certificates import (
    ISSUE_DAY,
    approved,
    approver,
    ended,
    issued,
    officer,
    previewed,
    secretary,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]
State = Certificate.State


def a_certificate(kind: str = "C") -> Certificate:
    return issued().certificates.get(kind=kind)


def correct(certificate: Certificate, **words):
    correction = Correction(**words) if words else None
    return prepare_correction(
        certificate=certificate, correction=correction, reason="misspelt", by=secretary(), at=ISSUE_DAY
    )


def propose(certificate: Certificate, by: User | None = None) -> Revocation:
    return propose_revocation(certificate=certificate, reason="error", by=by or secretary(), at=ISSUE_DAY)


def test_a_correction_is_issued_under_a_new_number_and_supersedes_the_old_one():
    old = a_certificate()
    batch = correct(old, name="Atieno", title="Director")
    old.refresh_from_db()
    assert old.state == State.ISSUED
    previewed(batch.certificates.all())
    new = issued(approved(batch)).certificates.get()
    old.refresh_from_db()
    assert (old.state, new.state, new.supersedes) == (State.SUPERSEDED, State.ISSUED, old)
    assert new.number != old.number
    assert new.code != old.code
    assert new.code in new.text["verification_url"]
    assert new.text["person"]["name"]["english"] == "Atieno"
    assert {**new.text["training"]} == old.text["training"]
    assert old.text["person"]["name"]["english"] != "Atieno"


def test_a_discarded_correction_leaves_the_old_one_in_force_and_may_be_tried_again():
    old = a_certificate()
    batch = correct(old, name="Atieno")
    with pytest.raises(CorrectionUnderWay):
        correct(old, name="Atieno")
    discard_batch(batch=batch, by=batch.prepared_by, at=ISSUE_DAY)
    assert correct(old, name="Atieno").certificates.get().supersedes == old


def test_a_citys_certificate_is_drawn_up_anew_from_who_has_completed_since():
    old = a_certificate("T")
    ended(old.edition, old.city)
    batch = correct(old)
    assert [len(row.text["officials"]) for row in (old, batch.certificates.get())] == [1, 2]


def test_a_revocation_needs_another_officer_and_keeps_the_record():
    both = User.objects.create_superuser("both@polidari.example", display_name="Both")
    certificate = a_certificate()
    proposal = propose(certificate, both)
    certificate.refresh_from_db()
    assert certificate.state == State.ISSUED
    with pytest.raises(SameOfficer):
        confirm_revocation(revocation=proposal, by=both, at=ISSUE_DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revocation.objects.filter(pk=proposal.pk).update(confirmed_by=both)
    confirm_revocation(revocation=proposal, by=approver(), at=ISSUE_DAY)
    certificate.refresh_from_db()
    assert certificate.state == State.REVOKED
    assert certificate.file
    with pytest.raises(AlreadyAnswered):
        decline_revocation(revocation=proposal, by=approver(), at=ISSUE_DAY)
    with pytest.raises(NotInForce):
        correct(certificate, name="Atieno")


def test_a_declined_proposal_leaves_the_certificate_in_force_and_may_be_made_again():
    certificate = a_certificate()
    proposal = propose(certificate)
    with pytest.raises(AlreadyProposed):
        propose(certificate)
    decline_revocation(revocation=proposal, by=approver(), at=ISSUE_DAY)
    certificate.refresh_from_db()
    assert certificate.state == State.ISSUED
    assert propose(certificate).pk != proposal.pk


def test_no_correction_overtakes_a_proposed_revocation():
    certificate = a_certificate()
    proposal = propose(certificate)
    with pytest.raises(AlreadyProposed):
        correct(certificate, name="Atieno")
    assert not Certificate.objects.filter(supersedes=certificate).exists()
    confirm_revocation(revocation=proposal, by=approver(), at=ISSUE_DAY)
    certificate.refresh_from_db()
    assert certificate.state == State.REVOKED


def test_once_the_revocation_is_declined_the_certificate_may_be_corrected():
    certificate = a_certificate()
    decline_revocation(revocation=propose(certificate), by=approver(), at=ISSUE_DAY)
    assert correct(certificate, name="Atieno").certificates.get().supersedes == certificate


def test_what_is_being_corrected_is_not_proposed_for_revocation_meanwhile():
    certificate = a_certificate()
    correct(certificate, name="Atieno")
    with pytest.raises(CorrectionUnderWay):
        propose(certificate)


@pytest.mark.parametrize(
    ("role", "may_propose", "may_confirm"),
    [
        (Role.OFFICIAL, False, False),
        (Role.FOCAL_POINT, False, False),
        (Role.INSTRUCTOR, False, False),
        (Role.SECRETARIAT, True, False),
        (Role.APPROVER, False, True),
        (Role.REGIONAL_OFFICE, True, False),
    ],
)
def test_each_role_does_what_it_may(role, may_propose, may_confirm):
    batch, actor = issued(officials=1), officer(role)
    person, town = batch.certificates.get(kind="C"), batch.certificates.get(kind="T")
    proposal = propose(town)

    def may(action) -> bool:
        try:
            action()
        except NotPermitted:
            return False
        return True

    assert may(lambda: propose(person, actor)) is may_propose
    assert may(lambda: confirm_revocation(revocation=proposal, by=actor, at=ISSUE_DAY)) is may_confirm
