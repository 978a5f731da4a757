"""The conversation below a post, for somebody's eyes, always in as many queries: the newest first by keyset, the best first by an order that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import BigInteger, Select, and_, bindparam, func, select, tuple_
from sqlalchemy import text as sql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from rxfeed.domain import cursors, ids, orders
from rxfeed.domain.audience_rows import comments, people, unseen
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.gallery_show import seen
from rxfeed.domain.house import House
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.tables import Account, Comment, CommentEdit, Post
from rxfeed.domain.tables.columns import UtcDateTime
from rxfeed.domain.talk_muted import folded
from rxfeed.domain.talk_views import CommentView, FormerView, TalkPage, ThreadView
from rxfeed.domain.talk_write import may
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView

PAGE, FIRST_ANSWERS, MORE_ANSWERS, MOST_ANSWERS = 20, 3, 20, 200
RANKED = 2_000
"""Threads that an order has at most, the best; "new" goes on as far as there are any."""
PINNED = sql("comment.pinned")
"""Word for word as the index has it, so that SQLite takes it."""
Places = Mapping[int, str]
"""Of threads in a list, by id: see `ThreadView.place`."""


def page(house: House, viewer: Viewer, post_id: str, order: str = "best", cursor: str = "") -> TalkPage:
    """Comments with the first answers to each; the pinned one before all others. Raises what `gallery.show` raises, and `Invalid`."""
    number = ids.from_text(post_id)
    places, rest = (_best if _order(order) == "best" else _newest)(house, number, cursor)
    with house.database.reading() as session:
        post, _, _ = seen(session, viewer, number)
        found = {row[0].id: row for row in session.execute(_comments(viewer).where(col(Comment.id).in_(places)))}
        first = [] if cursor else session.execute(_comments(viewer).where(col(Comment.post_id) == number, PINNED)).all()
        threads = _threads(session, viewer, [*first, *(found[each] for each in places if each in found)], order, FIRST_ANSWERS, places)
        counted, allowed, hosts = _count(session, viewer, post), may(session, viewer, post), post.account_id == viewer.account_id
    return TalkPage(counted, allowed, hosts, folded(house, viewer, threads), rest)


def thread(house: House, viewer: Viewer, post_id: str, thread_id: str, order: str = "best", answers: int = FIRST_ANSWERS) -> TalkPage:
    """One thread alone, with so many answers; no thread where there is nothing of it to be seen. Raises what `gallery.show` raises, and `Invalid`."""
    _order(order)
    with house.database.reading() as session:
        post, _, _ = seen(session, viewer, ids.from_text(post_id))
        query = _comments(viewer).where(col(Comment.id) == ids.from_text(thread_id), col(Comment.post_id) == post.id, col(Comment.root_id).is_(None))
        threads = _threads(session, viewer, session.execute(query).all(), order, min(max(answers, FIRST_ANSWERS), MOST_ANSWERS))
        counted, allowed, hosts = _count(session, viewer, post), may(session, viewer, post), post.account_id == viewer.account_id
    return TalkPage(counted, allowed, hosts, folded(house, viewer, threads))


def around(house: House, viewer: Viewer, post_id: str, comment_id: str, order: str = "best") -> TalkPage:
    """The thread that a comment belongs to. Raises what `thread` raises, and `NotFound`."""
    with house.database.reading() as session:
        root = session.execute(select(func.coalesce(col(Comment.root_id), col(Comment.id))).where(col(Comment.id) == ids.from_text(comment_id))).scalar()
    if root is None:
        raise NotFound("This comment isn't there any more.")
    return thread(house, viewer, post_id, ids.to_text(root), order, MOST_ANSWERS)


def answers(house: House, viewer: Viewer, post_id: str, thread_id: str, cursor: str) -> ThreadView:
    """More answers of a thread, after the cursor. Raises what `gallery.show` raises, `NotFound`, and `Invalid` for a cursor that isn't one."""
    root = ids.from_text(thread_id)
    after = cursors.unpack(cursor, _answers_of(root), 1)[0]
    query = _comments(viewer).where(col(Comment.root_id) == root, col(Comment.id) > after).order_by(col(Comment.id)).limit(MORE_ANSWERS + 1)
    with house.database.reading() as session:
        post, _, _ = seen(session, viewer, ids.from_text(post_id))
        found = session.execute(query.where(col(Comment.post_id) == post.id)).all()
        shown, rest = cursors.page(found, MORE_ANSWERS, lambda row: cursors.pack(_answers_of(root), row[0].id))
        views = _views(viewer, shown, _handles(session, viewer, shown))
    return folded(house, viewer, [ThreadView(thread_id, answers=views, next=rest)])[0]


