"""Inboxes: what people whom one follows publish or repost is written down for each follower when they do, so that Following is one walk along one key.

They only say where to look. Who sees what is decided at reading, so whatever becomes of a post, its author or the viewer's wishes needs no correction here.
Authors whom very many follow would take too long to write down: theirs is looked for when somebody reads (`large_of`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import BigInteger, ColumnElement, Select, and_, bindparam, delete, exists, func, insert, literal, or_, select, text, tuple_
from sqlmodel import Session, col

from rxfeed.domain import audience_ties, feeds_reposts
from rxfeed.domain.audience_reposts import brought_by
from rxfeed.domain.audience_rows import LONG_AGO
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Follow, Inbox, LargeAuthor, Post, Repost
from rxfeed.domain.tables.columns import UtcDateTime

LARGE, SMALL_AGAIN = 5_000, 4_000
"""Followers from which on an author is large, and below which not any more."""
BACK = 100
"""Posts and reposts of somebody that whoever begins to follow finds at once."""
ROOM = 2_000
"""Rows of an inbox that the housekeeping leaves: further back one looks on people's own pages."""
BATCH = 200
"""Accounts whose inboxes are written in one transaction: some milliseconds, so that nobody waits long."""


def hold_followers(session: Session, author_id: int) -> None:
    """Until the transaction ends nobody begins or ceases to follow them. Before any post is held."""
    session.execute(select(col(Account.id)).where(col(Account.id) == author_id).with_for_update(read=True))


def deliver(session: Session, post: Post) -> None:
    """A post comes out: into its author's own inbox, and into those of their followers, who are held. One statement each."""
    at = post.published_at or post.created_at  # what comes out has it
    rest = literal(at, UtcDateTime()), literal(post.id, BigInteger()), literal(post.account_id, BigInteger())
    session.add(Inbox(account_id=post.account_id, published_at=at, post_id=post.id, author_id=post.account_id))
    if not _is_large(session, post.account_id):
        session.execute(insert(Inbox).from_select(_COLUMNS, select(col(Follow.follower_id), *rest).where(col(Follow.followee_id) == post.account_id)))


def deliver_repost(session: Session, post_id: int, by: int) -> None:
    """Somebody, who holds their followers, has just reposted a post: into those followers' inboxes, unless they are too many."""
    if not _is_large(session, by):
        feeds_reposts.deliver(session, post_id, by)


def begin(session: Session, follower: int, followee: int) -> None:
    """The one follows the other from now on: the newest of theirs, and of what they have reposted, is there at once."""
    _hand_over(session, followee, col(Account.id) == follower)


def end(session: Session, follower: int, followee: int) -> None:
    """Not any more."""
    feeds_reposts.part(session, follower, followee)


def leave(session: Session, account_ids: list[int]) -> None:
    """These accounts are about to be deleted. What others' inboxes have of theirs is taken by `tidy`."""
    session.execute(delete(Inbox).where(col(Inbox.account_id).in_(account_ids)))


class Large(NamedTuple):
    """A large author, and when what is newest of theirs came: nobody has to look for what is older than a page."""

    account_id: int
    published_at: datetime | None
    reposted_at: datetime | None


def large_of(house: House, account_id: int) -> list[Large]:
    """Whom they follow of the large authors: as a rule nobody, or a few. One prepared statement."""
    return [Large(*row) for row in house.database.rows(LARGE_OF, me=account_id)]


def settle_large(house: House) -> int:
    """Large authors whom not so many follow any more get into inboxes again; how many there were."""
    small = select(col(Account.id)).join(LargeAuthor, col(LargeAuthor.account_id) == col(Account.id)).where(col(Account.followers) < SMALL_AGAIN)
    with house.database.reading() as session:
        authors = list(session.scalars(small))
    for author in authors:
        _shrink(house, author)
    return len(authors)


def tidy(house: House) -> int:
    """Take what nobody looks at from all inboxes: beyond the newest `ROOM`, of posts that are gone and of people who are followed no more."""
    last, taken = -1, 0
    while True:
        with house.database.writing() as session:
            batch = list(session.scalars(select(col(Account.id)).where(col(Account.id) > last).order_by(col(Account.id)).limit(BATCH)))
            if not batch:
                return taken
            taken += int(session.execute(delete(Inbox).where(_KEY.in_(_unneeded(last, batch[-1])))).rowcount)  # type: ignore[attr-defined]
        last = batch[-1]


