"""A remix is offered to the author of what it came of, who says yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import and_, delete, or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from rxfeed.domain import audience_rows, gallery_show, handles, handles_held, ids, notices
from rxfeed.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import OFFER, OFFER_ACCEPTED
from rxfeed.domain.remix_requests_asking import alone_with, author_of
from rxfeed.domain.tables import Account, Edge, Offer, Post
from rxfeed.domain.viewer import Viewer

AS_IT_IS = {"synchronize_session": False}


def offer(house: House, viewer: Viewer, child_id: str, handle: str) -> None:
    """To show a remix of the viewer's as a version of what it came of. Asked twice is asked once, also after a no, which stays unsaid.

    Raises `NotSignedIn`, `NotFound`, `NotAllowed`, `Invalid`; `Conflict` where it isn't published.
    """
    with _between(house, viewer, child_id, handle) as (session, child, other):
        me, now = _own(viewer, child), house.clock.now()
        if other.id == me:
            raise Invalid("Both pictures are yours already.")
        if child.status != PostStatus.PUBLISHED:
            raise Conflict("Publish the remix before you offer it.")
        parents = _parents(session, viewer, child.id, other)
        have = _held(session, child.id, parents)
        session.add_all(Offer(child_id=child.id, parent_id=parent, offered_at=now) for parent in parents if parent not in have)
        if not have:
            notices.give(session, OFFER, to=other.id, by=me, post_id=child.id, now=now)


def take_back(house: House, viewer: Viewer, child_id: str, handle: str) -> None:
    """It isn't offered to them any more, and no version of theirs. Raises `NotSignedIn`, `NotFound`."""
    with _between(house, viewer, child_id, handle) as (session, child, other):
        _forget(session, child.id, _own(viewer, child), other.id)


def answer(house: House, viewer: Viewer, child_id: str, *, accept: bool) -> None:
    """Whether a remix that was offered to the viewer stands below theirs as a version by both. A no, also after a yes, is told to nobody.

    Raises `NotSignedIn`, `NotFound`; `Conflict` where it isn't offered (any more).
    """
    me, number, now = viewer.require_account(), ids.from_text(child_id), house.clock.now()
    with house.database.writing() as session:
        maker = author_of(session, number)
        alone_with(house, session, me, maker)
        mine = _held(session, number, _posts_of(session, number, me))
        if not mine or all(row.status == "declined" for row in mine.values()):
            raise Conflict("This isn't offered to you any more.")
        told = notices.take_back(session, OFFER, by=maker, to=me, post_id=number)
        told += _answer(session, list(mine.values()), me, maker, now) if accept is True else _decline(session, list(mine.values()), me, maker, now)
    notices.announce(house, [me, *told])


def part(session: Session, one: int, other: int) -> None:
    """A block stands between the two from now on: nothing of the one is offered to the other, or stands there as a version."""
    theirs = (and_(col(Offer.child_id).in_(_of(who)), col(Offer.parent_id).in_(_of(whose))) for who, whose in ((one, other), (other, one)))
    session.execute(delete(Offer).where(or_(*theirs)), execution_options=AS_IT_IS)


def end(session: Session, parent_id: int, child_id: int, author_id: int, maker_id: int) -> None:
    """The child doesn't come of that parent any more. The caller is alone with what is between their authors."""
    session.execute(delete(Offer).where(col(Offer.child_id) == child_id, col(Offer.parent_id) == parent_id), execution_options=AS_IT_IS)
    if not _held(session, child_id, _posts_of(session, child_id, author_id)):
        _untell(session, child_id, maker_id, author_id)


@contextmanager
def _between(house: House, viewer: Viewer, child_id: str, handle: str) -> Iterator[tuple[Session, Post, Account]]:
    """The viewer's post and the other one, while nobody changes what is between the two."""
    me, number = viewer.require_account(), ids.from_text(child_id)
    try:
        with house.database.writing() as session:
            other = handles_held.find(house, session, handle)
            if other is None:
                raise NotFound("There is nobody called @{handle}.", handle=handles.fold(handle)[:40])
            alone_with(house, session, me, other.id)
            child = session.exec(select(Post).where(Post.id == number).with_for_update(read=True, key_share=True)).first()
            if child is None:
                raise NotFound("This picture isn't there, or isn't there any more.")
            yield session, child, other
            session.flush()
    except IntegrityError as error:  # one of the two posts has just been deleted for good
        raise NotFound("This picture isn't there, or isn't there any more.") from error
    notices.announce(house, [me, other.id])


def _own(viewer: Viewer, child: Post) -> int:
    me = viewer.require_account()
    if child.account_id != me:
        raise NotFound("This picture isn't there, or isn't there any more.")
    return me


def _parents(session: Session, viewer: Viewer, child_id: int, other: Account) -> list[int]:
    """What it came of that is theirs, and that both see. Raises `NotFound`, `NotAllowed`."""
    parents = _posts_of(session, child_id, other.id)
    for parent in parents:
        gallery_show.seen(session, viewer, parent)
    if not parents:
        raise NotFound("This didn't come of a picture by @{handle}.", handle=other.handle)
    child, author = session.get_one(Post, child_id), session.get_one(Account, viewer.require_account())
    if not audience_rows.verdict(session, Viewer(account_id=other.id, hides=True), child, author).see:
        raise NotAllowed("@{handle} doesn't see this remix. Choose who can see it anew, then offer it.", handle=other.handle)
    return parents


def _posts_of(session: Session, child_id: int, author_id: int) -> list[int]:
    """The parents of a post that are somebody's, where nobody has detached them."""
    query = select(Post.id).join(Edge, col(Edge.parent_id) == col(Post.id)).where(Edge.child_id == child_id, col(Edge.detached_at).is_(None))
    return sorted(set(session.exec(query.where(Post.account_id == author_id))))


def _held(session: Session, child_id: int, parents: list[int]) -> dict[int, Offer]:
    rows = select(Offer).where(Offer.child_id == child_id, col(Offer.parent_id).in_(parents)).order_by(col(Offer.parent_id))
    return {row.parent_id: row for row in session.exec(rows.with_for_update())}


def _answer(session: Session, rows: list[Offer], me: int, maker: int, now: datetime) -> list[int]:
    if all(row.status == "accepted" for row in rows):
        return []
    for row in rows:
        row.status, row.answered_at = "accepted", now
        session.add(row)
    notices.give(session, OFFER_ACCEPTED, to=maker, by=me, post_id=rows[0].child_id, now=now)
    return [maker]


def _decline(session: Session, rows: list[Offer], me: int, maker: int, now: datetime) -> list[int]:
    for row in rows:
        row.status, row.answered_at = "declined", now
        session.add(row)
    return notices.take_back(session, OFFER_ACCEPTED, by=me, to=maker, post_id=rows[0].child_id)


def _forget(session: Session, child_id: int, me: int, other: int) -> None:
    """What was said no to stays, so that it can't be asked again and again."""
    open_ones = col(Offer.child_id) == child_id, col(Offer.parent_id).in_(_of(other)), col(Offer.status) != "declined"
    session.execute(delete(Offer).where(*open_ones), execution_options=AS_IT_IS)
    _untell(session, child_id, me, other)


def _untell(session: Session, child_id: int, maker_id: int, author_id: int) -> None:
    notices.take_back(session, OFFER, by=maker_id, to=author_id, post_id=child_id)
    notices.take_back(session, OFFER_ACCEPTED, by=author_id, to=maker_id, post_id=child_id)


def _of(account_id: int) -> SelectOfScalar[int]:
    return select(Post.id).where(Post.account_id == account_id)
