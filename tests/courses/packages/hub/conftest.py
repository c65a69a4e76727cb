from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from tests.factories.hubs import StandIn, standing_in


@pytest.fixture
def hub(settings: LazySettings) -> Iterator[StandIn]:
    with standing_in() as stand_in:
        settings.H5P_HUB_URL = stand_in.address
        cache.clear()
        yield stand_in
    cache.clear()
