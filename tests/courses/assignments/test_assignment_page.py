"""An assignment as an official hands it in, without script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from courses.assignments.actions.marking import return_for_revision
from courses.assignments.actions.uploads import add_file
from courses.assignments.models import Submission
from courses.assignments.tasks import mail_mark, mail_receipt, mail_return
from courses.progress.actions import fold_enrolment
from lms.mail.models import OutgoingMail
from tests.courses.assessment.taking import text_of
from tests.courses.assignments.handing_in import HALF, WORST, address, drafted, handed_in, learner, marked
from tests.factories import people
from tests.factories.learning import AFTER, DURING, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def sent(name: str, data: bytes = b"abc") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_an_official_writes_adds_a_file_and_hands_in(browser_of):
    enrolment = learner(peers=2).enrolment
    browser, there = browser_of(enrolment.person), address(enrolment)
    page = text_of(browser.get(there))
    assert "Describe a1 of your city." in page
    assert "Level of 3 in r1" in page
    assert "2 other learners review it" in page
    browser.post(there, {"step": "begin"})
    browser.post(there, {"step": "save", "text": "We ask first.", "files": [sent("plan.txt"), sent("map.pdf")]})
    page = browser.get(there).content.decode()
    assert "We ask first.</textarea>" in page
    assert "map.pdf" in page
    code = Submission.objects.get().files.first().code
    browser.post(there, {"step": "save", "text": "We ask first.", "remove": code})
    answer = browser.post(there, {"step": "submit", "text": "We ask, then build."}, follow=True)
    assert "waiting for marking" in text_of(answer)
    kept = Submission.objects.get()
    assert (kept.state, kept.text, kept.files.get().name) == ("submitted", "We ask, then build.", "map.pdf")
    browser.post(there, {"step": "save", "text": "Changed."})
    kept.refresh_from_db()
    assert kept.text == "We ask, then build."


def test_a_file_that_is_refused_does_not_take_the_text_along(browser_of):
    enrolment = learner().enrolment
    browser, there = browser_of(enrolment.person), address(enrolment)
    browser.post(there, {"step": "begin"})
    refused = browser.post(there, {"step": "submit", "text": "Kept.", "files": [sent("run.exe")]}, follow=True)
    assert "“run.exe” is not of an allowed kind." in text_of(refused)
    kept = Submission.objects.get()
    assert (kept.text, kept.state) == ("Kept.", "draft")


@pytest.mark.parametrize("text", ["a\0b", "x" * 50_001])
def test_a_text_that_cannot_be_is_refused_on_the_page(browser_of, text):
    enrolment = learner().enrolment
    browser, there = browser_of(enrolment.person), address(enrolment)
    browser.post(there, {"step": "begin"})
    answer = browser.post(there, {"step": "save", "text": text})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_the_mark_is_shown_with_its_rubric_and_comment(browser_of):
    course = learner()
    marked(handed_in(course), WORST)
    marked(handed_in(course), HALF)
    page = text_of(browser_of(course.enrolment.person).get(address(course.enrolment)))
    assert "3 of 5 points (60%)" in page
    assert "Well said." in page
    assert "Not passed yet" in page
    assert "Hand in again" not in page


def test_a_return_shows_its_reason_and_goes_on(browser_of):
    course = learner()
    submission = handed_in(course)
    return_for_revision(submission=submission, reason="Say who.", by=people.instructor(), at=DURING)
    browser, there = browser_of(course.enrolment.person), address(course.enrolment)
    assert "Say who." in text_of(browser.get(there))
    browser.post(there, {"step": "begin"})
    page = browser.get(there).content.decode()
    assert "Our city asks first.</textarea>" in page
    assert "Say who." in page


def test_a_file_is_handed_out_to_its_owner_only_and_only_to_be_saved(browser_of):
    course = learner()
    draft, by = drafted(course), course.enrolment.person
    html = b"<script>alert(1)</script>"
    file = add_file(enrolled=course, submission=draft, name="note.txt", size=len(html), chunks=[html], by=by, at=DURING)
    there = address(course.enrolment, "assignment_file", file.code)
    answer = browser_of(by).get(there)
    assert b"".join(answer.streaming_content) == html
    assert answer["Content-Disposition"] == 'attachment; filename="note.txt"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"].startswith("sandbox")
    other = learner(course.enrolment.edition, "Salma").enrolment
    for person_, enrolment in ((other.person, other), (other.person, course.enrolment), (by, other)):
        assert browser_of(person_).get(address(enrolment, "assignment_file", file.code)).status_code == 404
    assert Client().get(there).status_code == 302


def test_nothing_is_handed_in_after_the_deadline(browser_of, time_machine):
    course = learner()
    drafted(course, "Late.")
    time_machine.move_to(AFTER)
    browser, there = browser_of(course.enrolment.person), address(course.enrolment)
    page = text_of(browser.get(there))
    assert "The deadline has passed" in page
    assert "Save draft" not in page
    browser.post(there, {"step": "submit", "text": "Late."})
    assert Submission.objects.get().state == "draft"


def test_the_assignment_of_another_is_not_there(browser_of):
    enrolment = learner().enrolment
    stranger = browser_of(person("Salma"))
    assert stranger.get(address(enrolment)).status_code == 404
    assert stranger.post(address(enrolment), {"step": "begin"}).status_code == 404
    quiz = browser_of(enrolment.person).get(address(enrolment).replace("a1", "l1"))
    assert quiz.status_code == 404


def test_why_it_is_not_done_is_explained(browser_of):
    course = learner()
    browser, why = browser_of(course.enrolment.person), f"/my/progress/{course.enrolment.code}/"

    def said() -> str:
        fold_enrolment(enrolment_id=course.enrolment_id, at=DURING)
        return text_of(browser.get(why))

    assert "Assignment a1: not taken yet" in said()
    submission = handed_in(course)
    assert "Assignment a1: handed in, waiting for marking" in said()
    marked(submission, WORST)
    assert "Assignment a1: best result 0%, 60% is needed" in said()
    marked(handed_in(course))
    assert "Assignment a1: passed, best result 100%" in said()


def test_mails_tell_once_what_happened():
    course = learner()
    submission = handed_in(course)
    for _time in range(2):
        mail_receipt(submission_id=submission.pk)
        mail_return(submission_id=submission.pk)
    marked(submission)
    mail_mark(submission_id=submission.pk)
    subjects = list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True))
    assert subjects == ["Received: Assignment a1", "Marked: Assignment a1"]
    text = OutgoingMail.objects.get(subject="Marked: Assignment a1").text
    assert "5 of 5 points" in text
    assert address(course.enrolment) in text


def test_the_page_costs_the_same_for_one_submission_and_for_many(browser_of, django_assert_num_queries):
    course = learner(resubmissions=9)
    browser, there = browser_of(course.enrolment.person), address(course.enrolment)
    marked(handed_in(course), WORST)
    browser.get(there)
    for times in (0, 5):
        for _time in range(times):
            marked(handed_in(course), WORST)
        with django_assert_num_queries(5):
            browser.get(there)
