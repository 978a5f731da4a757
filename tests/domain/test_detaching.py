"""Consent withdrawn: the child stays, its parent goes from it, and that is on the record."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlmodel import select

from rxfeed.domain import circle, detaching, gallery, ids, notices, offers
from rxfeed.domain.consent import Decision
from rxfeed.domain.detaching_reading import children
from rxfeed.domain.errors import Conflict, NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.tables import Edge, Offer
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.domain.remixes import FREE, hang, tie, told

NOBODY_MAY = Changes(decision=Decision("nobody", FREE))


@pytest.fixture
def mara(house: House) -> Viewer:
    return making.person(house, "mara")


@pytest.fixture
def tariq(house: House) -> Viewer:
    return making.person(house, "tariq")


def edges(house: House, child: str) -> list[tuple[int, bool, int | None]]:
    """Number, whether it is detached, and by whom."""
    with house.database.reading() as session:
        rows = session.exec(select(Edge).where(Edge.child_id == ids.from_text(child)).order_by(Edge.number))  # type: ignore[arg-type]
        return [(edge.number, edge.detached_at is not None, edge.detached_by) for edge in rows]


@pytest.mark.parametrize("withdrawn", ["nobody", "blocked", "blocks"])
def test_what_is_withdrawn_can_be_detached_and_its_author_is_told(house: House, mara: Viewer, tariq: Viewer, withdrawn: str) -> None:
    parent, other, child = hang(house, mara), hang(house, mara), hang(house, tariq)
    tie(house, child, parent, other)
    offers.offer(house, tariq, child, "mara")
    with pytest.raises(Conflict):
        detaching.detach(house, mara, parent, child)
    match withdrawn:
        case "nobody":
            gallery.edit(house, mara, parent, NOBODY_MAY)
        case "blocked":
            circle.block(house, mara, "tariq")
        case "blocks":
            circle.block(house, tariq, "mara")
    version = gallery.show(house, tariq, child).card.version
    for _ in range(2):
        detaching.detach(house, mara, parent, child)
    assert edges(house, child) == [(0, True, mara.account_id), (1, False, None)]
    shown = gallery.show(house, tariq, child)
    assert (shown.status, shown.card.version) == ("published", version + 1), "it stays, and cards of it are drawn anew"
    assert told(house, tariq) == ["detached"]
    assert [notice.kind for notice in notices.page(house, making.again(house, tariq)).notices] == ["detached"], "also across a block"
    with house.database.reading() as session:
        left = [ids.to_text(row.parent_id) for row in session.exec(select(Offer))]
    assert left == ([other] if withdrawn == "nobody" else [])


def test_only_the_parents_author_detaches(house: House, mara: Viewer, tariq: Viewer) -> None:
    parent, child, stranger = hang(house, mara), hang(house, tariq), hang(house, tariq)
    tie(house, child, parent)
    gallery.edit(house, mara, parent, NOBODY_MAY)
    for who, one, two, why in (
        (tariq, parent, child, NotFound), (NOBODY, parent, child, NotSignedIn), (mara, parent, "x" * 50_000, NotFound), (mara, "\0", child, NotFound),
    ):  # fmt: skip
        with pytest.raises(why):
            detaching.detach(house, who, one, two)
    with pytest.raises(NotFound):
        children(house, tariq, parent)
    assert [(one.id, one.by.handle, one.detached) for one in children(house, mara, parent).children] == [(child, "tariq", False)]
    gallery.edit(house, tariq, child, Changes(visibility="followers"))
    assert [(one.id, one.seen, one.by.handle) for one in children(house, mara, parent).children] == [(child, False, "")]
    for other in (parent, hang(house, mara)):
        detaching.detach(house, mara, other, stranger)  # which doesn't say whose that is
    assert (edges(house, child), told(house, tariq)) == ([(0, False, None)], [])


def test_detached_offered_and_accepted_at_the_same_moment(house: House, mara: Viewer, tariq: Viewer) -> None:
    parent, child = hang(house, mara), hang(house, tariq)
    tie(house, child, parent)
    gallery.edit(house, mara, parent, NOBODY_MAY)
    deeds: list[Callable[[], object]] = [
        lambda: offers.offer(house, tariq, child, "mara"),
        lambda: offers.answer(house, mara, child, accept=True),
        lambda: detaching.detach(house, mara, parent, child),
        lambda: gallery.edit(house, mara, parent, NOBODY_MAY),
        lambda: gallery.edit(house, tariq, child, Changes(caption="again")),
    ]

    def do(deed: Callable[[], object]) -> None:
        with suppress(Conflict, NotFound, NotAllowed):
            deed()

    with ThreadPoolExecutor(6) as people:
        list(people.map(do, deeds * 5))
    assert edges(house, child) == [(0, True, mara.account_id)]
    assert (offers.versions(house, mara, parent), offers.look(house, tariq, child)) == ([], [])
    assert (told(house, tariq), told(house, mara)) == (["detached"], [])
    with house.database.reading() as session:
        assert session.exec(select(Offer)).all() == []
