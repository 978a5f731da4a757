"""Asking first: what both sides see, what the answer allows, and what ends it, whoever is quicker."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from rxfeed.domain import circle, gallery, ids, permission_rows, remix_requests
from rxfeed.domain.consent import Decision
from rxfeed.domain.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.permission_rows import Publishing
from rxfeed.domain.remix_requests_asking import AGAIN
from rxfeed.domain.tables import Account, RemixRequest
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted
from tests.domain.clocks import HeldClock
from tests.domain.remixes import FREE, hang, told

PUBLIC = Publishing("public", FREE)


@pytest.fixture
def mara(house: House) -> Viewer:
    return making.person(house, "mara")


@pytest.fixture
def tariq(house: House) -> Viewer:
    return making.person(house, "tariq")


def may(house: House, who: Viewer, post_id: str, publishing: Publishing | None = None) -> bool:
    with house.database.writing() as session, suppress(RxfeedError):
        return len(permission_rows.check(session, who.require_account(), [(ids.from_text(post_id), 0)], publishing=publishing)) == 1
    return False


def test_a_yes_is_for_one_person_and_one_post(house: House, mara: Viewer, tariq: Viewer) -> None:
    asked, other = hang(house, mara, "ask"), hang(house, mara, "ask")
    assert not may(house, tariq, asked)
    for _ in range(2):
        remix_requests.ask(house, tariq, asked, " Your light, in a harbour of mine? ")
    assert (told(house, mara), remix_requests.look(house, tariq, asked).asked) == (["remix_request"], "waiting")
    page = remix_requests.of_post(house, mara, asked)
    assert [(one.who.handle, one.message, one.status) for one in page.requests] == [("tariq", "Your light, in a harbour of mine?", "waiting")]
    for _ in range(2):
        remix_requests.answer(house, mara, asked, "tariq", accept=True)
    assert (told(house, mara), told(house, tariq)) == ([], ["remix_accepted"])
    assert may(house, tariq, asked, PUBLIC)
    assert not may(house, tariq, other)
    assert not may(house, making.person(house), asked)
    with pytest.raises(Conflict):
        remix_requests.ask(house, tariq, asked)


def test_a_no_holds_for_a_while_and_can_become_a_yes(house: House, mara: Viewer, tariq: Viewer) -> None:
    post = hang(house, mara, "nobody")
    remix_requests.ask(house, tariq, post)
    remix_requests.answer(house, mara, post, "tariq", accept=False)
    assert (told(house, mara), told(house, tariq), may(house, tariq, post)) == ([], ["remix_declined"], False)
    with pytest.raises(Conflict) as soon:
        remix_requests.ask(house, tariq, post)
    assert soon.value.values["days"] == AGAIN.days
    remix_requests.ask(replace(house, clock=HeldClock(house.clock.now() + AGAIN + timedelta(hours=1))), tariq, post)
    remix_requests.answer(house, mara, post, "tariq", accept=True)
    assert (may(house, tariq, post), told(house, tariq)) == (True, ["remix_accepted"])


@pytest.mark.parametrize("undone", ["withdrawn", "nobody", "blocked", "blocks", "taken back", "licence"])
def test_new_remixes_stop_at_once(house: House, mara: Viewer, tariq: Viewer, undone: str) -> None:
    post = hang(house, mara, "ask")
    remix_requests.ask(house, tariq, post)
    if undone != "taken back":
        remix_requests.answer(house, mara, post, "tariq", accept=True)
    match undone:
        case "withdrawn":
            remix_requests.answer(house, mara, post, "tariq", accept=False)
        case "nobody":
            gallery.edit(house, mara, post, Changes(decision=Decision("nobody", FREE)))
        case "licence":
            gallery.edit(house, mara, post, Changes(decision=Decision("nobody", "CC-BY-ND-4.0")))
        case "blocked":
            circle.block(house, mara, "tariq")
        case "blocks":
            circle.block(house, tariq, "mara")
        case "taken back":
            remix_requests.take_back(house, tariq, post)
    assert not may(house, tariq, post, PUBLIC)
    assert (told(house, mara), told(house, tariq)) == ([], [])
    circle.unblock(house, mara, "tariq")
    circle.unblock(house, tariq, "mara")
    assert not may(house, tariq, post, PUBLIC), "it is not had back by that"
    if undone != "licence":
        remix_requests.ask(house, tariq, post)
        assert told(house, mara) == ["remix_request"], "one may ask again"
        return
    with pytest.raises(NotAllowed):
        remix_requests.ask(house, tariq, post)


def test_what_is_for_followers_is_shown_to_others_only_where_its_author_agreed(house: House, mara: Viewer, tariq: Viewer) -> None:
    post = hang(house, mara, "anyone", visibility="followers")
    with pytest.raises(NotFound):
        remix_requests.ask(house, tariq, post)
    circle.follow(house, tariq, "mara")
    assert may(house, tariq, post)
    assert not any(may(house, tariq, post, Publishing(visibility, FREE)) for visibility in ("public", "unlisted", "followers"))
    assert remix_requests.look(house, tariq, post).wider
    remix_requests.ask(house, tariq, post)
    assert told(house, mara) == ["follow", "remix_request_wider"]
    remix_requests.answer(house, mara, post, "tariq", accept=False)
    assert (told(house, tariq), may(house, tariq, post)) == (["remix_declined_wider"], True), "it may be remixed as before"
    remix_requests.answer(house, mara, post, "tariq", accept=True)
    assert (told(house, tariq), may(house, tariq, post, PUBLIC)) == (["remix_accepted"], True)


@pytest.mark.parametrize("wider", [True, False])
def test_asking_for_more_leaves_what_is_allowed(house: House, mara: Viewer, tariq: Viewer, wider: bool) -> None:
    circle.follow(house, tariq, "mara")
    post = hang(house, mara, "ask")
    remix_requests.ask(house, tariq, post)
    remix_requests.answer(house, mara, post, "tariq", accept=True)
    gallery.edit(house, mara, post, Changes(visibility="followers"))
    for _ in range(2):
        remix_requests.ask(house, tariq, post, "May I show it?")
        assert (may(house, tariq, post), may(house, tariq, post, PUBLIC)) == (True, False)
        assert [(one.status, one.wider) for one in remix_requests.of_post(house, mara, post).requests] == [("wider", True)]
    remix_requests.take_back(house, tariq, post)
    assert (may(house, tariq, post), remix_requests.look(house, tariq, post).asked) == (True, "accepted")
    remix_requests.ask(house, tariq, post)
    remix_requests.answer(house, mara, post, "tariq", accept=wider)
    assert (may(house, tariq, post), may(house, tariq, post, PUBLIC)) == (True, wider)
    assert (told(house, mara), told(house, tariq)) == (["follow"], ["remix_accepted" if wider else "remix_declined_wider"])
    if not wider:
        with pytest.raises(Conflict, match="has said no"):
            remix_requests.ask(house, tariq, post)
    remix_requests.answer(house, mara, post, "tariq", accept=False)
    assert not may(house, tariq, post)


def test_a_yes_for_what_everybody_saw_is_no_yes_for_what_fewer_see(house: House, mara: Viewer, tariq: Viewer) -> None:
    post = hang(house, mara, "ask")
    remix_requests.ask(house, tariq, post)
    gallery.edit(house, mara, post, Changes(visibility="unlisted"))
    remix_requests.answer(house, mara, post, "tariq", accept=True)
    assert (may(house, tariq, post, PUBLIC), may(house, tariq, post, Publishing("unlisted", FREE))) == (False, True)


def test_what_may_not_be_remixed_is_said(house: House, mara: Viewer, tariq: Viewer) -> None:
    free, second, binned = hang(house, mara), hang(house, mara, licence="CC-BY-SA-4.0"), hang(house, tariq)
    gallery.bin(house, tariq, binned)
    one, two, three = (ids.from_text(post) for post in (free, second, binned))
    for parents in ([], [(one, 0)] * 2, [(one, number) for number in range(5)]):
        refused(house, tariq, parents, Invalid)
    refused(house, tariq, [(one, 1)], NotFound)
    refused(house, tariq, [(three, 0)], NotAllowed)
    refused(house, tariq, [(ids.mint(), 0)], NotFound)
    refused(house, tariq, [(one, 0), (two, 0)], Invalid, Publishing("public", FREE))
    refused(house, tariq, [(one, 0)], Invalid, Publishing("public", "nonsense"))
    with house.database.writing() as session:
        rows = permission_rows.check(session, tariq.require_account(), [(two, 0), (one, 0)], publishing=Publishing("public", "CC-BY-SA-4.0"))
    assert [row.post.id for row in rows] == [two, one]


def refused(house: House, who: Viewer, parents: list[tuple[int, int]], why: type[RxfeedError], publishing: Publishing | None = None) -> None:
    with house.database.writing() as session, pytest.raises(why):
        permission_rows.check(session, who.require_account(), parents, publishing=publishing)


def test_nobody_asks_or_answers_for_somebody_else(house: House, mara: Viewer, tariq: Viewer) -> None:
    post, eve = hang(house, mara, "ask"), making.person(house, "eve")
    remix_requests.ask(house, tariq, post)
    for who in (eve, tariq):
        with pytest.raises(NotFound):
            remix_requests.answer(house, who, post, "tariq", accept=True)
        with pytest.raises(NotFound):
            remix_requests.of_post(house, who, post)
    with pytest.raises(Conflict):
        remix_requests.answer(house, mara, post, "eve", accept=True)
    with pytest.raises(Invalid):
        remix_requests.ask(house, mara, post)
    for deed in (lambda: remix_requests.ask(house, NOBODY, post), lambda: remix_requests.answer(house, NOBODY, post, "tariq", accept=True)):
        with pytest.raises(NotSignedIn):
            deed()
    with pytest.raises(Invalid):
        remix_requests.ask(house, eve, post, "x" * 50_000)
    for junk in ("", "\0", "x" * 50_000):
        with pytest.raises(NotFound):
            remix_requests.ask(house, tariq, junk)
        with pytest.raises(NotFound):
            remix_requests.answer(house, mara, post, junk, accept=True)
    with counted(house) as asked:
        remix_requests.of_post(house, mara, post)
    assert len(asked) == 2
    assert not may(house, tariq, post)


def test_whoever_is_quicker_a_no_is_a_no(house: House, mara: Viewer, tariq: Viewer) -> None:
    """Asked, taken back, accepted, declined, withdrawn for all, blocked and published at the same moment."""
    post = hang(house, mara, "ask")
    deeds: list[Callable[[], object]] = [
        lambda: remix_requests.ask(house, tariq, post, "?"),
        lambda: remix_requests.answer(house, mara, post, "tariq", accept=True),
        lambda: remix_requests.answer(house, mara, post, "tariq", accept=False),
        lambda: remix_requests.take_back(house, tariq, post),
        lambda: gallery.edit(house, mara, post, Changes(decision=Decision("nobody", FREE))),
        lambda: gallery.edit(house, mara, post, Changes(decision=Decision("ask", FREE))),
        lambda: may(house, tariq, post, PUBLIC),
        lambda: circle.block(house, mara, "tariq"),
        lambda: circle.unblock(house, mara, "tariq"),
    ]

    def do(deed: Callable[[], object]) -> None:
        with suppress(Conflict, NotFound, NotAllowed, Invalid):
            deed()

    with ThreadPoolExecutor(6) as people:
        list(people.map(do, deeds * 6))
    gallery.edit(house, mara, post, Changes(decision=Decision("ask", FREE)))
    gallery.edit(house, mara, post, Changes(decision=Decision("nobody", FREE)))
    circle.unblock(house, mara, "tariq")
    assert not may(house, tariq, post, PUBLIC)
    with house.database.reading() as session:
        rows = list(session.exec(select(RemixRequest)))
    assert len(rows) <= 1
    waiting = [row for row in rows if row.status == "waiting"]
    assert told(house, mara) == ["remix_request"] * len(waiting)
    assert "remix_accepted" not in told(house, tariq)


def test_requests_go_with_accounts_and_posts(house: House, mara: Viewer, tariq: Viewer) -> None:
    first, second = hang(house, mara, "ask"), hang(house, mara, "ask")
    for who, post in ((tariq, first), (making.person(house), second)):
        remix_requests.ask(house, who, post)
    with house.database.writing() as session:
        session.delete(session.get_one(Account, tariq.account_id))
    assert remix_requests.of_post(house, mara, first).requests == []
    with house.database.writing() as session:
        session.delete(session.get_one(Account, mara.account_id))
    with house.database.reading() as session:
        assert session.exec(select(RemixRequest)).all() == []
