"""Who sees what of an assignment; another's and what is not there look the same."""

from django.http import Http404, HttpRequest

from courses.assignments.models import PeerReview, Submission, SubmissionFile, Upload
from courses.assignments.queries import review_for
from courses.enrolment.doors import learner
from courses.enrolment.models import EnrolledCourse


def review_or_404(request: HttpRequest, code: str) -> PeerReview:
    review = review_for(person=learner(request), code=code)
    if review is None:
        raise Http404
    return review


def own_file_or_404(enrolled: EnrolledCourse, activity_key: str, code: str) -> SubmissionFile:
    place = {"submission__enrolment": enrolled.enrolment_id, "submission__course": enrolled.course_id}
    found = SubmissionFile.objects.filter(**place, submission__activity_key=activity_key, code=code).first()
    if found is None:
        raise Http404
    return found


def upload_or_404(enrolled: EnrolledCourse, activity_key: str, code: str) -> Upload:
    place = {"submission__enrolment": enrolled.enrolment_id, "submission__course": enrolled.course_id}
    found = Upload.objects.select_related("submission", "file")
    upload = found.filter(**place, submission__activity_key=activity_key, code=code).first()
    if upload is None:
        raise Http404
    return upload


def file_in_or_404(submission: Submission, code: str) -> tuple[int, SubmissionFile]:
    """The file and its number, counted from 1."""
    for place, file in enumerate(submission.files.all(), start=1):
        if file.code == code:
            return place, file
    raise Http404
