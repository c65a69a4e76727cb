"""One row for each piece of work: nothing lost, nothing done by two at once."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery import Celery, shared_task
from django.conf import settings
from django.db import connection, transaction

from lms.jobs import tasks
from lms.jobs.actions import (
    LEASE,
    LONGEST_PAUSE,
    MOST_TRIES,
    ask_for_job,
    ask_unless_waiting,
    claim_job,
    extend_lease,
    fail_job,
    finish_job,
    retry_job,
)
from lms.jobs.current import LeaseLost, report_progress, working_on
from lms.jobs.models import Job
from lms.jobs.nudge import nudge
from lms.jobs.queries import due_jobs
from lms.refusals import Refusal

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
State = Job.State
done: list[dict[str, object]] = []


@shared_task(name="tests.note")
def note(**arguments: object) -> None:
    done.append(arguments)
    report_progress(done=1, total=2, at=NOON)


@shared_task(name="tests.refuse")
def refuse() -> None:
    raise Refusal


@shared_task(name="tests.stumble")
def stumble() -> None:
    raise OSError("disk full")


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    done.clear()


@pytest.fixture
def nudged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The jobs of which the broker was told."""
    told: list[int] = []
    monkeypatch.setattr("lms.jobs.actions.nudge", lambda *, job_id, queue: told.append(job_id))
    monkeypatch.setattr("lms.jobs.tasks.nudge", lambda *, job_id, queue: told.append(job_id))
    return told


def ask(task: str = "tests.note", key: str = "one", **values) -> Job:
    return ask_for_job(key=key, task=task, arguments=values.pop("arguments", {}), at=NOON, **values)


def ask_anew(**arguments: object) -> list[Job]:
    ask_unless_waiting(task="tests.note", arguments=arguments, at=NOON, queue="batch")
    return list(Job.objects.order_by("pk"))


