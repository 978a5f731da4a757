"""Saying something below a post, and changing one's mind about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from rxfeed.domain import handles_held, ids, talk_counts, talk_gone, talk_told, talk_words, tallies
from rxfeed.domain.audience_rows import comments, people, relation
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound
from rxfeed.domain.gallery_show import seen
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Comment, CommentEdit, Post
from rxfeed.domain.talk_counts import THERE
from rxfeed.domain.tallies import Pace
from rxfeed.domain.viewer import Viewer

PACE = Pace("Those were many comments. Wait {minutes} min, then go on.", 60, timedelta(minutes=10))
"""Comments and edits by one account."""
TWICE = timedelta(seconds=10)
"""Within which the same words are one comment: whoever sees nothing happen presses again, and what was pressed without a connection comes all at once."""


@dataclass(frozen=True, slots=True)
class Words:
    """A comment that is ready to be kept."""

    text: str
    html: str
    mentions: dict[str, int]
    """People who are there, by handle."""


def write(house: House, viewer: Viewer, post_id: str, text: str, answers: str = "") -> str:
    """Comment on a post, or answer the comment of that id; the comment's id. Sent twice it is one.

    Raises `NotSignedIn`, `Invalid`, `NotFound`, `NotAllowed`, `LimitReached`.
    """
    me, number, to = viewer.require_account(), ids.from_text(post_id), ids.from_text(answers) if answers else None
    words, now, new = _words(house, viewer, text), house.clock.now(), ids.mint()
    with _changing(house) as session:
        talk_told.stay(session, number, {me, *words.mentions.values()}, to)
        post = _held(session, viewer, number)
        if (why := may(session, viewer, post)) != "yes":
            raise NotAllowed(REFUSALS[why])
        above = _there(session, viewer, to) if to is not None else None
        if above is not None and above.post_id != number:
            raise _gone()
        if (same := _said_just_now(session, me, number, to, words.text, now)) is not None:
            return ids.to_text(same)
        tallies.charge(house, session, f"comments by {me}", PACE)
        root_id = (above.root_id or above.id) if above is not None else None
        session.add(
            Comment(
                id=new, post_id=number, account_id=me, parent_id=to, root_id=root_id, text=words.text, html=words.html,
                best_at=talk_counts.best_at(now, 0), created_at=now,
            )
        )  # fmt: skip
        session.flush()
        talk_counts.count(session, number, 1)
        talk_counts.weigh(session, root_id)
        told = talk_told.tell(session, post, new, by=me, above=above, mentioned=words.mentions.values(), words=words.text, now=now)
    talk_told.announce(house, number, root_id or new, told)
    return ids.to_text(new)


def edit(house: House, viewer: Viewer, comment_id: str, text: str) -> None:
    """Say it differently; what it said before stays to be seen. Raises `NotSignedIn`, `Invalid`, `NotFound`, `LimitReached`."""
    me, number, words, now = viewer.require_account(), ids.from_text(comment_id), _words(house, viewer, text), house.clock.now()
    with _changing(house) as session:
        comment = _own(session, viewer, number, words.mentions.values())
        if comment.text == words.text:
            return
        tallies.charge(house, session, f"comments by {me}", PACE)
        former = CommentEdit(id=ids.mint(), comment_id=number, text=comment.text, html=comment.html, written_at=comment.edited_at or comment.created_at)
        session.add(former)
        comment.text, comment.html, comment.edited_at = words.text, words.html, now
        fresh = [account_id for handle, account_id in words.mentions.items() if handle not in talk_words.mentioned(former.text)]
        told = talk_told.tell_mentioned(session, comment, fresh, now)
    talk_told.announce(house, comment.post_id, comment.root_id or number, told)


def delete(house: House, viewer: Viewer, comment_id: str) -> None:
    """Take back what one said. Raises `NotSignedIn`, `NotFound`."""
    with _changing(house) as session:
        comment = _own(session, viewer, ids.from_text(comment_id))
        post_id, thread = comment.post_id, comment.root_id or comment.id
        told = talk_gone.take_away(session, comment, house.clock.now())
    talk_told.announce(house, post_id, thread, told)


def pin(house: House, viewer: Viewer, comment_id: str, on: bool) -> None:
    """The author of a post keeps one comment above all others. Raises `NotSignedIn`, `NotFound`, `NotAllowed`, `Invalid` for an answer."""
    me, number = viewer.require_account(), ids.from_text(comment_id)
    with _changing(house) as session:
        comment = _there(session, viewer, number)
        post = _held(session, viewer, comment.post_id)
        if post.account_id != me:
            raise NotAllowed("Only who made this picture can pin comments.")
        if comment.root_id is not None:
            raise Invalid("An answer can't be pinned.")
        before = session.exec(select(Comment).where(Comment.post_id == post.id, col(Comment.pinned), Comment.id != number)).all()
        for other in before:
            other.pinned = False
        session.flush()
        comment.pinned = bool(on)
        changed = [number, *(other.id for other in before)]
    for thread in changed:
        talk_told.announce(house, post.id, thread)


def may(session: Session, viewer: Viewer, post: Post) -> str:
    """`yes`, or why the viewer can't comment on a post that they see. At most one query."""
    if not viewer.signed_in or viewer.suspended:
        return "sign in" if not viewer.signed_in else "suspended"
    if post.account_id == viewer.account_id or post.replies == "everybody":
        return "yes"
    if post.replies == "followers":
        return "yes" if relation(session, viewer, post.account_id).follows else "followers"
    return "nobody"


