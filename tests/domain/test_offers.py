"""Offering a remix back: who sees what of it, and what ends it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlmodel import select

from rxfeed.domain import circle, gallery, offers
from rxfeed.domain.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.tables import Offer
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted
from tests.domain.remixes import hang, tie, told


@pytest.fixture
def mara(house: House) -> Viewer:
    """Her picture was taken further."""
    return making.person(house, "mara")


@pytest.fixture
def tariq(house: House) -> Viewer:
    return making.person(house, "tariq")


@pytest.fixture
def pair(house: House, mara: Viewer, tariq: Viewer) -> tuple[str, str]:
    """Parent and child."""
    parent, child = hang(house, mara), hang(house, tariq)
    tie(house, child, parent)
    return parent, child


def versions(house: House, who: Viewer, parent: str) -> list[tuple[str, str]]:
    return [(one.id, one.by.handle) for one in offers.versions(house, who, parent)]


def offered(house: House, who: Viewer, child: str) -> list[tuple[str, str, bool]]:
    return [(one.who.handle, one.status, one.mine) for one in offers.look(house, who, child)]


def test_what_is_accepted_stands_there_as_a_version_by_both(house: House, mara: Viewer, tariq: Viewer, pair: tuple[str, str]) -> None:
    parent, child = pair
    assert (offered(house, tariq, child), offered(house, mara, child)) == ([("mara", "", False)], [])
    for _ in range(2):
        offers.offer(house, tariq, child, "mara")
        assert (told(house, mara), offered(house, mara, child), versions(house, tariq, parent)) == (["offer"], [("mara", "waiting", True)], [])
    for _ in range(2):
        offers.answer(house, mara, child, accept=True)
        assert (told(house, mara), told(house, tariq), versions(house, NOBODY, parent)) == ([], ["offer_accepted"], [(child, "tariq")])
    assert offered(house, NOBODY, child) == [("mara", "accepted", False)]
    with counted(house) as asked:
        offers.versions(house, tariq, parent)
    assert len(asked) <= 5
    gallery.bin(house, tariq, child)
    assert versions(house, tariq, parent) == versions(house, mara, parent) == []


def test_a_no_is_told_to_nobody(house: House, mara: Viewer, tariq: Viewer, pair: tuple[str, str]) -> None:
    parent, child = pair
    offers.offer(house, tariq, child, "mara")
    before = offered(house, tariq, child)
    offers.answer(house, mara, child, accept=False)
    assert (offered(house, tariq, child), told(house, tariq), offered(house, mara, child)) == (before, [], [("mara", "declined", True)])
    offers.take_back(house, tariq, child, "mara")
    offers.offer(house, tariq, child, "mara")
    assert (told(house, mara), offered(house, tariq, child), versions(house, mara, parent)) == ([], before, [])
    with pytest.raises(Conflict):
        offers.answer(house, mara, child, accept=True)


@pytest.mark.parametrize("undone", ["taken back", "declined", "blocked", "blocks"])
def test_either_can_end_it(house: House, mara: Viewer, tariq: Viewer, pair: tuple[str, str], undone: str) -> None:
    parent, child = pair
    offers.offer(house, tariq, child, "mara")
    offers.answer(house, mara, child, accept=True)
    match undone:
        case "taken back":
            offers.take_back(house, tariq, child, "mara")
        case "declined":
            offers.answer(house, mara, child, accept=False)
        case "blocked":
            circle.block(house, mara, "tariq")
            circle.unblock(house, mara, "tariq")
        case "blocks":
            circle.block(house, tariq, "mara")
            circle.unblock(house, tariq, "mara")
    assert (versions(house, mara, parent), told(house, tariq), offered(house, NOBODY, child)) == ([], [], [])


def test_only_what_came_of_somebodys_picture_is_offered_by_its_author(house: House, mara: Viewer, tariq: Viewer, pair: tuple[str, str]) -> None:
    parent, child = pair
    eve = making.person(house, "eve")
    for who, post, to, why in (
        (eve, child, "mara", NotFound), (tariq, child, "eve", NotFound), (tariq, child, "tariq", Invalid), (mara, parent, "tariq", NotFound),
        (NOBODY, child, "mara", NotSignedIn), (tariq, "x" * 50_000, "mara", NotFound), (tariq, child, "\0", NotFound),
    ):  # fmt: skip
        with pytest.raises(why):
            offers.offer(house, who, post, to)
    for who in (eve, mara, tariq):
        with pytest.raises(Conflict):
            offers.answer(house, who, child, accept=True)
    gallery.edit(house, tariq, child, Changes(visibility="followers"))
    with pytest.raises(NotAllowed):
        offers.offer(house, tariq, child, "mara")
    assert told(house, mara) == []


def test_whoever_is_quicker_rows_and_notices_agree(house: House, mara: Viewer, tariq: Viewer, pair: tuple[str, str]) -> None:
    parent, child = pair
    deeds: list[Callable[[], object]] = [
        lambda: offers.offer(house, tariq, child, "mara"),
        lambda: offers.answer(house, mara, child, accept=True),
        lambda: offers.take_back(house, tariq, child, "mara"),
        lambda: circle.block(house, mara, "tariq"),
        lambda: circle.unblock(house, mara, "tariq"),
    ]

    def do(deed: Callable[[], object]) -> None:
        with suppress(Conflict, NotFound, NotAllowed):
            deed()

    with ThreadPoolExecutor(6) as people:
        list(people.map(do, deeds * 8))
    circle.unblock(house, mara, "tariq")
    with house.database.reading() as session:
        rows = [row.status for row in session.exec(select(Offer))]
    assert told(house, mara) == ["offer"] * rows.count("waiting")
    assert told(house, tariq) == ["offer_accepted"] * rows.count("accepted")
    assert len(versions(house, mara, parent)) == rows.count("accepted")
