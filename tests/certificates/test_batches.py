"""Preparing and approving: frozen texts, four eyes, refusals."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from certificates.actions.batches import (
    BatchNotOpen,
    CannotBePrinted,
    NobodyEligible,
    NotPreviewedYet,
    SignatoryChanged,
    approve_batch,
    discard_batch,
    prepare_batch,
    set_aside,
)
from certificates.actions.printing import note_preview
from certificates.models import Certificate, CertificateBatch, Signatory
from certificates.queries.eligibility import cities_without_certificate, eligible_officials
from certificates.queries.shortfalls import shortfalls
from certificates.queries.signatories import SignatoryMissing
from certificates.rights import NotPermitted, OutOfReach, SameOfficer
from courses.programmes.models import TrainingProgramme
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.audit.models import AuditEntry
from lms.network.models import City, Position, Region
from tests.factories.certificates import (
    ISSUE_DAY,
    approved,
    approver,
    ended,
    officer,
    prepared,
    previewed,
    secretary,
    signatories,
)
from tests.factories.learning import city, edition, enrolled, folded, person, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_press")]
State = Certificate.State


def test_the_text_is_frozen_when_the_batch_is_prepared():
    run, home = edition(), city(native_name="Nairobi", country="Kenya", languages=["sw", "en"])
    learner = person("Wanjiku Otieno", native_name="Wanjikũ")
    ended(run, home, learner)
    signatories()
    batch = prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY)
    User.objects.filter(pk=learner.pk).update(display_name="Somebody Else")
    City.objects.update(name="Elsewhere")
    TrainingProgramme.objects.update(title="Renamed")
    text = batch.certificates.get(kind="C").text
    assert text["person"]["name"] == {"english": "Wanjiku Otieno", "native": "Wanjikũ"}
    assert text["city"] == {
        "name": {"english": "Nairobi", "native": "Nairobi"},
        "country": {"english": "Kenya", "native": ""},
    }
    assert text["training"]["programme"]["english"] == "E-government"
    assert (text["language"], text["training"]["hours"]) == ("sw", 4)
    assert [row["name"] for row in text["signatories"]] == ["Amina Diallo"]


def test_title_and_programme_are_given_in_english_and_in_the_citys_language():
    run, home = edition(), city("seoul", languages=["ko"])
    TrainingProgramme.objects.update(titles={"ko": "전자정부"})
    learner = person("김서연", latin_name="Kim Seo-yeon")
    Position.objects.create(person=learner, city=home, title="과장", title_latin="Director", since=date(2026, 1, 1))
    ended(run, home, learner)
    signatories()
    text = prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY).certificates.get(kind="C").text
    assert text["person"] == {
        "name": {"english": "Kim Seo-yeon", "native": "김서연"}, "title": {"english": "Director", "native": "과장"},
    }  # fmt: skip
    assert text["training"]["programme"] == {"english": "E-government", "native": "전자정부"}
    assert text["training"]["courses"] == [{"english": "Course foundations", "native": "과정 foundations"}]


def test_who_completed_and_who_took_part_receive_different_kinds_and_the_city_names_those_who_completed():
    run, home = edition(), city()
    ended(run, home, person("Achieng"))
    ended(run, home, person("Baraka"), outcome="participated")
    signatories()
    batch = prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY)
    assert sorted(batch.certificates.values_list("kind", flat=True)) == ["C", "P", "T"]
    annex = batch.certificates.get(kind="T").text["officials"]
    assert [row["name"]["english"] for row in annex] == ["Achieng"]
    assert len(batch.certificates.get(kind="T").text["signatories"]) == 2


def test_a_city_waits_until_enough_of_its_officials_have_completed():
    run, home = edition(city_certificate_from=2), city()
    ended(run, home)
    signatories()
    assert not prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY).certificates.filter(kind="T").exists()
    [standing] = cities_without_certificate(edition=run, cities=City.objects.all())
    assert standing.needed == 1
    ended(run, home)
    assert prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY).certificates.filter(kind="T").exists()


def test_nobody_is_in_two_batches():
    batch = prepared()
    with pytest.raises(NobodyEligible):
        prepare_batch(edition=batch.edition, by=secretary(), at=ISSUE_DAY)


def test_a_discarded_batch_leaves_its_officials_eligible():
    batch = prepared()
    discard_batch(batch=batch, by=batch.prepared_by, at=ISSUE_DAY)
    again = prepare_batch(edition=batch.edition, by=batch.prepared_by, at=ISSUE_DAY)
    assert again.certificates.count() == 2


def test_without_a_signatory_in_office_nothing_is_prepared():
    run = edition()
    ended(run, city())
    with pytest.raises(SignatoryMissing, match="Secretary General"):
        prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY)
    signatories()
    Signatory.objects.update(until=ISSUE_DAY.date())
    with pytest.raises(SignatoryMissing):
        prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY)
    assert not CertificateBatch.objects.exists()


def test_a_signatory_who_left_between_preparing_and_approving_is_not_printed():
    batch = prepared()
    Signatory.objects.filter(name="Amina Diallo").update(until=ISSUE_DAY.date())
    Signatory.objects.create(office="secretary-general", name="Jonas Vik", since=ISSUE_DAY.date())
    with pytest.raises(SignatoryChanged, match="Amina Diallo"):
        approved(batch)


def test_who_prepared_may_not_approve_even_with_the_right():
    both = User.objects.create_superuser("both@polidari.example", display_name="Both")
    batch = prepared(by=both)
    with pytest.raises(SameOfficer):
        approve_batch(batch=batch, by=both, at=ISSUE_DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateBatch.objects.filter(pk=batch.pk).update(approved_by=both, state="approved")


def test_a_batch_is_approved_once_and_only_after_its_preview():
    run = edition()
    ended(run, city())
    signatories()
    batch = prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY)
    with pytest.raises(NotPreviewedYet, match="2"):
        approved(batch)
    previewed(batch.certificates.all())
    approved(batch)
    with pytest.raises(BatchNotOpen):
        approved(batch)
    with pytest.raises(BatchNotOpen):
        discard_batch(batch=batch, by=batch.prepared_by, at=ISSUE_DAY)


def test_one_that_cannot_be_printed_is_set_aside_and_takes_no_number():
    run = edition()
    for name in ("Achieng", "Baraka"):
        ended(run, city(), person(name))
    signatories()
    batch = prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY)
    bad, *good = batch.certificates.order_by("pk")
    note_preview(certificate=bad, failure="no such character")
    previewed(good)
    with pytest.raises(CannotBePrinted, match="1"):
        approved(batch)
    set_aside(certificate=bad, by=batch.prepared_by, at=ISSUE_DAY)
    approved(batch)
    assert set(batch.certificates.exclude(state=State.DISCARDED).values_list("serial", flat=True)) == {1, 2}
    assert [row.enrolment_id for row in eligible_officials(edition=run, cities=City.objects.all())] == [
        bad.enrolment_id
    ]


def test_an_approval_that_fails_at_its_end_gives_its_numbers_back(monkeypatch):
    batch = prepared(officials=2)
    with monkeypatch.context() as broken:
        broken.setattr("certificates.actions.batches.ask_for_job", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            approved(batch)
    assert not batch.certificates.exclude(number=None).exists()
    approved(batch)
    assert set(batch.certificates.values_list("serial", flat=True)) == {1, 2, 3}


def test_a_new_year_begins_at_one():
    first = approved(prepared(edition(code="EGF-1")))
    batch = prepared(edition(code="EGF-2"))
    approve_batch(batch=batch, by=approver(), at=ISSUE_DAY + timedelta(days=300))
    assert list(first.certificates.order_by("serial").values_list("year", "serial")) == [(2026, 1), (2026, 2)]
    assert list(batch.certificates.order_by("serial").values_list("year", "serial")) == [(2027, 1), (2027, 2)]


def test_a_regional_officer_prepares_for_the_own_region_only():
    run, far = edition(), Region.objects.create(code="far", name="Far")
    ended(run, city("nairobi"))
    ended(run, city("osaka", region=far))
    signatories()
    regional = officer(Role.REGIONAL_OFFICE, region=far)
    batch = prepare_batch(edition=run, by=regional, at=ISSUE_DAY)
    assert {row.city.slug for row in batch.certificates.all()} == {"osaka"}
    others = prepare_batch(edition=run, by=secretary(), at=ISSUE_DAY)
    with pytest.raises(OutOfReach):
        discard_batch(batch=others, by=regional, at=ISSUE_DAY)
    assert {row.city.slug for row in others.certificates.all()} == {"nairobi"}


@pytest.mark.parametrize(
    ("role", "may_prepare", "may_approve"),
    [
        (Role.OFFICIAL, False, False),
        (Role.FOCAL_POINT, False, False),
        (Role.INSTRUCTOR, False, False),
        (Role.SECRETARIAT, True, False),
        (Role.APPROVER, False, True),
        (Role.REGIONAL_OFFICE, True, False),
    ],
)
def test_each_role_does_what_it_may(role, may_prepare, may_approve):
    batch, run, actor = prepared(edition(code="EGF-1")), edition(code="EGF-2"), officer(role)
    ended(run, city())

    def may(action) -> bool:
        try:
            action()
        except NotPermitted:
            return False
        return True

    assert may(lambda: prepare_batch(edition=run, by=actor, at=ISSUE_DAY)) is may_prepare
    assert may(lambda: approve_batch(batch=batch, by=actor, at=ISSUE_DAY)) is may_approve


def test_every_step_is_in_the_audit_log():
    batch = approved()
    found = AuditEntry.objects.filter(target_type="certificates.certificatebatch", target_id=str(batch.pk))
    assert set(found.values_list("action", flat=True)) == {"batch.prepared", "batch.approved"}


def test_why_an_official_is_not_eligible_is_shown_against_the_pinned_course():
    run = edition()
    enrolment = enrolled(run=run)
    read(enrolment, "l1")
    folded(enrolment)
    [row] = shortfalls(edition=run, cities=City.objects.all(), language="en")
    assert row.enrolment == enrolment
    assert row.courses[0].missing == ("Lesson l2", "Lesson l3", "Lesson l4")
    assert float(row.fraction) == 0.25


def test_preparing_costs_the_same_statements_for_one_and_for_twenty(django_assert_max_num_queries):
    signatories()
    by, runs = secretary(), [edition(code="EGF-1"), edition(code="EGF-2")]
    for run, count in zip(runs, (1, 20), strict=True):
        for number in range(count):
            ended(run, city(), person(f"Official {number}"))
    for run in runs:
        with django_assert_max_num_queries(30):
            prepare_batch(edition=run, by=by, at=ISSUE_DAY)