_COLUMNS = ["account_id", "published_at", "post_id", "author_id"]
_KEY = tuple_(col(Inbox.account_id), col(Inbox.published_at), col(Inbox.post_id))
_ME = bindparam("me", type_=BigInteger())
PUBLISHED = cast("ColumnElement[bool]", text("post.status = 'published'"))
"""Word for word as the index of an author's posts has it."""
_PUBLISHED_AT = select(func.max(col(Post.published_at))).where(col(Post.account_id) == col(LargeAuthor.account_id), PUBLISHED).scalar_subquery()
_REPOSTED_AT = select(func.max(col(Repost.since))).where(col(Repost.account_id) == col(LargeAuthor.account_id)).scalar_subquery()
LARGE_OF = select(col(LargeAuthor.account_id), _PUBLISHED_AT, _REPOSTED_AT).join(
    Follow, and_(col(Follow.followee_id) == col(LargeAuthor.account_id), col(Follow.follower_id) == _ME)
)


def _is_large(session: Session, author_id: int) -> bool:
    """One becomes it with a post that would go to too many."""
    if session.get(LargeAuthor, author_id) is not None:
        return True
    large = bool(session.execute(select(col(Account.followers) > LARGE).where(col(Account.id) == author_id)).scalar_one())
    if large:
        session.add(LargeAuthor(account_id=author_id))
    return large


def _hand_over(session: Session, author_id: int, whom: ColumnElement[bool], since: datetime = LONG_AGO) -> None:
    """The author's newest posts and reposts to those accounts, where they aren't yet."""
    newest = (
        select(col(Post.id), col(Post.published_at), col(Post.account_id))
        .where(col(Post.account_id) == author_id, PUBLISHED, col(Post.published_at) >= since)
        .order_by(col(Post.published_at).desc(), col(Post.id).desc())
        .limit(BACK)
        .subquery()
    )
    same_place = and_(col(Inbox.published_at) == newest.c.published_at, col(Inbox.post_id) == newest.c.id)
    there = exists().where(col(Inbox.account_id) == col(Account.id), same_place)
    brought = exists().where(col(Inbox.account_id) == col(Account.id), col(Inbox.post_id) == newest.c.id, feeds_reposts.BROUGHT)
    rows = select(col(Account.id), newest.c.published_at, newest.c.id, newest.c.account_id).join(newest, literal(1) == 1)
    session.execute(insert(Inbox).from_select(_COLUMNS, rows.where(whom, ~there, ~brought)))
    feeds_reposts.hand_over(session, author_id, whom, since, BACK)


def _shrink(house: House, author: int) -> None:
    """A few followers at once; last, and nothing comes out then, what has come out meanwhile."""
    last: int | None = -1
    began = house.clock.now()
    while last is not None:
        with house.database.writing() as session:
            last = _hand_to_some(session, author, last)
    with house.database.writing() as session:
        session.execute(select(col(Account.id)).where(col(Account.id) == author).with_for_update(key_share=True))
        _hand_over(session, author, col(Account.id).in_(select(col(Follow.follower_id)).where(col(Follow.followee_id) == author)), began)
        session.execute(delete(LargeAuthor).where(col(LargeAuthor.account_id) == author))


def _hand_to_some(session: Session, author: int, last: int) -> int | None:
    followers = select(col(Follow.follower_id)).where(col(Follow.followee_id) == author, col(Follow.follower_id) > last)
    batch = list(session.scalars(followers.order_by(col(Follow.follower_id)).limit(BATCH)))
    _hand_over(session, author, col(Account.id).in_(batch))
    return batch[-1] if batch else None


def _unneeded(after: int, last: int) -> Select[*tuple[Any, ...]]:
    number = func.row_number().over(partition_by=col(Inbox.account_id), order_by=(col(Inbox.published_at).desc(), col(Inbox.post_id).desc()))
    account, author = col(Inbox.account_id), col(Inbox.author_id)
    lost = and_(account != author, ~audience_ties.follows(account, author), brought_by(account, hides=False, away=True).is_(None))
    gone = ~exists().where(col(Post.id) == col(Inbox.post_id))
    rows = select(account, col(Inbox.published_at), col(Inbox.post_id), number.label("number"), or_(gone, lost).label("vain"))
    rows_of = rows.where(account > after, account <= last).subquery()
    return select(rows_of.c.account_id, rows_of.c.published_at, rows_of.c.post_id).where(or_(rows_of.c.number > ROOM, rows_of.c.vain))
