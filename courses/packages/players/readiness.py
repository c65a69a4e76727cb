"""All that learners will ask for, made before they do: parameters cleaned, and libraries put together."""

from datetime import datetime

from courses.packages.cleaning import cleaned_parameters
from courses.packages.models import ContentRevision
from courses.packages.players.sets import make_ready
from courses.packages.queries import is_waiting, releases_of


def make_players_ready(*, at: datetime) -> None:
    """For every content that can be played. What is there already is left; done twice it changes nothing."""
    rows = ContentRevision.objects.filter(current_of__isnull=False, main__isnull=False).select_related("main")
    made: set[tuple[str, ...]] = set()
    for revision in rows.order_by("-pk").iterator(chunk_size=50):
        if is_waiting(revision):
            continue
        cleaned_parameters(revision)
        releases = releases_of(revision)
        digests = tuple(release.digest for release in releases)
        if digests not in made:
            made.add(digests)
            make_ready(releases, at=at)
