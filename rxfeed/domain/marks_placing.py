"""Liking, saving and reposting, and taking it back.

Locks are always taken in this order, so that nobody waits for ever: accounts, what is between two people, posts by their ids, marks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, Insert, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from rxfeed.domain import feeds_inbox, gallery_show, ids, notices, straight
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.marks_counts import COUNTS, Mark, add_one
from rxfeed.domain.notices_kinds import LIKE, REPOST, Kind
from rxfeed.domain.tables import Account, Like, Post, Repost, Save
from rxfeed.domain.viewer import Viewer

ANSWERED, REPOSTED = "answered", "reposted"
DEEDS: Mapping[str, Mark] = {"like": Like, "save": Save, "repost": Repost}
"""As the pages know them."""
TOLD_AS: Mapping[Mark, Kind] = {Like: LIKE, Repost: REPOST}
"""What a post's author hears of."""


def mark(house: House, viewer: Viewer, deed: str, post_id: str, *, on: bool) -> None:
    """Like, save or repost a post, or not any more. Raises `NotSignedIn`, `NotFound`, `NotAllowed`, `Invalid`; taking back is never refused."""
    me, number = viewer.require_account(), ids.from_text(post_id)
    which = DEEDS.get(deed) if isinstance(deed, str) else None
    if which is None or not isinstance(on, bool):
        raise Invalid("That can't be done with a picture.")
    try:
        with house.database.writing() as session:
            done = _place(house, session, viewer, which, number) if on else _take_back(session, which, me, number)
    except IntegrityError as error:  # the post, or who marks it, has just been deleted for good
        raise _not_there() from error
    if done.changed:
        house.bulletin.announce(ANSWERED, {"id": post_id})
        notices.announce(house, done.told)
        if which is Repost and on:
            house.bulletin.announce(REPOSTED, {"id": post_id})


def like(house: House, viewer: Viewer, post_id: str, *, on: bool) -> None:
    """Raises what `mark` raises."""
    mark(house, viewer, "like", post_id, on=on)


def save(house: House, viewer: Viewer, post_id: str, *, on: bool) -> None:
    """Keep a post for later. Raises what `mark` raises."""
    mark(house, viewer, "save", post_id, on=on)


def repost(house: House, viewer: Viewer, post_id: str, *, on: bool) -> None:
    """Show a public post to those who look at oneself. Raises what `mark` raises."""
    mark(house, viewer, "repost", post_id, on=on)


@dataclass(frozen=True, slots=True)
class _Done:
    """What has come of a wish."""

    changed: bool = False
    told: Sequence[int] = ()
    """Accounts whose notices have changed."""


def _place(house: House, session: Session, viewer: Viewer, which: Mark, number: int) -> _Done:
    me = viewer.require_account()
    if house.database.dialect != "sqlite":  # whose writer is alone
        _hold(house, session, which, me, number)
    post = gallery_show.glimpsed(session, viewer, number)
    if which is Repost and not post.public:
        raise NotAllowed("Only what everybody may see can be reposted.")
    now = house.clock.now()
    if not straight.rows(session, INSERT[which, house.database.dialect], account_id=me, post_id=number, since=now):
        return _Done()
    add_one(session, which, number, 1)
    if which is Repost:
        feeds_inbox.deliver_repost(session, number, me)
    kind = TOLD_AS.get(which)
    told = kind is not None and notices.give(session, kind, to=post.author_id, by=me, post_id=number, now=now)
    return _Done(changed=True, told=[post.author_id] if told else [])


def _hold(house: House, session: Session, which: Mark, me: int, number: int) -> None:
    """Until this is done the post's author can't be deleted for good, and neither of the two blocks the other; nobody begins to follow who reposts."""
    before = which is Repost and bool(straight.rows(session, BEFORE, post=number, me=me))
    if before:
        feeds_inbox.hold_followers(session, me)
    found = straight.rows(session, AUTHOR, post=number)
    if not found:
        raise _not_there()
    author = found[0][0]
    if which is Repost and not before:
        feeds_inbox.hold_followers(session, me)
    house.database.exclusively(session, f"circle {min(me, author)} {max(me, author)}")


def _take_back(session: Session, which: Mark, me: int, number: int) -> _Done:
    straight.rows(session, HOLD, post=number)
    if not straight.rows(session, DELETE[which], me=me, post=number):
        return _Done()
    add_one(session, which, number, -1)
    kind = TOLD_AS.get(which)
    return _Done(changed=True, told=[] if kind is None else notices.take_back(session, kind, by=me, post_id=number))


def _not_there() -> NotFound:
    return NotFound("This picture isn't there, or isn't there any more.")


def _inserting(which: Mark, dialect: str) -> Insert:
    """Gives back a row where there is one more now."""
    kind = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return kind(which).on_conflict_do_nothing().returning(col(which.post_id))


_POST, _ME = bindparam("post", type_=BigInteger()), bindparam("me", type_=BigInteger())
BEFORE = select(col(Post.id)).where(col(Post.id) == _POST, col(Post.account_id) > _ME)
"""One's own account is held before its author's: they are held in the order of ids."""
AUTHOR = (
    select(col(Account.id))
    .join(Post, col(Post.account_id) == col(Account.id))
    .where(col(Post.id) == _POST)
    .with_for_update(of=Account, read=True, key_share=True)
)
HOLD = select(col(Post.id)).where(col(Post.id) == _POST).with_for_update(key_share=True)
INSERT = {(which, dialect): _inserting(which, dialect) for which in COUNTS for dialect in ("sqlite", "postgresql")}
DELETE = {which: delete(which).where(col(which.account_id) == _ME, col(which.post_id) == _POST).returning(col(which.post_id)) for which in COUNTS}
"""Made once: a press is nine of such statements, and to make them anew took longer than to carry them out."""
