"""Asking an author whether one may remix a post, and taking it back."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from rxfeed.domain import gallery_show, gallery_words, ids, notices
from rxfeed.domain.errors import Conflict, Invalid, LimitReached, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import REMIX_REQUEST, REMIX_REQUEST_WIDER
from rxfeed.domain.permission import GRANTED
from rxfeed.domain.permission_rows import may_ask, permission, refusal, widens
from rxfeed.domain.tables import Account, Post, RemixRequest
from rxfeed.domain.viewer import Viewer

LONGEST = 500
"""Characters of a message."""
MOST = 50
"""Requests of one person that wait at a time."""
WAITING = ("waiting", "wider")
AGAIN = timedelta(days=30)
"""So long a no holds."""


def ask(house: House, viewer: Viewer, post_id: str, message: str = "") -> None:
    """Its author is told. Asked twice is asked once.

    Raises `NotSignedIn`, `NotFound`, `NotAllowed`, `Invalid` (with the field), `LimitReached`; `Conflict` where there is nothing to ask for, or too soon after
    a no.
    """
    me, number, words = viewer.require_account(), ids.from_text(post_id), _words(message)
    try:
        with house.database.writing() as session:
            author_id = author_of(session, number)
            alone_with(house, session, me, author_id)
            told = _ask(session, viewer, number, words, house.clock.now())
    except IntegrityError as error:  # the post, or who asks, has just been deleted for good
        raise _not_there() from error
    notices.announce(house, [author_id] if told else [])


def take_back(house: House, viewer: Viewer, post_id: str) -> None:
    """What hasn't been answered is asked no more. Raises `NotSignedIn`, `NotFound`."""
    me, number = viewer.require_account(), ids.from_text(post_id)
    with house.database.writing() as session:
        alone_with(house, session, me, author_of(session, number))
        row = request_of(session, number, me)
        if row is None or row.status not in WAITING:
            return
        if row.status == "wider":
            row.status = "accepted"  # what was allowed before still is
            session.add(row)
        else:
            session.delete(row)
        told = [who for kind in (REMIX_REQUEST, REMIX_REQUEST_WIDER) for who in notices.take_back(session, kind, by=me, post_id=number)]
    notices.announce(house, told)


def author_of(session: Session, post_id: int) -> int:
    """Whose post it is. Raises `NotFound`."""
    author_id = session.exec(select(Post.account_id).where(Post.id == post_id)).first()
    if author_id is None:
        raise _not_there()
    return author_id


def alone_with(house: House, session: Session, one: int, other: int) -> None:
    """Until the transaction ends nobody else changes what is between these two: neither blocks, asks or answers meanwhile."""
    house.database.exclusively(session, f"circle {min(one, other)} {max(one, other)}")


def request_of(session: Session, post_id: int, asker_id: int) -> RemixRequest | None:
    """As it is now, in our hands until the transaction ends."""
    return session.exec(select(RemixRequest).where(RemixRequest.post_id == post_id, RemixRequest.asker_id == asker_id).with_for_update()).first()


def _ask(session: Session, viewer: Viewer, number: int, words: str, now: datetime) -> bool:
    me = viewer.require_account()
    session.exec(select(Post.id).where(Post.id == number).with_for_update(read=True, key_share=True)).all()  # before its requests, as whoever edits it
    post, author, _ = gallery_show.seen(session, viewer, number)
    wider = widens(post, author)
    row = request_of(session, number, me)
    if row is not None and row.status in WAITING:
        return False
    _must_ask(session, viewer, post, author, row, now)
    if session.exec(select(func.count()).where(col(RemixRequest.asker_id) == me, col(RemixRequest.status).in_(WAITING))).one() >= MOST:
        raise LimitReached("{most} requests of yours wait already. Wait for an answer, or take one back.", most=MOST)
    row = row or RemixRequest(id=ids.mint(), post_id=number, asker_id=me, asked_at=now)
    if row.status in GRANTED:
        row.status = "wider"
    else:
        row.status, row.widens = "waiting", wider
    row.message, row.asked_at, row.answered_at = words, now, None
    session.add(row)
    session.flush()
    return notices.give(session, REMIX_REQUEST_WIDER if wider else REMIX_REQUEST, to=author.id, by=me, post_id=number, words=words, now=now)


def _must_ask(session: Session, viewer: Viewer, post: Post, author: Account, row: RemixRequest | None, now: datetime) -> None:
    """Asking can help, and isn't too soon after a no."""
    if author.id == viewer.account_id:
        raise Invalid("This picture is yours already.")
    may = permission(session, viewer, post, author)
    if not may_ask(session, viewer, post, author, may):
        raise Conflict("You may remix this picture already.") if may.allowed else refusal(may.why, author.handle)
    if row is not None and row.status in {"declined", "narrow"} and row.answered_at is not None and (wait := row.answered_at + AGAIN - now) > timedelta(0):
        raise Conflict("@{handle} has said no. You can ask again in {days} days.", handle=author.handle, days=wait.days + 1)


def _words(message: str) -> str:
    if not isinstance(message, str) or len(message) > 20 * LONGEST or len(words := gallery_words.tidy(message)) > LONGEST:
        raise Invalid("A message has at most {limit} characters.", field="message", limit=LONGEST)
    return words


def _not_there() -> NotFound:
    return NotFound("This picture isn't there, or isn't there any more.")
