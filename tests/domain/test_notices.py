"""What people are told: grouped, once, not by whom they don't see, and right however many do it at once."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select, update

from rxfeed.domain import accounts_deletion, circle, gallery, ids, mutes, notices, studio, studio_ends, talk
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import FOLLOW, FOLLOW_REQUEST, LIKE, REMIX, REMIX_ACCEPTED, Kind
from rxfeed.domain.notices_reading import PAGE
from rxfeed.domain.studio_statuses import CallStatus
from rxfeed.domain.tables import Account, Call, Notice, NoticeBy, NoticeChoice
from rxfeed.domain.viewer import NOBODY, Viewer
from tests import making
from tests.counting import counted
from tests.domain.asking import ASK
from tests.domain.clocks import HeldClock
from tests.houses import SqliteTemplates, opened


def tell(house: House, kind: Kind, to: Viewer, by: Viewer, post_id: str = "") -> bool:
    with house.database.writing() as session:
        number = ids.from_text(post_id) if post_id else None
        return notices.give(session, kind, to=to.require_account(), by=by.require_account(), post_id=number, now=house.clock.now())


def rows(house: House) -> list[Notice]:
    with house.database.reading() as session:
        return list(session.exec(select(Notice)))


def test_many_likes_of_one_post_at_once_are_one_notice(house: House) -> None:
    mara = making.person(house, "mara")
    post_id = making.post(house, mara).card.id
    fans = [making.person(house) for _ in range(40)]
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda fan: tell(house, LIKE, mara, fan, post_id), fans * 2))
    assert sum(told) == len(fans), "twice is once"
    (notice,) = rows(house)
    assert (notice.people, notice.last, notice.unread) == (40, 40, True)
    assert (notices.unread(house, mara), notices.page(house, mara).notices[0].others, notices.recount(house)) == (1, 38, 0)
    with house.database.reading() as session:
        assert sorted(session.exec(select(NoticeBy.number))) == list(range(1, 41))


def test_of_a_post_with_a_muted_tag_nobody_hears_unless_they_have_asked_or_it_is_theirs(house: House) -> None:
    mara, kofi = (making.person(house, name) for name in ("mara", "kofi"))
    theirs, own = (making.post(house, whose, tags=["dusk"]).card.id for whose in (kofi, mara))
    mutes.mute_tag(house, mara, "dusk")
    assert [tell(house, kind, mara, kofi, theirs) for kind in (REMIX, REMIX_ACCEPTED)] == [False, True]
    assert tell(house, LIKE, mara, kofi, own)
    mutes.unmute_tag(house, mara, "dusk")
    assert tell(house, REMIX, mara, kofi, theirs)


def test_what_is_undone_is_taken_back(house: House) -> None:
    mara, tariq, kofi = (making.person(house, name) for name in ("mara", "tariq", "kofi"))
    post_id = making.post(house, mara).card.id
    for fan in (tariq, kofi):
        tell(house, LIKE, mara, fan, post_id)
    with house.database.writing() as session:
        assert notices.take_back(session, LIKE, by=kofi.require_account(), post_id=ids.from_text(post_id)) == [mara.account_id]
    assert rows(house)[0].people == 1
    with house.database.writing() as session:
        notices.take_back(session, LIKE, by=tariq.require_account(), post_id=ids.from_text(post_id))
        assert notices.take_back(session, LIKE, by=tariq.require_account(), post_id=ids.from_text(post_id)) == []
    assert rows(house) == []
    with house.database.writing() as session, pytest.raises(ValueError, match="name"):
        notices.take_back(session, LIKE, by=1)


def test_nobody_is_told_by_themselves_by_whom_they_do_not_see_or_of_what_they_have_switched_off(house: House) -> None:
    mara, tariq, kofi = (making.person(house, name) for name in ("mara", "tariq", "kofi"))
    circle.block(house, tariq, "mara")
    circle.mute(house, mara, "kofi")
    assert not any(tell(house, FOLLOW, mara, other) for other in (mara, tariq, kofi))
    with house.database.writing() as session:
        session.add(NoticeChoice(account_id=mara.account_id, kind=FOLLOW.name, wanted=False))
    assert not tell(house, FOLLOW, mara, making.person(house))
    assert rows(house) == []


def test_a_page_of_them_groups_names_and_leaves_out_whom_one_does_not_hear_of(house: House) -> None:
    mara = making.person(house, "mara")
    post_id = making.post(house, mara).card.id
    fans = [making.person(house, f"fan{number}") for number in range(5)]
    for fan in fans:
        tell(house, LIKE, mara, fan, post_id)
    circle.follow(house, fans[0], "mara")
    newest, liked = notices.page(house, mara).notices
    assert (newest.kind, newest.href, [who.handle for who in newest.people], newest.others) == ("follow", "/u/fan0", ["fan0"], 0)
    assert (liked.href, liked.sentence, liked.others, liked.unread) == (f"/p/{post_id}", LIKE.many, 3, True)
    assert [who.handle for who in liked.people] == ["fan4", "fan3"]
    assert liked.thumb.endswith("-96.webp")
    circle.block(house, mara, "fan4")
    circle.mute(house, mara, "fan0")
    leave(house, fans[3])
    mara = making.again(house, mara)
    (liked,) = notices.page(house, mara).notices
    assert ([who.handle for who in liked.people], liked.others) == (["fan2", "fan1"], 0)
    assert notices.unread(house, mara) == 1
    gallery.bin(house, mara, post_id)
    assert (notices.page(house, mara).notices, notices.unread(house, mara)) == ([], 0)
    gallery.restore(house, mara, post_id)
    assert notices.unread(house, mara) == 1


def test_what_was_shown_is_read_and_what_came_since_is_not(house: House) -> None:
    mara, tariq, kofi = (making.person(house, name) for name in ("mara", "tariq", "kofi"))
    post_id = making.post(house, mara).card.id
    tell(house, LIKE, mara, tariq, post_id)
    shown = notices.page(house, mara)
    tell(house, LIKE, mara, kofi, post_id)
    notices.seen(house, kofi, shown.upto)
    notices.seen(house, mara, shown.upto)
    assert notices.unread(house, mara) == 1
    with house.database.writing() as session:
        notices.take_back(session, LIKE, by=kofi.require_account(), to=mara.require_account())
    assert notices.unread(house, mara) == 0, "only what had been read is left"
    tell(house, LIKE, mara, kofi, post_id)
    assert notices.unread(house, mara) == 1
    notices.all_seen(house, mara)
    assert (notices.unread(house, mara), notices.page(house, mara).upto) == (0, {})
    for junk in ({"": 1}, {"x" * 50_000: 2}):
        with pytest.raises(NotFound):
            notices.seen(house, mara, junk)


def test_a_page_costs_the_same_however_many_there_are(house: House) -> None:
    me = making.person(house, "me")
    circle.mute(house, me, making.person(house).handle)
    me = making.again(house, me)
    posts = [making.post(house, me).card.id for _ in range(3)]
    costs = []
    for fan in [making.person(house) for _ in range(9)]:
        tell(house, LIKE, me, fan, posts[len(costs) % 3])
        circle.follow(house, fan, "me")
        with counted(house) as asked:
            notices.page(house, me)
        costs.append(len(asked))
    assert set(costs) == {4}
    with counted(house) as asked:
        notices.unread(house, me)
    assert len(asked) == 1


def test_sqlite_finds_them_by_their_indexes(tmp_path: Path) -> None:
    """However many there are: on a database without statistics, as ours are."""
    with SqliteTemplates(tmp_path).database(tmp_path) as url, opened(tmp_path, url) as house:
        mara = making.person(house)
        with counted(house) as asked:
            notices.page(house, mara)
            notices.unread(house, mara)
        of_notices = [query for query in asked if "FROM notice" in query]
        with house.database.reading() as session:
            plans = [session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("0",) * query.count("?")).all() for query in of_notices]
    steps = [row[3] for plan in plans for row in plan]
    assert len(plans) == 2
    assert not [step for step in steps if step.startswith("SCAN") and "anon" not in step]
    assert not [step for step in steps if "TEMP B-TREE" in step]
    assert "SEARCH notice USING INDEX ix_notice_newest (account_id=?)" in steps
    assert "SEARCH notice USING INDEX ix_notice_unread (account_id=?)" in steps


def test_pages_go_on(house: House) -> None:
    mara = making.person(house, "mara")
    fans = [making.person(house) for _ in range(PAGE + 2)]
    for fan in fans:
        tell(house, FOLLOW_REQUEST, mara, fan)
    first = notices.page(house, mara)
    second = notices.page(house, mara, first.next)
    assert [line.people[0].handle for line in first.notices + second.notices] == [fan.handle for fan in reversed(fans)]
    assert (second.next, notices.unread(house, mara)) == ("", PAGE + 2)
    for viewer, cursor, error in ((NOBODY, "", NotSignedIn), (mara, "junk", Invalid)):
        with pytest.raises(error):
            notices.page(house, viewer, cursor)
    assert notices.unread(house, NOBODY) == 0


def test_kinds_are_switched_off_and_on(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    assert notices.wanted(house, mara)["follow"]
    assert not notices.wanted(house, mara)["generation_ready"]
    notices.choose(house, mara, "follow", on=False)
    circle.follow(house, tariq, "mara")
    assert notices.unread(house, mara) == 0
    notices.choose(house, mara, "follow", on=True)
    circle.unfollow(house, tariq, "mara")
    circle.follow(house, tariq, "mara")
    assert notices.unread(house, mara) == 1
    circle.unfollow(house, tariq, "mara")
    assert rows(house) == []
    for kind in ("moderation", "nothing", "", "x" * 50_000, 7, None):
        with pytest.raises(Invalid):
            notices.choose(house, mara, kind, on=False)  # type: ignore[arg-type]
    with pytest.raises(NotSignedIn):
        notices.choose(house, NOBODY, "follow", on=False)


def test_a_deleted_account_leaves_no_trace_in_what_others_are_told(house: House) -> None:
    mara, tariq, kofi = (making.person(house, name) for name in ("mara", "tariq", "kofi"))
    post_id = making.post(house, mara).card.id
    for fan in (tariq, kofi):
        tell(house, LIKE, mara, fan, post_id)
    circle.follow(house, kofi, "mara")
    notices.seen(house, mara, {ids.to_text(row.id): 1 for row in rows(house)})
    leave(house, kofi)
    accounts_deletion.carry_out_deletions(house)
    (left,) = rows(house)
    assert (left.kind, left.people, left.unread) == ("like", 1, False)
    assert notices.recount(house) == 0
    leave(house, mara)
    accounts_deletion.carry_out_deletions(house)
    assert rows(house) == []


def test_a_comment_is_quoted_as_it_is_now_and_gone_with_it(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    post_id = making.post(house, mara).card.id
    comment = talk.write(house, tariq, post_id, "What a **lovely** light & <b>sea</b>")
    (told,) = notices.page(house, mara).notices
    assert (told.words, told.href) == ("What a lovely light & <b>sea</b>", f"/p/{post_id}#c-{comment}")
    talk.edit(house, tariq, comment, "No")
    assert notices.page(house, mara).notices[0].words == "No"
    talk.delete(house, tariq, comment)
    assert (notices.page(house, mara).notices, notices.unread(house, mara)) == ([], 0)


def test_what_is_old_goes(house: House) -> None:
    mara, tariq = making.person(house, "mara"), making.person(house, "tariq")
    tell(house, FOLLOW_REQUEST, mara, tariq)
    later = dataclasses.replace(house, clock=HeldClock(house.clock.now() + timedelta(days=91)))
    assert (notices.forget_old(house), notices.forget_old(later), rows(house)) == (0, 1, [])


def test_of_a_generation_its_owner_is_told_once_and_at_its_end(house: House, anna: Viewer) -> None:
    notices.choose(house, anna, "generation_ready", on=True)
    for status, kind in ((CallStatus.FAILED, "generation_failed"), (CallStatus.INTERRUPTED, "generation_ready"), (CallStatus.CANCELLED, "")):
        studio.request(house, anna, dataclasses.replace(ASK, variants=2))
        ready, bad = _calling(house)
        with ThreadPoolExecutor(2) as pool:
            first = CallStatus.FAILED if status == CallStatus.FAILED else CallStatus.READY
            list(pool.map(lambda end: _end(house, *end), [(ready, first), (bad, status)] if kind else [(ready, status), (bad, status)]))
        told = [one.kind for one in notices.page(house, anna).notices]
        assert told[:1] == [kind] or not kind
    assert [one.kind for one in notices.page(house, anna).notices] == ["generation_ready", "generation_failed"]


def _calling(house: House) -> list[int]:
    """The calls of the newest generation, as far as the request has left."""
    with house.database.writing() as session:
        calls = list(session.exec(select(Call).where(Call.status == CallStatus.QUEUED)))
        for call in calls:
            call.status = CallStatus.CALLING
        return [call.id for call in calls]


def _end(house: House, call_id: int, status: CallStatus) -> None:
    with house.database.writing() as session:
        call = session.get_one(Call, call_id, with_for_update=True)
        if status in {CallStatus.READY, CallStatus.FAILED}:
            call.status = CallStatus.STORING
        studio_ends.end(session, call, status, house.clock.now())


def leave(house: House, who: Viewer) -> None:
    with house.database.writing() as session:
        session.execute(update(Account).where(col(Account.id) == who.account_id).values(delete_at=house.clock.now()))
