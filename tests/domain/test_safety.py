"""Reports, and what moderators do about them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import select

from rxfeed.domain import accounts_seen, circle, feeds, gallery, ids, marks, notices_kinds, safety, talk
from rxfeed.domain.errors import Conflict, Invalid, LimitReached, NotAllowed, NotFound, NotSignedIn, RxfeedError
from rxfeed.domain.gallery import Changes
from rxfeed.domain.house import House
from rxfeed.domain.safety import Decision, MatterView
from rxfeed.domain.tables import Comment, Notice, Report
from rxfeed.domain.viewer import NOBODY, Viewer
from tests.domain.test_pictures_sweep import later
from tests.making import again, person, post, suspended

WHY = "It shows somebody who does not want it."


@pytest.fixture
def mara(house: House) -> Viewer:
    return person(house, "mara")


@pytest.fixture
def judge(house: House) -> Viewer:
    return person(house, "judge", role="moderator")


class Told:
    """Stands where the bulletin is, and keeps what is announced by its topic."""

    def __init__(self) -> None:
        self.said: dict[str, list[Mapping[str, object]]] = {}

    def announce(self, topic: str, payload: Mapping[str, object]) -> None:
        self.said.setdefault(topic, []).append(payload)


def reported(house: House, author: Viewer, *reporters: Viewer, **more: object) -> str:
    """A post that they have reported."""
    made = post(house, author, **more).card.id
    for reporter in reporters or (person(house),):
        safety.report(house, reporter, "post", made, "spam", "Look at this.")
    return made


def waiting(house: House, judge: Viewer) -> MatterView:
    (matter,) = safety.queue(house, judge).matters
    return matter


def shown(house: House, viewer: Viewer, post_id: str) -> str:
    try:
        return gallery.show(house, viewer, post_id).status
    except RxfeedError as error:
        return type(error).__name__


def test_who_reports_does_not_see_it_any_more_and_everybody_else_does(house: House, mara: Viewer) -> None:
    me, other = person(house), person(house)
    made = reported(house, mara, me)
    me = again(house, me)
    assert me.hides
    assert feeds.latest(house, me).cards == []
    assert accounts_seen.posts(house, me, "mara").cards == []
    with pytest.raises(NotFound, match="You have reported"):
        gallery.show(house, me, made)
    assert shown(house, other, made) == shown(house, mara, made) == "published"


def test_reports_of_several_people_are_one_matter_and_one_person_reports_once(house: House, mara: Viewer, judge: Viewer) -> None:
    made, people = post(house, mara).card.id, [person(house) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda who: safety.report(house, who, "post", made, "spam", "Once."), people))
    matter = waiting(house, judge)
    assert (matter.reports, [(reason.reason, reason.count) for reason in matter.reasons], len(matter.notes)) == (4, [("spam", 4)], 4)
    assert len(matter.evidence) == 1
    assert safety.recount(house) == circle.recount(house) == 0


@pytest.mark.parametrize("what", ["hide", "remove"])
def test_what_is_held_is_there_for_its_author_alone_who_reads_why_and_cannot_put_it_back(house: House, mara: Viewer, judge: Viewer, what: str) -> None:
    made, other = reported(house, mara), person(house)
    safety.decide(house, judge, waiting(house, judge).id, Decision(what, WHY))
    mine, held = gallery.show(house, mara, made), {"hide": "hidden", "remove": "removed"}[what]
    assert (mine.status, mine.held_why, mine.card.pictures[0].src.startswith("/media/")) == (held, WHY, True)
    assert shown(house, other, made) == shown(house, NOBODY, made) == "NotFound"
    assert feeds.latest(house, other).cards == feeds.latest(house, judge).cards == []
    assert gallery.show(house, judge, made).card.pictures[0].src == mine.card.pictures[0].src
    with pytest.raises(NotFound):
        marks.like(house, judge, made, on=True)
    assert [item.status for item in gallery.mine(house, mara, "published")[0]] == [held]
    gallery.bin(house, mara, made)
    gallery.restore(house, mara, made)
    assert (shown(house, mara, made), shown(house, other, made)) == (held, "NotFound")
    with pytest.raises(Conflict):
        gallery.publish_now(house, mara, made)
    with house.database.reading() as session:
        told = session.exec(select(Notice).where(Notice.account_id == mara.account_id)).one()
        assert (told.kind, told.words, told.post_id) == (notices_kinds.MODERATION.name, WHY, ids.from_text(made))
    (ruling,) = safety.log(house, judge).rulings
    assert (ruling.what, ruling.why, ruling.by, ruling.whom, ruling.holds) == (what, WHY, "judge", "mara", True)
    safety.undo(house, judge, ruling.id, "We were wrong.")
    assert shown(house, other, made) == "published"
    assert gallery.show(house, other, made).card.pictures[0].src.startswith("/pictures/")
    assert [(row.what, row.holds) for row in safety.log(house, judge).rulings] == [("restore", False), (what, False)]
    with pytest.raises(Conflict):
        safety.undo(house, judge, ruling.id, "Again.")


def test_a_rating_that_a_moderator_gave_stays(house: House, mara: Viewer, judge: Viewer) -> None:
    made = reported(house, mara)
    safety.decide(house, judge, waiting(house, judge).id, Decision("rate", WHY, rating="mature"))
    assert shown(house, NOBODY, made) == "NotSignedIn"
    with pytest.raises(NotAllowed):
        gallery.edit(house, mara, made, Changes(rating="general"))
    gallery.edit(house, mara, made, Changes(rating="mature", caption="Well."))
    safety.undo(house, judge, safety.log(house, judge).rulings[0].id, "It is fine.")
    gallery.edit(house, mara, made, Changes(rating="general"))
    assert shown(house, NOBODY, made) == "published"


def test_a_suspended_account_is_not_there_for_others_and_may_change_nothing_until_its_time_is_over(house: House, mara: Viewer, judge: Viewer) -> None:
    made, other = reported(house, mara), person(house)
    safety.decide(house, judge, waiting(house, judge).id, Decision("suspend", WHY, days=3))
    assert shown(house, other, made) == "NotFound"
    with pytest.raises(NotFound):
        accounts_seen.profile(house, other, "mara")
    held = again(house, mara)
    assert shown(house, held, made) == "published"
    for deed in (lambda: gallery.bin(house, held, made), lambda: circle.follow(house, held, "judge"), lambda: post(house, held)):
        with pytest.raises(NotAllowed, match="suspended"):
            deed()
    assert safety.end_suspensions(later(house, days=2)) == 0
    assert safety.end_suspensions(later(house, days=4)) == 1
    gallery.bin(house, again(house, mara), made)
    assert safety.log(house, judge).rulings[0].holds is False


def test_a_suspension_without_an_end_is_taken_back_by_a_moderator(house: House, mara: Viewer, judge: Viewer) -> None:
    made = post(house, mara).card.id
    safety.report(house, person(house), "account", "mara", "harassment")
    told = Told()
    house = replace(house, bulletin=told)
    safety.decide(house, judge, waiting(house, judge).id, Decision("suspend", WHY))
    assert told.said["gone"] == [{"id": made}], "open feeds hear of it"
    assert safety.end_suspensions(later(house, days=10_000)) == 0
    safety.undo(house, judge, safety.log(house, judge).rulings[0].id, "Long enough.")
    assert not again(house, mara).suspended
    assert told.said[safety.SUSPENDED] == [{"account": ids.to_text(mara.require_account())}] * 2


def test_a_reported_account_is_muted_and_a_comment_is_kept_and_held(house: House, mara: Viewer, judge: Viewer) -> None:
    made, me = post(house, mara).card.id, person(house)
    with house.database.writing() as session:
        now = house.clock.now()
        session.add(Comment(id=7, post_id=ids.from_text(made), account_id=mara.account_id, text="Boo", html="", best_at=now, created_at=now))
    safety.report(house, me, "comment", ids.to_text(7), "harassment")
    told = Told()
    house = replace(house, bulletin=told)
    matter = waiting(house, judge)
    assert (matter.evidence[0].words, matter.evidence[0].handle, matter.state) == ("Boo", "mara", "there")
    safety.decide(house, judge, matter.id, Decision("remove", WHY))
    with house.database.reading() as session:
        assert session.get_one(Comment, 7).held == "removed"
    (mine,) = talk.page(house, mara, made).threads
    assert (mine.begins.held_why, talk.page(house, me, made).threads) == (WHY, [])
    assert {"post": made, "thread": ids.to_text(7)} in told.said[talk.TALK]
    safety.report(house, me, "account", "@mara", "spam")
    assert feeds.latest(house, again(house, me)).cards == []


def test_nobody_else_moderates(house: House, mara: Viewer, judge: Viewer) -> None:
    reported(house, mara)
    matter = waiting(house, judge).id
    for viewer in (NOBODY, mara, person(house), suspended(house, person(house, role="admin"))):
        for deed, *given in ((safety.queue,), (safety.log,), (safety.decide, matter, Decision("dismiss")), (safety.undo, matter, WHY)):
            with pytest.raises(NotFound):
                deed(house, viewer, *given)  # type: ignore[operator]
    assert waiting(house, judge).id == matter


def test_nobody_decides_about_themselves_and_moderators_not_about_admins(house: House, judge: Viewer) -> None:
    chief = person(house, "chief", role="admin")
    reported(house, judge)
    reported(house, chief)
    about = {matter.evidence[0].handle: matter for matter in safety.queue(house, judge).matters}
    for matter in about.values():
        assert matter.can == []
        for what in ("dismiss", "suspend"):
            with pytest.raises(NotAllowed):
                safety.decide(house, judge, matter.id, Decision(what, WHY))
    safety.decide(house, chief, about["judge"].id, Decision("suspend", WHY))
    with pytest.raises(NotAllowed):
        safety.decide(house, chief, about["chief"].id, Decision("dismiss"))


def test_of_two_who_decide_at_once_one_decides(house: House, mara: Viewer, judge: Viewer) -> None:
    reported(house, mara)
    matter, judges = waiting(house, judge).id, [person(house, role="moderator") for _ in range(4)]

    def decided(who: Viewer) -> str:
        try:
            safety.decide(house, who, matter, Decision("hide", WHY))
        except Conflict as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(4) as threads:
        found = sorted(threads.map(decided, judges))
    assert found == ["", *["Somebody else has just decided this."] * 3]
    assert len(safety.log(house, judge).rulings) == 1


@pytest.mark.parametrize(
    ("kind", "name", "reason", "note", "error"),
    [
        ("post", "", "spam", "", NotFound),
        ("post", "x" * 50_000, "spam", "", NotFound),
        ("comment", "0" * 13, "spam", "", NotFound),
        ("account", "nobody_at_all", "spam", "", NotFound),
        ("account", "mara", "because", "", Invalid),
        ("account", "mara", "spam", "x" * 1_001, Invalid),
        ("account", "mara", "spam", "x" * 50_000, Invalid),
        ("server", "mara", "spam", "", Invalid),
        ("account", "me", "spam", "", Invalid),
    ],
)
def test_what_cannot_be_reported(house: House, mara: Viewer, kind: str, name: str, reason: str, note: str, error: type[RxfeedError]) -> None:
    me = person(house, "me")
    with pytest.raises(error):
        safety.report(house, me, kind, name, reason, note)
    for viewer, refusal in ((NOBODY, NotSignedIn), (replace(me, suspended=True), NotAllowed)):
        with pytest.raises(refusal):
            safety.report(house, viewer, "account", "mara", "spam")
    with house.database.reading() as session:
        assert session.exec(select(Report)).first() is None


def test_one_person_reports_so_much_a_day(house: House, mara: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rxfeed.domain.safety_reports.MOST", 1)
    me = person(house)
    reported(house, mara, me)
    with pytest.raises(LimitReached):
        reported(house, mara, me)
    reported(later(house, days=2), mara, me)
