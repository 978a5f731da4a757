"""Uploads are counted before they are read, by everybody at once and never one too many."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from rxfeed.domain import uploads
from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.viewer import Viewer
from tests.domain.test_recipes import A1111, WANTED, png
from tests.making import guest, person, picture_bytes


def admitted(house: House, viewer: Viewer) -> bool:
    try:
        uploads.admit(house, viewer, "reference")
    except LimitReached:
        return False
    return True


def test_many_at_once_are_not_one_too_many(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "BY_ACCOUNT", replace(uploads.BY_ACCOUNT, most=5))
    me = person(house)
    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(lambda _: admitted(house, me), range(16))) == 5
    assert admitted(house, person(house))


def test_guests_count_by_address(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "FROM_ADDRESS", replace(uploads.FROM_ADDRESS, most=1))
    assert admitted(house, guest(house, "198.51.100.1"))
    assert not admitted(house, guest(house, "198.51.100.1"))
    assert admitted(house, guest(house, "198.51.100.2"))


def test_a_reference_brings_its_recipe_and_an_avatar_does_not(house: House) -> None:
    me = person(house)
    assert uploads.receive(house, me, png(parameters=A1111), "reference").recipe == WANTED
    assert uploads.receive(house, me, png(parameters=A1111), "avatar").recipe is None
    assert uploads.receive(house, me, picture_bytes(), "reference").recipe is None
