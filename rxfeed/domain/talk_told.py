"""Who is told of a comment: whom it answers, whom it mentions, and whose post it is. Each is told once, of what is nearest to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from rxfeed.domain import ids, notices
from rxfeed.domain.audience_rows import verdict
from rxfeed.domain.house import House
from rxfeed.domain.marks_placing import ANSWERED
from rxfeed.domain.notices_kinds import COMMENT, MENTION, REPLY, Kind
from rxfeed.domain.tables import Account, Comment, Post
from rxfeed.domain.viewer import Viewer

TALK = "talk"
"""The bulletin's topic: `post`, and the `thread` in which something has changed."""


def stay(session: Session, post_id: int, account_ids: set[int], answers: int | None = None) -> None:
    """None of the accounts that this comment is about can be deleted for good before it is done. They are held before posts, by all who hold both."""
    owners = [select(Post.account_id).where(Post.id == post_id), select(Comment.account_id).where(Comment.id == answers)]
    concerned = account_ids | {owner for query in owners for owner in session.exec(query) if owner is not None}
    session.exec(select(Account.id).where(col(Account.id).in_(concerned)).order_by(col(Account.id)).with_for_update(read=True, key_share=True)).all()


def tell(
    session: Session, post: Post, comment_id: int, *, by: int, above: Comment | None, mentioned: Iterable[int], words: str, now: datetime
) -> list[int]:  # fmt: skip
    """Of a new comment; whose notices have changed."""
    kinds = {post.account_id: COMMENT, **dict.fromkeys(mentioned, MENTION)}
    if above is not None and above.account_id is not None:
        kinds[above.account_id] = REPLY
    return _give(session, post, comment_id, kinds, by, words, now)


def tell_mentioned(session: Session, comment: Comment, account_ids: Iterable[int], now: datetime) -> list[int]:
    """Of a comment that mentions them since it was edited."""
    post = session.get_one(Post, comment.post_id)
    return _give(session, post, comment.id, dict.fromkeys(account_ids, MENTION), comment.account_id or 0, comment.text, now)


def announce(house: House, post_id: int, thread: int, told: Iterable[int] = ()) -> None:
    """After the commit: the thread has changed, with what is counted, and the notices of those who are told."""
    notices.announce(house, told)
    house.bulletin.announce(ANSWERED, {"id": ids.to_text(post_id)})
    house.bulletin.announce(TALK, {"post": ids.to_text(post_id), "thread": ids.to_text(thread)})


def _give(session: Session, post: Post, comment_id: int, kinds: dict[int, Kind], by: int, words: str, now: datetime) -> list[int]:
    author = session.get_one(Account, post.account_id)
    seeing = [to for to in sorted(kinds) if verdict(session, Viewer(account_id=to), post, author).see]
    return [to for to in seeing if notices.give(session, kinds[to], to=to, by=by, post_id=post.id, comment_id=comment_id, words=words, now=now)]
