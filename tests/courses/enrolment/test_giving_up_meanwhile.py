"""A seat that is given up while a worker enrols its official, with real transactions and threads."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import connection, transaction

from courses.enrolment.models import Enrolment
from courses.enrolment.tasks import enrol_confirmed, withdraw_given_up
from courses.programmes.actions.nominations import withdraw_nomination
from tests.factories.programmes import MONDAY, Story

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_seat_given_up_while_its_official_is_being_enrolled_leaves_nobody_enrolled(time_machine):
    time_machine.move_to(MONDAY)
    story = Story()
    nomination = story.confirmed(story.accepted())

    def give_up() -> None:
        try:
            withdraw_nomination(nomination=nomination, reason="", by=story.focal_point, at=MONDAY)
            withdraw_given_up(nomination_id=nomination.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            enrol_confirmed(nomination_id=nomination.pk)
            given_up = pool.submit(give_up)
            wait([given_up], timeout=1)
        given_up.result()
    assert Enrolment.objects.get(nomination=nomination).state == Enrolment.State.WITHDRAWN
