"""Two people and a paid engine that does as it is told."""

from __future__ import annotations

import pytest

from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from tests.domain.people import account
from tests.jobs.engines import ObedientEngine


@pytest.fixture
def engine(house: House) -> ObedientEngine:
    obedient = ObedientEngine()
    house.engines.replace("obedient", obedient, None)
    return obedient


@pytest.fixture
def anna(house: House, engine: ObedientEngine) -> Viewer:
    return account(house, "anna")


@pytest.fixture
def bert(house: House) -> Viewer:
    return account(house, "bert")
