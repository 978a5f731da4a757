"""Liking, saving and reposting, and taking it back.

Locks are always taken in this order, so that nobody waits for ever: accounts, what is between two people, posts by their ids, marks.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from rxfeed.domain import gallery_show, ids
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.marks_counts import Mark, add
from rxfeed.domain.tables import Account, Like, Post, Repost, Save
from rxfeed.domain.viewer import Viewer

ANSWERED = "answered"


def like(house: House, viewer: Viewer, post_id: str, *, on: bool) -> None:
    """Like a post, or not any more. Raises `NotSignedIn`, `NotFound`, `NotAllowed`, `Invalid`; taking back is never refused."""
    _mark(house, viewer, Like, post_id, on=on)


def save(house: House, viewer: Viewer, post_id: str, *, on: bool) -> None:
    """Keep a post for later, or not any more. Raises what `like` raises."""
    _mark(house, viewer, Save, post_id, on=on)


def repost(house: House, viewer: Viewer, post_id: str, *, on: bool) -> None:
    """Show a public post to those who look at oneself, or not any more. Raises what `like` raises."""
    _mark(house, viewer, Repost, post_id, on=on)


def _mark(house: House, viewer: Viewer, mark: Mark, post_id: str, *, on: bool) -> None:
    me, number = viewer.require_account(), ids.from_text(post_id)
    if not isinstance(on, bool):
        raise Invalid("That can only be done, or taken back.")
    try:
        with house.database.writing() as session:
            changed = _place(house, session, viewer, mark, number) if on else _take_back(session, mark, me, number)
    except IntegrityError as error:  # the post, or who marks it, has just been deleted for good
        raise _not_there() from error
    if changed:
        house.bulletin.announce(ANSWERED, {"id": post_id})


def _place(house: House, session: Session, viewer: Viewer, mark: Mark, number: int) -> bool:
    me = viewer.require_account()
    author = _author(session, number)
    house.database.exclusively(session, f"circle {min(me, author)} {max(me, author)}")  # nobody blocks meanwhile
    verdict = gallery_show.seen(session, viewer, number)[2]
    if mark is Repost and not verdict.on_profile:
        raise NotAllowed("Only what everybody may see can be reposted.")
    if not _insert(house, session, mark, me, number, house.clock.now()):
        return False
    add(session, mark, [number], 1)
    return True


def _author(session: Session, number: int) -> int:
    """Whose post it is. That account can't be deleted for good before this is done."""
    found = select(col(Account.id)).join(Post, col(Post.account_id) == col(Account.id)).where(col(Post.id) == number)
    author = session.execute(found.with_for_update(of=Account, read=True, key_share=True)).scalar()
    if author is None:
        raise _not_there()
    return int(author)


def _insert(house: House, session: Session, mark: Mark, me: int, number: int, now: datetime) -> bool:
    """Whether there is one more now."""
    kind = sqlite.insert if house.database.dialect == "sqlite" else postgresql.insert
    row = kind(mark).values(account_id=me, post_id=number, since=now).on_conflict_do_nothing().returning(col(mark.post_id))
    return session.execute(row).first() is not None


def _take_back(session: Session, mark: Mark, me: int, number: int) -> bool:
    session.execute(select(col(Post.id)).where(col(Post.id) == number).with_for_update(key_share=True))
    gone = session.execute(delete(mark).where(col(mark.account_id) == me, col(mark.post_id) == number).returning(col(mark.post_id))).all()
    if gone:
        add(session, mark, [number], -1)
    return bool(gone)


def _not_there() -> NotFound:
    return NotFound("This picture isn't there, or isn't there any more.")