def history(house: House, viewer: Viewer, comment_id: str) -> list[FormerView]:
    """What a comment said before, the latest first. Raises `NotFound` where the viewer doesn't see the comment."""
    number = ids.from_text(comment_id)
    with house.database.reading() as session:
        row = session.execute(_comments(viewer).where(col(Comment.id) == number)).first()
        if row is None or not row[-1]:
            raise NotFound("This comment isn't there any more.")
        seen(session, viewer, row[0].post_id)
        query = select(CommentEdit).where(col(CommentEdit.comment_id) == number).order_by(col(CommentEdit.id).desc()).limit(PAGE)
        return [FormerView(former.html, former.written_at.isoformat()) for former in session.scalars(query)]


Found = Any
"""A row of `_comments`: a comment, its author's handle, name, avatar, whether they are a sample, and whether the viewer sees them."""


def _comments(viewer: Viewer) -> Select[Comment, str, str, str, bool, bool]:
    """Whom the viewer doesn't see is not left out here but when the views are made: only then it is known whether somebody else has answered."""
    here = and_(col(Comment.account_id).is_not(None), *comments(viewer), *people(viewer)).label("here")
    columns = (col(Account.handle), col(Account.display_name), col(Account.avatar_name), col(Account.is_sample), here)
    return select(Comment, *columns).outerjoin(Account, col(Account.id) == col(Comment.account_id))


def _best(house: House, post_id: int, cursor: str) -> tuple[Places, str]:
    """The threads of a page and what continues it. Answers change the order meanwhile: one goes on in the one that was, in which each thread has its moment."""
    of = _comments_on(post_id, "best")
    kept, begin, order = orders.ordered(house, of, lambda: _ranked(house, post_id), 2 * PAGE, cursor, of, exact=True)
    end = begin + PAGE
    part = order[2 * begin : 2 * end]
    places = {number: cursors.pack(of, at, number) for at, number in zip(part[::2], part[1::2], strict=True)}
    return places, cursors.pack(of, kept, end) if 2 * end < len(order) else ""


def _ranked(house: House, post_id: int) -> list[int]:
    return [number for at, thread_id in house.database.rows(BEST, post=post_id) for number in (cursors.ticks(at), thread_id)]


def _newest(house: House, post_id: int, cursor: str) -> tuple[Places, str]:
    of = _comments_on(post_id, "new")
    after = dict(zip(("moment", "number"), cursors.decode(cursor, of), strict=True)) if cursor else {}
    found = house.database.rows(OLDER if cursor else NEWEST, post=post_id, **after)
    rows, rest = cursors.page(found, PAGE, lambda row: cursors.encode(*row, of))
    return {number: cursors.encode(at, number, of) for at, number in rows}, rest


def _begun(by: Any, most: int) -> Select[datetime, int]:
    """Moments and ids of the threads below a post, but for the pinned one."""
    below = col(Comment.post_id) == bindparam("post", type_=BigInteger()), col(Comment.root_id).is_(None), ~col(Comment.pinned)
    return select(by, col(Comment.id)).where(*below).order_by(by.desc(), col(Comment.id).desc()).limit(most)


BEST, NEWEST = _begun(col(Comment.best_at), RANKED), _begun(col(Comment.created_at), PAGE + 1)
OLDER = NEWEST.where(
    tuple_(col(Comment.created_at), col(Comment.id)) < tuple_(bindparam("moment", type_=UtcDateTime()), bindparam("number", type_=BigInteger()))
)


def _threads(session: Session, viewer: Viewer, roots: Sequence[Found], order: str, most: int, places: Places = MappingProxyType({})) -> list[ThreadView]:
    first = _first_answers(session, viewer, [row[0].id for row in roots], most)
    handles = _handles(session, viewer, [answer for found in first.values() for answer in found])
    stand = {row[0].id: places.get(row[0].id) or _place(row[0], order) for row in roots}
    threads = [_thread(viewer, row, stand[row[0].id], first.get(row[0].id, []), handles, most) for row in roots]
    return [thread for thread in threads if thread.answers or thread.more or not thread.begins.gone]


