"""A moderator decides about a matter, or takes a decision back. Each is written down, and the person concerned is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from rxfeed.domain import gallery_words, ids, lineage_counts, notices, notices_kinds, safety_held, safety_words, talk_told
from rxfeed.domain.errors import Conflict, NotFound
from rxfeed.domain.gallery_rows import hold, newest_listed, tell, tell_gone, withdraw
from rxfeed.domain.house import House
from rxfeed.domain.safety_held import Aftermath
from rxfeed.domain.safety_roles import must_judge, must_moderate
from rxfeed.domain.safety_suspension import SUSPENDED, suspend, unsuspend
from rxfeed.domain.safety_words import What
from rxfeed.domain.tables import Account, Comment, Matter, Post, Ruling
from rxfeed.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to happen, and why, as the person concerned will read it. `rating` is for rating, `days` for a suspension (0: for ever)."""

    what: str
    why: str = ""
    rating: str = ""
    days: int = 0


def decide(house: House, viewer: Viewer, matter_id: str, decision: Decision) -> None:
    """Raises `NotFound`, `Invalid`, `NotAllowed` about oneself or an admin, `Conflict` where somebody else has just decided it."""
    must_moderate(viewer)
    number, now = ids.from_text(matter_id), house.clock.now()
    with house.database.writing() as session:
        matter = session.get(Matter, number, with_for_update=True)
        if matter is None:
            raise _nothing()
        what, why = _checked(decision, matter.kind)
        if matter.closed_at is not None:
            raise Conflict("Somebody else has just decided this.")
        whom = _concerned(house, session, matter.author_id)
        must_judge(viewer, whom)
        ruling = _ruling(viewer, matter, whom, what, why, now)
        after = _carry_out(session, matter, whom, decision, ruling)
        matter.closed_at = now
        session.add(ruling)
        told = what is not What.DISMISS and _tell(session, matter.kind, matter.thing_id, whom, why, now)
    _finish(house, after, whom if told else None)


def undo(house: House, viewer: Viewer, ruling_id: str, why: str) -> None:
    """Take back what still holds: a post or comment is there again, an account free, a rating its author's own.

    Raises `NotFound`, `Invalid`, `NotAllowed`, `Conflict` where it holds no more.
    """
    must_moderate(viewer)
    why, now = safety_words.why(why, needed=True), house.clock.now()
    with house.database.reading() as session:
        taken_back = session.get(Ruling, ids.from_text(ruling_id))
    if taken_back is None:
        raise _nothing()
    copies = safety_held.copies_for(house, taken_back.thing_id) if taken_back.kind == "post" and taken_back.what in safety_held.HELD else {}
    try:
        with house.database.writing() as session:
            whom = _concerned(house, session, taken_back.whom_id)
            must_judge(viewer, whom)
            after = _take_back(session, house, taken_back, whom, copies)
            what = What.UNSUSPEND if taken_back.what == What.SUSPEND else What.RESTORE
            session.add(_back(viewer, taken_back, what, why, now))
            told = _tell(session, taken_back.kind, taken_back.thing_id, whom, why, now)
    except BaseException:
        withdraw(house, copies.values())
        raise
    _finish(house, after, whom if told else None)


def _checked(decision: Decision, kind: str) -> tuple[What, str]:
    what = safety_words.what(decision.what, kind)
    if what is What.RATE:
        gallery_words.rating(decision.rating)
    if what is What.SUSPEND:
        safety_words.days(decision.days)
    return what, safety_words.why(decision.why, needed=what is not What.DISMISS)


