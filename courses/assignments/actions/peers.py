"""Reviews by peers: who reviews whom, and what they say."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assignments.models import LONGEST_COMMENT, PeerReview, Submission
from courses.assignments.pairing import Pair, paired
from courses.assignments.queries import assignment_of
from courses.assignments.rubric import points_of
from courses.assignments.texts import checked_text
from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import Enrolment
from courses.programmes.models import Edition
from lms.accounts.models import User
from lms.refusals import Refusal

State, Done = Submission.State, PeerReview.State
GONE = (Enrolment.State.WITHDRAWN, Enrolment.State.INCOMPLETE)


class NotYourReview(Refusal):
    message: ClassVar[str | Promise] = _("This review is no longer yours to write; your list shows what is.")


class ReviewedAlready(Refusal):
    message: ClassVar[str | Promise] = _("You have reviewed this submission already.")


class CommentMissing(Refusal):
    message: ClassVar[str | Promise] = _("Write a sentence that helps the author.")


@transaction.atomic
def assign_peers(*, edition: Edition, course_id: int, activity_key: str, at: datetime) -> None:
    """Bring the reviews of an assignment in an edition to what they should be; asked again, nothing changes.

    Who has handed in reviews others who have. What is complete stays. What nobody has written yet moves where
    somebody came or left.
    """
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    rows = Submission.objects.filter(enrolment__edition=edition, course=course_id, activity_key=activity_key)
    latest = _latest(rows)
    each = max((assignment_of(submission=one).peers for one in latest.values()), default=0)
    reviews = {
        (one.reviewer_id, one.submission.enrolment_id): one
        for one in PeerReview.objects.filter(submission__in=rows).select_related("submission")
    }
    complete = {pair for pair, one in reviews.items() if one.state == Done.COMPLETE}
    assigned = {pair for pair, one in reviews.items() if one.submission_id == _pk(latest.get(pair[1]))} - complete
    wanted = paired(
        latest, each=each, complete=complete, assigned=assigned, seed=f"{edition.pk}:{course_id}:{activity_key}"
    )
    _bring_to(wanted, {pair: one.pk for pair, one in reviews.items()}, kept=complete | assigned, of=latest, at=at)


@transaction.atomic
def submit_peer_review(
    *, review: PeerReview, levels: Mapping[str, str], comment: str, by: User, at: datetime
) -> PeerReview:  # fmt: skip
    """A level for each criterion and a comment. The instructor sees the middle of them all, and decides."""
    found = PeerReview.objects.select_for_update(of=("self",), no_key=True).filter(pk=review.pk)
    row = found.select_related("submission", "reviewer__city").first()
    if row is None:
        raise NotYourReview
    check_may_learn(enrolment=row.reviewer, by=by, at=at)
    if row.state == Done.COMPLETE:
        raise ReviewedAlready
    row.comment = checked_text(comment, most=LONGEST_COMMENT)
    if not row.comment:
        raise CommentMissing
    row.points, row.levels = points_of(assignment_of(submission=row.submission), levels), dict(levels)
    row.state, row.completed_at = Done.COMPLETE, at
    row.save()
    return row


def _latest(rows: QuerySet[Submission]) -> dict[int, Submission]:
    """By enrolment: what was handed in last of who is still there, unless it went back for revision."""
    standing = rows.exclude(state=State.DRAFT).exclude(enrolment__state__in=GONE).order_by("number")
    latest = {one.enrolment_id: one for one in standing}
    return {pk: one for pk, one in latest.items() if one.state != State.RETURNED}


def _bring_to(
    wanted: set[Pair], known: Mapping[Pair, int], *, kept: set[Pair], of: Mapping[int, Submission], at: datetime
) -> None:  # fmt: skip
    PeerReview.objects.filter(pk__in=[known[pair] for pair in known if pair not in wanted & kept]).delete()
    PeerReview.objects.bulk_create(
        PeerReview(reviewer_id=reviewer, submission=of[author], assigned_at=at)
        for reviewer, author in sorted(wanted - kept)
    )


def _pk(submission: Submission | None) -> int | None:
    return submission.pk if submission else None
