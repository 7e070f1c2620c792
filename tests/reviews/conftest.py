"""What the tests of the record share."""

from collections.abc import Iterator

import pytest

from reviews.bibliography.lookup import HOSTS
from tests.origin import Origin


@pytest.fixture
def origin() -> Iterator[Origin]:
    """A server that stands for all of the hosts that papers are looked up at."""
    server = Origin(*HOSTS)
    yield server
    server.close()
