"""Somebody reports something."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from rxfeed.domain import circle, ids, safety_things, safety_words
from rxfeed.domain.circle_counts import Changes, count
from rxfeed.domain.errors import Invalid, LimitReached, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.safety_exhibits import keep_exhibits
from rxfeed.domain.safety_things import Thing
from rxfeed.domain.tables import Exhibit, Matter, Report
from rxfeed.domain.viewer import Viewer

MOST, WINDOW = 60, timedelta(days=1)
"""Reports of one person."""
REPORTED = "reported"
"""The bulletin's topic: the `account` doesn't see the `post` from now on, on whichever page of theirs."""


def report(house: House, viewer: Viewer, kind: str, name: str, reason: str, note: str = "") -> None:
    """Report a post or comment (by id) or an account (by handle). Whoever reports it doesn't see it any more; a reported account is muted.

    Who reports the same again while nobody has decided it changes nothing. Raises `NotSignedIn`, `NotAllowed`, `Invalid`, `NotFound`, `LimitReached`.
    """
    me = viewer.require_account()
    kind, reason, note = safety_words.kind(kind), safety_words.reason(reason), safety_words.note(note)
    thing = safety_things.find(house, viewer, kind, name)
    if thing.author_id == me:
        raise Invalid("This is your own. You can edit or delete it.")
    keep_exhibits(house, thing.pictures)
    try:
        with house.database.writing() as session:
            _write(session, house, me, thing, reason, note)
    except IntegrityError as error:  # it has just been deleted for good
        raise NotFound("There is nothing at this address.") from error
    if kind == "account":
        circle.mute(house, viewer, thing.handle)
    if kind == "post":
        house.bulletin.announce(REPORTED, {"account": ids.to_text(me), "post": ids.to_text(thing.id)})


def _write(session: Session, house: House, me: int, thing: Thing, reason: str, note: str) -> None:
    house.database.exclusively(session, f"matter {thing.kind} {thing.id}")
    now = house.clock.now()
    open_one = select(Matter).where(Matter.kind == thing.kind, Matter.thing_id == thing.id, col(Matter.closed_at).is_(None))
    matter = session.exec(open_one.with_for_update()).first()
    if matter is None:
        matter = Matter(id=ids.mint(), kind=thing.kind, thing_id=thing.id, author_id=thing.author_id, opened_at=now)
        session.add(matter)
        session.flush()
    elif session.exec(select(Report.id).where(Report.matter_id == matter.id, Report.reporter_id == me)).first() is not None:
        return
    _refuse_too_many(session, house, me)
    matter.reports += 1
    session.add(
        Report(
            id=ids.mint(), matter_id=matter.id, reporter_id=me, post_id=thing.post_id, comment_id=thing.comment_id, reason=reason, note=note,
            evidence=thing.evidence.row(), created_at=now,
        )
    )  # fmt: skip
    for picture in thing.pictures:
        session.merge(Exhibit(matter_id=matter.id, picture_id=picture))
    session.flush()
    count(session, {me: Changes(hides=1)})


def _refuse_too_many(session: Session, house: House, me: int) -> None:
    lately = select(func.count()).select_from(Report).where(Report.reporter_id == me, col(Report.created_at) > house.clock.now() - WINDOW)
    if session.exec(lately).one() >= MOST:
        raise LimitReached("That were many reports for one day. Block whom you don't want to see; nobody needs to decide that.", retry_after=3600)
