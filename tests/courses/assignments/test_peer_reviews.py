"""Reviews by peers go to who has handed in, and are written once."""

import pytest
from django.test import Client

from courses.assignments.actions.marking import return_for_revision
from courses.assignments.actions.peers import (
    CommentMissing,
    NotYourReview,
    ReviewedAlready,
    assign_peers,
    submit_peer_review,
)
from courses.assignments.actions.uploads import add_file
from courses.assignments.models import PeerReview
from courses.assignments.rubric import CriterionLeftOut
from courses.assignments.tasks import follow_enrolment
from courses.enrolment.actions import withdraw_enrolment
from courses.enrolment.guards import NotTheLearner
from tests.courses.assessment.taking import text_of
from tests.courses.assignments.handing_in import (
    BEST,
    HALF,
    KEY,
    address,
    drafted,
    handed_in,
    learner,
    marked,
    run,
)
from tests.factories import people
from tests.factories.learning import DURING, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


class Group:
    """Learners of one edition; those named have handed in."""

    def __init__(self, *names: str, **values) -> None:
        self.edition = run(**{"peers": 2} | values)
        self.courses = {name: learner(self.edition, name) for name in names}
        self.submissions = {name: handed_in(course, f"{name}'s words.") for name, course in self.courses.items()}
        self.assign()

    def assign(self) -> None:
        course_id = next(iter(self.courses.values())).course_id
        assign_peers(edition=self.edition, course_id=course_id, activity_key=KEY, at=DURING)

    def of(self, name: str) -> list[PeerReview]:
        return list(PeerReview.objects.filter(reviewer=self.courses[name].enrolment))

    def about(self, name: str) -> list[PeerReview]:
        return list(PeerReview.objects.filter(submission__enrolment=self.courses[name].enrolment))

    def write(self, review: PeerReview, levels=None, comment="Good; say who.", by=None) -> PeerReview:
        by = by or review.reviewer.person
        return submit_peer_review(review=review, levels=levels or BEST, comment=comment, by=by, at=DURING)


NAMES = ("Amara", "Bao", "Chen", "Dina")


def test_each_gives_and_gets_two_of_others():
    group = Group(*NAMES)
    assert all(len(group.of(name)) == len(group.about(name)) == 2 for name in NAMES)
    assert not any(one.reviewer_id == one.submission.enrolment_id for one in PeerReview.objects.all())
    known = set(PeerReview.objects.values_list("pk", flat=True))
    group.assign()
    assert set(PeerReview.objects.values_list("pk", flat=True)) == known


def test_a_review_is_written_once_by_whom_it_was_given_to():
    group = Group(*NAMES)
    review = group.of("Amara")[0]
    with pytest.raises(NotTheLearner):
        group.write(review, by=person("Somebody"))
    with pytest.raises(CommentMissing):
        group.write(review, comment=" ")
    with pytest.raises(CriterionLeftOut):
        group.write(review, levels={"r1": "r1p3"})
    assert group.write(review, HALF).points == 3
    with pytest.raises(ReviewedAlready):
        group.write(review)


def test_where_somebody_leaves_others_take_over():
    group = Group(*NAMES)
    done = group.write(group.of("Amara")[0])
    secretary = people.secretary()
    leaving = group.courses["Amara"].enrolment
    withdraw_enrolment(enrolment=leaving, reason="Moved", by=secretary, at=DURING)
    follow_enrolment(enrolment_id=leaving.pk, state="withdrawn")
    assert [one.pk for one in group.of("Amara")] == [done.pk]
    assert group.about("Amara") == []
    assert all(len(group.about(name)) == 2 for name in NAMES[1:])


def test_what_is_returned_is_reviewed_no_more_until_it_comes_back():
    group = Group(*NAMES)
    gone = group.about("Bao")[0]
    return_for_revision(submission=group.submissions["Bao"], reason="x", by=people.instructor(), at=DURING)
    group.assign()
    assert group.about("Bao") == []
    with pytest.raises(NotYourReview):
        group.write(gone)
    handed_in(group.courses["Bao"], "Better.")
    group.assign()
    assert {one.submission.number for one in group.about("Bao")} == {2}
    assert len(group.about("Bao")) == 2


def test_without_peers_nobody_reviews():
    assert Group(*NAMES, peers=0).of("Amara") == []


def test_a_reviewer_reads_and_writes_without_learning_whose_it_is(browser_of):
    group = Group("Amara")
    course = learner(group.edition, "Bao")
    draft, by = drafted(course, "Our words."), course.enrolment.person
    add_file(enrolled=course, submission=draft, name="Bao Nguyen.txt", size=3, chunks=[b"abc"], by=by, at=DURING)
    group.courses["Bao"] = course
    handed_in(course, "Our words.")
    group.assign()
    review, mine = group.of("Amara")[0], group.courses["Amara"].enrolment
    browser = browser_of(mine.person)
    assert "Reviews for you to write" in text_of(browser.get(address(mine)))
    page = address(mine, "assignment_review", review.code)
    shown = browser.get(page).content.decode()
    assert "Our words." in shown
    assert "File 1.txt" in shown
    assert "Bao" not in shown
    file = browser.get(address(mine, "assignment_review_file", review.code, draft.files.get().code))
    assert 'filename="File 1.txt"' in file["Content-Disposition"]
    assert b"".join(file.streaming_content) == b"abc"
    assert browser.post(page, {"c0": "0"}).status_code == 422
    assert browser.post(page, {"c0": "0", "c1": "9", "comment": "x"}).status_code == 422
    answer = browser.post(page, {"c0": "0", "c1": "1", "comment": "Say who it is for."}, follow=True)
    assert "Thank you." in text_of(answer)
    assert PeerReview.objects.get(pk=review.pk).points == 3
    assert "Say who it is for." in text_of(browser.get(page))


def test_the_author_reads_reviews_with_the_mark_and_no_names(browser_of):
    group = Group("Amara", "Bao")
    group.write(group.about("Bao")[0], comment="Name one city more.")
    bao = group.courses["Bao"].enrolment
    assert "Name one city more." not in text_of(browser_of(bao.person).get(address(bao)))
    marked(group.submissions["Bao"])
    shown = text_of(browser_of(bao.person).get(address(bao)))
    assert "Name one city more." in shown
    assert "Amara" not in shown


def test_a_review_of_another_is_not_there(browser_of):
    group = Group(*NAMES)
    review, other = group.of("Amara")[0], group.courses["Bao"].enrolment
    file = ("unknown",)
    for reader in (browser_of(other.person), browser_of(person("Salma"))):
        for enrolment in (other, group.courses["Amara"].enrolment):
            assert reader.get(address(enrolment, "assignment_review", review.code)).status_code == 404
            assert reader.get(address(enrolment, "assignment_review_file", review.code, *file)).status_code == 404
    assert Client().get(address(other, "assignment_review", review.code)).status_code == 302