@pytest.mark.django_db
class TestAsking:
    def test_the_same_work_asked_for_twice_is_one_job(self, nudged: list[int]) -> None:
        assert ask().pk == ask().pk
        assert Job.objects.count() == 1

    def test_the_broker_hears_of_it_after_the_commit_only(
        self, nudged: list[int], django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            job = ask()
            assert nudged == []
        assert nudged == [job.pk]

    def test_work_of_a_transaction_that_fails_is_never_asked_for(
        self, nudged: list[int], django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            ask()
            transaction.set_rollback(True)
        assert (Job.objects.count(), nudged) == (0, [])

    def test_a_call_that_waits_serves_whoever_asks_for_the_same(self) -> None:
        wanted = ask_anew(page=1), ask_anew(page=2), ask_anew(page=1)
        assert [job.arguments for job in wanted[-1]] == [{"page": 1}, {"page": 2}]

    def test_one_that_does_everything_takes_the_place_of_those_that_wait_and_serves_all(self) -> None:
        ask_anew(page=1)
        assert [job.arguments for job in ask_anew()] == [{}]
        assert [job.arguments for job in ask_anew(page=2)] == [{}]

    def test_one_that_has_begun_serves_nobody_else_be_it_only_to_be_tried_again(self) -> None:
        begun = claim_job(job_id=ask_anew(page=1)[0].pk, at=NOON)
        assert begun
        fail_job(job=begun, error="again", at=NOON, final=False)
        assert len(ask_anew(page=1)) == 2
        assert len(ask_anew()) == 2, "what has begun is not taken away"

    def test_a_broker_that_is_away_stops_nobody(
        self, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
    ) -> None:
        def away(*_: object, **__: object) -> None:
            raise ConnectionError

        monkeypatch.setattr("celery.current_app.send_task", away)
        with django_capture_on_commit_callbacks(execute=True):
            ask()
        assert Job.objects.get().state == State.QUEUED

    def test_nor_does_it_keep_anybody_waiting(self, monkeypatch: pytest.MonkeyPatch) -> None:
        away = Celery(broker="redis://127.0.0.1:1/0", set_as_current=False)
        away.conf.update(
            broker_transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS,
            task_publish_retry=settings.CELERY_TASK_PUBLISH_RETRY,
        )
        monkeypatch.setattr("lms.jobs.nudge.current_app", away)
        began = time.monotonic()
        nudge(job_id=1, queue="mail")
        assert time.monotonic() - began < 4, "without the options kombu waits 6 seconds"


@pytest.mark.django_db
class TestLease:
    def test_of_two_claimers_one_gets_it(self) -> None:
        job = ask()
        assert claim_job(job_id=job.pk, at=NOON)
        assert claim_job(job_id=job.pk, at=NOON) is None

    def test_a_worker_that_died_loses_it_when_the_lease_runs_out(self) -> None:
        job = ask()
        dead = claim_job(job_id=job.pk, at=NOON)
        assert claim_job(job_id=job.pk, at=NOON + LEASE - timedelta(seconds=1)) is None
        heir = claim_job(job_id=job.pk, at=NOON + LEASE)
        assert dead
        assert heir
        assert heir.tries == 2
        assert not finish_job(job=dead, at=NOON + LEASE), "a worker that comes back must not end the heir's try"
        assert finish_job(job=heir, at=NOON + LEASE)

    def test_work_that_no_worker_survives_ends_as_failed(self) -> None:
        job, at = ask(), NOON
        for _ in range(MOST_TRIES):
            assert claim_job(job_id=job.pk, at=at)
            at += LEASE
        assert claim_job(job_id=job.pk, at=at) is None
        job.refresh_from_db()
        assert (job.state, job.ended_at) == (State.FAILED, at)
        assert job.error
        assert not due_jobs(at=at + LEASE).exists()

    def test_a_sign_of_life_keeps_it(self) -> None:
        job = claim_job(job_id=ask().pk, at=NOON)
        assert job
        assert extend_lease(job=job, at=NOON + timedelta(seconds=50), done=3, total=9)
        assert claim_job(job_id=job.pk, at=NOON + LEASE) is None
        job.refresh_from_db()
        assert (job.done, job.total) == (3, 9)

    def test_who_lost_it_is_told_and_stops(self) -> None:
        slow = claim_job(job_id=ask().pk, at=NOON)
        assert slow
        claim_job(job_id=slow.pk, at=NOON + LEASE)
        with working_on(slow), pytest.raises(LeaseLost):
            report_progress(done=1, total=2, at=NOON + LEASE)

    def test_outside_a_job_progress_is_nobody_s(self) -> None:
        report_progress(done=1, total=2, at=NOON)


@pytest.mark.django_db
class TestPerforming:
    def test_a_job_calls_its_task_with_its_arguments(self) -> None:
        job = ask(arguments={"city": 7})
        tasks.perform(job_id=job.pk)
        job.refresh_from_db()
        assert (done, job.state, job.done, job.total) == ([{"city": 7}], State.DONE, 1, 2)

    def test_a_message_that_comes_twice_does_the_work_once(self) -> None:
        job = ask()
        tasks.perform(job_id=job.pk)
        tasks.perform(job_id=job.pk)
        assert len(done) == 1

    @pytest.mark.parametrize("task", ["tests.refuse", "tests.nobody_knows_this"])
    def test_a_refusal_is_final(self, task: str) -> None:
        job = ask(task)
        tasks.perform(job_id=job.pk)
        job.refresh_from_db()
        assert job.state == State.FAILED
        assert job.error

    def test_another_error_is_tried_again_later(self) -> None:
        job = ask("tests.stumble")
        tasks.perform(job_id=job.pk)
        job.refresh_from_db()
        assert (job.state, job.error) == (State.QUEUED, "OSError: disk full")
        assert job.due_at > NOON

    def test_each_pause_is_longer_and_the_tries_end(self) -> None:
        job, pauses, at = ask("tests.stumble"), [], NOON
        for _ in range(MOST_TRIES):
            trying = claim_job(job_id=job.pk, at=at)
            assert trying
            fail_job(job=trying, error="again", at=at, final=False)
            job.refresh_from_db()
            pauses.append(job.due_at - at)
            at = job.due_at
        assert pauses[:3] == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
        assert max(pauses[:-1]) == LONGEST_PAUSE
        assert job.state == State.FAILED

    def test_a_failed_job_can_be_opened_again_and_only_a_failed_one(self) -> None:
        job = ask("tests.refuse")
        assert not retry_job(job=job, at=NOON)
        tasks.perform(job_id=job.pk)
        assert retry_job(job=job, at=NOON)
        job.refresh_from_db()
        assert (job.state, job.tries, job.ended_at) == (State.QUEUED, 0, None)


@pytest.mark.django_db
class TestSweep:
    def test_it_finds_a_job_whose_nudge_was_lost(self, nudged: list[int]) -> None:
        job = ask()
        tasks.sweep()
        assert nudged == [job.pk]

    def test_it_leaves_what_is_held_put_off_or_ended(self, nudged: list[int]) -> None:
        held, put_off, ended = ask(key="held"), ask(key="put off"), ask(key="ended")
        claim_job(job_id=held.pk, at=NOON)
        for job, finish in ((put_off, False), (ended, True)):
            taken = claim_job(job_id=job.pk, at=NOON)
            assert taken
            fail_job(job=taken, error="", at=NOON, final=finish)
        assert list(due_jobs(at=NOON + timedelta(seconds=1))) == []
        assert list(due_jobs(at=NOON + timedelta(seconds=2))) == [put_off]
        assert set(due_jobs(at=NOON + LEASE)) == {held, put_off}


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_that_claim_at_once_one_wins() -> None:
    job, won, start = ask(), [], threading.Barrier(4)

    def claim() -> None:
        start.wait()
        won.append(claim_job(job_id=job.pk, at=NOON) is not None)
        connection.close()

    workers = [threading.Thread(target=claim) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(won) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a transaction holds the whole of SQLite")
def test_a_call_that_serves_a_transaction_too_is_not_begun_before_its_commit() -> None:
    job, begun = ask_anew(page=1)[0], threading.Event()

    def claim() -> None:
        claim_job(job_id=job.pk, at=NOON)
        begun.set()
        connection.close()

    worker = threading.Thread(target=claim)
    with transaction.atomic():
        assert ask_anew(page=1) == [job]
        worker.start()
        assert not begun.wait(0.5)
    assert begun.wait(5)
    worker.join()


@pytest.mark.parametrize("entry", settings.CELERY_BEAT_SCHEDULE.values(), ids=lambda entry: entry["task"])
def test_what_beat_sends_is_dropped_when_no_worker_took_it_in_time(entry: dict[str, Any]) -> None:
    assert entry["schedule"] <= entry["options"]["expires"] <= 60 * 60