REFUSALS = {"followers": "Only those who follow its author can comment on this picture.", "nobody": "Its author takes no comments on this picture."}


def _words(house: House, viewer: Viewer, text: str) -> Words:
    """Read and made clean before anybody waits for the transaction."""
    clean = talk_words.taken(text)
    handles = talk_words.mentioned(clean)
    known: dict[str, int] = {}
    if handles:
        with house.database.reading() as session:
            known = handles_held.leading(house, session, handles, *people(viewer))
    return Words(clean, talk_words.rendered(clean, known), known)


@contextmanager
def _changing(house: House) -> Iterator[Session]:
    try:
        with house.database.writing() as session:
            yield session
            session.flush()
    except IntegrityError as error:  # post or account has just been deleted for good
        raise _gone() from error


def _held(session: Session, viewer: Viewer, post_id: int) -> Post:
    """The post, while nobody else changes anything below it. What isn't published can't be talked about."""
    talk_counts.hold(session, {post_id})
    post, _, _ = seen(session, viewer, post_id)
    if post.status != PostStatus.PUBLISHED:
        raise NotFound("This picture isn't there, or isn't there any more.")
    return post


def _said_just_now(session: Session, me: int, post_id: int, to: int | None, text: str, now: datetime) -> int | None:
    same = (Comment.post_id == post_id, Comment.account_id == me, Comment.parent_id == to, Comment.text == text)
    return session.exec(select(Comment.id).where(*same, col(Comment.created_at) > now - TWICE)).first()


def _there(session: Session, viewer: Viewer, comment_id: int) -> Comment:
    """A comment that this viewer may see, if they see its post."""
    query = select(Comment).join(Account, col(Account.id) == Comment.account_id).where(Comment.id == comment_id, THERE, *comments(viewer), *people(viewer))
    comment = session.exec(query, execution_options={"populate_existing": True}).first()
    if comment is None:
        raise _gone()
    return comment


def _own(session: Session, viewer: Viewer, comment_id: int, concerned: Iterable[int] = ()) -> Comment:
    """One's own comment, with its post held. It may be taken back or changed also where one couldn't write it any more."""
    me = viewer.require_account()
    query = select(Comment).where(Comment.id == comment_id, Comment.account_id == me)
    comment = session.exec(query).first()
    if comment is None:
        raise _gone()
    talk_told.stay(session, comment.post_id, {me, *concerned})
    talk_counts.hold(session, {comment.post_id})
    comment = session.exec(query, execution_options={"populate_existing": True}).first()
    if comment is None:
        raise _gone()
    return comment


def _gone() -> NotFound:
    return NotFound("This comment isn't there any more.")
