"""Posts and comments that a moderator takes away, rates, or gives back."""

from __future__ import annotations

from sqlmodel import Session

from rxfeed.domain import lineage_counts
from rxfeed.domain.audience_rows import is_public
from rxfeed.domain.errors import Conflict
from rxfeed.domain.gallery_rows import is_listed, prepare, settle
from rxfeed.domain.gallery_statuses import PostStatus, move
from rxfeed.domain.house import House
from rxfeed.domain.safety_words import What
from rxfeed.domain.tables import Account, Comment, Post
from rxfeed.domain.talk_gone import hold_back

HELD = {What.HIDE: PostStatus.HIDDEN, What.REMOVE: PostStatus.REMOVED}


class Aftermath:
    """What is left to do once the transaction is over."""

    def __init__(self) -> None:
        self.unused: list[str] = []
        """Names of public copies."""
        self.gone: list[Post] = []
        """Left every list."""
        self.back: Post | None = None
        self.said: Comment | None = None
        """A comment that is gone or there again."""
        self.told: list[int] = []
        """Whose notices have changed by that."""
        self.judged: Account | None = None
        """Suspended, or not any more."""


def hold_post(session: Session, post: Post | None, author: Account, what: What, why: str) -> Aftermath:
    """Hide or remove it. One in the bin stays there, and comes out of it held. Raises `Conflict` where it is gone for good."""
    after, post = Aftermath(), _there(post)
    after.gone = [post] if is_listed(post, author) else []
    post.held, post.held_why = HELD[what], why
    if post.status not in {PostStatus.BINNED, HELD[what]}:
        post.status = move(post.status, HELD[what])
    after.unused = _changed(session, post, author, {})
    return after


def release_post(session: Session, post: Post, author: Account, copies: dict[int, str]) -> Aftermath:
    """Where it was before. One that its author has binned meanwhile stays in the bin."""
    after = Aftermath()
    post.held, post.held_why = "", ""
    if post.status != PostStatus.BINNED:
        post.status = move(post.status, PostStatus.SCHEDULED if post.published_at is None else PostStatus.PUBLISHED)
    after.unused = _changed(session, post, author, copies)
    after.back = post if is_listed(post, author) else None
    return after


def copies_for(house: House, number: int) -> dict[int, str]:
    """Static copies for a post that may be public again."""
    with house.database.reading() as session:
        post = session.get(Post, number)
        author = session.get(Account, post.account_id) if post is not None else None
        if post is None or author is None or author.private or is_public(post, author):
            return {}
        needed = post.visibility == "public" and post.status != PostStatus.BINNED
    return prepare(house, number) if needed else {}


def rate_post(session: Session, post: Post | None, author: Account, rating: str) -> Aftermath:
    """Its author can't change that any more. Raises `Conflict` where it is gone for good."""
    after, post = Aftermath(), _there(post)
    was_listed = is_listed(post, author)
    post.rating, post.rating_held = rating, True
    lineage_counts.renew_cards_below(session, post.id)
    after.unused = _changed(session, post, author, {})
    after.gone = [post] if was_listed and not is_listed(post, author) else []
    return after


def hold_comment(session: Session, comment: Comment | None, what: What, why: str) -> Aftermath:
    """Raises `Conflict` where it is deleted."""
    if comment is None or comment.deleted_at is not None:
        raise _nothing_left()
    return _talk(session, comment, HELD[what], why)


def release_comment(session: Session, comment: Comment) -> Aftermath:
    """There again."""
    return _talk(session, comment, "", "")


def _talk(session: Session, comment: Comment, held: str, why: str) -> Aftermath:
    after = Aftermath()
    after.said, after.told = comment, hold_back(session, comment, held, why)
    return after


def _changed(session: Session, post: Post, author: Account, copies: dict[int, str]) -> list[str]:
    post.version += 1
    session.add(post)
    return settle(session, post, author, copies)


def _there(post: Post | None) -> Post:
    if post is None:
        raise _nothing_left()
    return post


def _nothing_left() -> Conflict:
    return Conflict("It isn't there any more. Dismiss the report, or suspend the account.")