def _carry_out(session: Session, matter: Matter, whom: Account | None, decision: Decision, ruling: Ruling) -> Aftermath:
    what = What(ruling.what)
    if what is What.DISMISS:
        return Aftermath()
    if whom is None:
        raise Conflict("This account isn't there any more, nor anything of it. Dismiss the report.")
    if what is What.SUSPEND:
        return _suspend(session, whom, ruling, decision.days)
    if matter.kind == "comment":
        return safety_held.hold_comment(session, session.get(Comment, matter.thing_id), what, ruling.why)
    lineage_counts.hold_parents(session, matter.thing_id)
    post = session.get(Post, matter.thing_id, with_for_update=True)
    if what is What.RATE:
        ruling.rating = decision.rating
        return safety_held.rate_post(session, post, whom, decision.rating)
    return safety_held.hold_post(session, post, whom, what, ruling.why)


def _suspend(session: Session, whom: Account, ruling: Ruling, days: int) -> Aftermath:
    after = Aftermath()
    after.gone, after.judged = newest_listed(session, whom), whom
    ruling.until = suspend(whom, ruling.decided_at, days, ruling.why)
    return after


def _take_back(session: Session, house: House, ruling: Ruling, whom: Account | None, copies: dict[int, str]) -> Aftermath:
    if whom is not None and ruling.what == What.SUSPEND and whom.suspended_until is not None:
        after = Aftermath()
        after.judged = whom
        unsuspend(whom)
        return after
    if ruling.kind == "post":
        lineage_counts.hold_parents(session, ruling.thing_id)
    if whom is not None and ruling.kind == "post" and (post := session.get(Post, ruling.thing_id, with_for_update=True)) is not None:
        if ruling.what in safety_held.HELD and post.held:
            return safety_held.release_post(session, post, whom, copies)
        if ruling.what == What.RATE and post.rating_held:
            post.rating_held = False
            return Aftermath()
    if ruling.kind == "comment" and (comment := session.get(Comment, ruling.thing_id)) is not None and comment.held:
        return safety_held.release_comment(session, comment)
    raise Conflict("This doesn't hold any more: there is nothing to take back.")


def _concerned(house: House, session: Session, account_id: int | None) -> Account | None:
    """In our hands until the transaction ends, with what its posts' copies go by; others may go on referring to it."""
    if account_id is None or session.get(Account, account_id) is None:
        return None
    account = hold(house, session, account_id)
    session.refresh(account, with_for_update={"key_share": True})
    return account


def _ruling(viewer: Viewer, matter: Matter, whom: Account | None, what: What, why: str, now: datetime) -> Ruling:
    return Ruling(
        id=ids.mint(), matter_id=matter.id, kind=matter.kind, thing_id=matter.thing_id, what=what, why=why, by_id=viewer.require_account(),
        by_handle=viewer.handle, whom_id=matter.author_id, whom_handle=whom.handle if whom else "", reports=matter.reports, decided_at=now,
    )  # fmt: skip


def _back(viewer: Viewer, taken_back: Ruling, what: What, why: str, now: datetime) -> Ruling:
    return Ruling(
        id=ids.mint(), matter_id=taken_back.matter_id, kind=taken_back.kind, thing_id=taken_back.thing_id, what=what, why=why,
        by_id=viewer.require_account(), by_handle=viewer.handle, whom_id=taken_back.whom_id, whom_handle=taken_back.whom_handle, decided_at=now,
    )  # fmt: skip


def _tell(session: Session, kind: str, thing_id: int, whom: Account | None, why: str, now: datetime) -> bool:
    if whom is None:
        return False
    about = {"post_id": thing_id} if kind == "post" and session.get(Post, thing_id) is not None else {}
    return notices.give(session, notices_kinds.MODERATION, to=whom.id, now=now, words=why, **about)


def _finish(house: House, after: Aftermath, told: Account | None) -> None:
    withdraw(house, after.unused)
    for post in after.gone:
        tell_gone(house, post)
    if after.judged is not None:
        house.bulletin.announce(SUSPENDED, {"account": ids.to_text(after.judged.id)})
    if after.back is not None:
        tell(house, after.back)
    if after.said is not None:
        talk_told.announce(house, after.said.post_id, after.said.root_id or after.said.id, after.told)
    if told is not None:
        notices.announce(house, [told.id])


def _nothing() -> NotFound:
    return NotFound("There is nothing at this address.")
