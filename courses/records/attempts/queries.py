"""Which revision of an activity's content a learner plays."""

from courses.enrolment.models import EnrolledCourse
from courses.outline.structure import Activity
from courses.packages.models import ContentRevision
from courses.packages.queries import revision_of
from courses.records.models import Attempt


def revision_to_play(*, enrolled: EnrolledCourse, activity: Activity) -> ContentRevision | None:
    """That of the attempt under way, else what the outline froze; where it froze none, what the content is now.

    What is remembered and claimed belongs to the attempt: another revision would be played with this one's answers.
    """
    under_way = Attempt.objects.filter(
        enrolment=enrolled.enrolment_id, course=enrolled.course_id, activity_key=activity.key, ended_at=None
    )
    attempt = under_way.select_related("revision__content", "revision__main").first()
    return attempt.revision if attempt else revision_of(content=activity.package, revision=activity.revision)
