"""What the tests of the jobs share."""

from __future__ import annotations

import pytest

from rxfeed.domain.house import House
from tests.jobs.engines import ObedientEngine


@pytest.fixture
def engine(house: House) -> ObedientEngine:
    obedient = ObedientEngine()
    house.engines.replace("obedient", obedient, None)
    return obedient