def _first_answers(session: Session, viewer: Viewer, roots: list[int], most: int) -> dict[int, list[Found]]:
    """Of each thread its first so many and one more, however long it is: the id up to which they go is found in the index."""
    begun, answer = aliased(Comment), aliased(Comment)
    root_id, begun_id, answer_id = col(answer.root_id), col(begun.id), col(answer.id)
    last = select(answer_id).where(root_id == begun_id).order_by(answer_id).offset(most).limit(1).correlate(begun).scalar_subquery()
    bounded = select(begun_id.label("root"), func.coalesce(last, (1 << 63) - 1).label("last")).where(begun_id.in_(roots)).subquery()
    query = _comments(viewer).join(bounded, and_(col(Comment.root_id) == bounded.c.root, col(Comment.id) <= bounded.c.last)).order_by(col(Comment.id))
    found: dict[int, list[Found]] = {}
    for row in session.execute(query):
        found.setdefault(row[0].root_id, []).append(row)
    return found


def _handles(session: Session, viewer: Viewer, rows: Sequence[Found]) -> dict[int, str]:
    """Whom the answers to answers answer, by comment."""
    above = {row[0].parent_id for row in rows} - {row[0].root_id for row in rows}
    query = select(col(Comment.id), col(Account.handle)).join(Account, col(Account.id) == col(Comment.account_id))
    return {row[0]: row[1] for row in session.execute(query.where(col(Comment.id).in_(above), *people(viewer)))}


def _thread(viewer: Viewer, row: Found, place: str, first: Sequence[Found], handles: Mapping[int, str], most: int) -> ThreadView:
    root, shown = row[0], _views(viewer, first[:most], handles)
    rest = cursors.pack(_answers_of(root.id), first[most - 1][0].id) if len(first) > most else ""
    left = -1 if viewer.hides else max(root.answers - sum(not view.gone for view in shown), 1)
    return ThreadView(ids.to_text(root.id), place, _view(viewer, row, ""), shown, left if rest else 0, rest)


def _views(viewer: Viewer, rows: Sequence[Found], handles: Mapping[int, str]) -> list[CommentView]:
    """Deleted ones keep their place, those of people whom the viewer doesn't see have none."""
    return [_view(viewer, row, handles.get(row[0].parent_id, "")) for row in rows if row[-1] or row[0].account_id is None]


def _view(viewer: Viewer, row: Found, answers_to: str) -> CommentView:
    comment, handle, name, avatar, is_sample, here = row
    if not here:
        return CommentView(ids.to_text(comment.id), at=comment.created_at.isoformat(), gone=True)
    mine = comment.account_id == viewer.account_id
    return CommentView(
        id=ids.to_text(comment.id),
        author=AuthorView(handle, name or handle, public_address(avatar, 96) if avatar else "", is_sample),
        html=comment.html,
        text=comment.text if mine else "",
        answers_to=answers_to,
        at=comment.created_at.isoformat(),
        edited=comment.edited_at.isoformat() if comment.edited_at else "",
        mine=mine,
        held_why=comment.held_why if comment.held else "",
        pinned=comment.pinned,
    )


def _count(session: Session, viewer: Viewer, post: Post) -> int:
    """Without those of people whom the viewer doesn't see."""
    theirs = col(Comment.post_id) == post.id, col(Comment.account_id).in_(unseen(viewer)), col(Comment.held) == ""
    hidden = select(func.count()).select_from(Comment).where(*theirs)
    return post.comments - int(session.execute(hidden).scalar_one())


def _order(order: str) -> str:
    if order not in ("best", "new"):
        raise Invalid("Comments are sorted by “best” or “new”.")
    return order


def _place(comment: Comment, order: str) -> str:
    return cursors.encode(comment.best_at if order == "best" else comment.created_at, comment.id, _comments_on(comment.post_id, order))


def _comments_on(post_id: int, order: str) -> str:
    """Whose cursors those are."""
    return f"comments on {post_id} {order}"


def _answers_of(root: int) -> str:
    return f"answers to {root}"
