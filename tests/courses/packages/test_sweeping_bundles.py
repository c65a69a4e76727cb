"""Bundles that nobody plays with are given back."""

from datetime import timedelta

import pytest

from courses.packages.actions import (
    sweep_packages,
)
from courses.packages.models import Blob, Bundle, Content
from courses.packages.players.sets import core_key, libraries_key
from courses.packages.queries import releases_of
from tests.courses.packages.stored import stored_files
from tests.factories.learning import BEFORE
from tests.factories.libraries import brought, library

pytestmark = pytest.mark.django_db


def test_a_bundle_that_no_revision_plays_with_goes_after_a_week_and_its_files_with_it():
    before = stored_files()
    content = brought("A", library("A", script="first"))
    early, late = BEFORE + timedelta(days=2), BEFORE + timedelta(days=10)
    used, core = (libraries_key(releases_of(content.current), at=early), core_key(at=early))
    brought("A", library("A", patch=1, script="second"))
    now = libraries_key(releases_of(Content.objects.latest("pk").current), at=early)
    assert used != now
    sweep_packages(at=early)
    assert set(Bundle.objects.values_list("key", flat=True)) == {used, core, now}
    sweep_packages(at=late)
    assert set(Bundle.objects.values_list("key", flat=True)) == {core, now}
    assert stored_files() - before == set(Blob.objects.values_list("name", flat=True))
