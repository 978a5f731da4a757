"""The conversation below a post, for somebody's eyes: by keyset, and always in as many queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, and_, func, select, tuple_
from sqlalchemy import text as sql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from rxfeed.domain import cursors, ids
from rxfeed.domain.audience_rows import comments, people, unseen
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.gallery_show import seen
from rxfeed.domain.house import House
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.tables import Account, Comment, CommentEdit, Post
from rxfeed.domain.talk_muted import folded
from rxfeed.domain.talk_views import CommentView, FormerView, TalkPage, ThreadView
from rxfeed.domain.talk_write import may
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView

PAGE, FIRST_ANSWERS, MORE_ANSWERS, MOST_ANSWERS = 20, 3, 20, 200
PINNED = sql("comment.pinned")
"""Word for word as the index has it, so that SQLite takes it."""
ORDERS = {"best": col(Comment.best_at), "new": col(Comment.created_at)}


def page(house: House, viewer: Viewer, post_id: str, order: str = "best", cursor: str = "") -> TalkPage:
    """Comments with the first answers to each; the pinned one before all others. Raises what `gallery.show` raises, and `Invalid`."""
    query = _listed(viewer, ids.from_text(post_id), order, cursor)
    with house.database.reading() as session:
        post, _, _ = seen(session, viewer, ids.from_text(post_id))
        found = session.execute(query).all()
        shown = found[:PAGE]
        if not cursor:
            shown = [*session.execute(_comments(viewer).where(col(Comment.post_id) == post.id, PINNED)), *shown]
        threads = _threads(session, viewer, shown, order, FIRST_ANSWERS)
        rest = _place(found[PAGE - 1][0], order) if len(found) > PAGE else ""
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
        views = _views(viewer, found[:MORE_ANSWERS], _handles(session, viewer, found))
    rest = cursors.pack(_answers_of(root), found[MORE_ANSWERS - 1][0].id) if len(found) > MORE_ANSWERS else ""
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


def _listed(viewer: Viewer, post_id: int, order: str, cursor: str) -> Select[Comment, str, str, str, bool, bool]:
    by = _order(order)
    query = _comments(viewer).where(col(Comment.post_id) == post_id, col(Comment.root_id).is_(None), ~col(Comment.pinned))
    query = query.where(tuple_(by, col(Comment.id)) < cursors.decode(cursor, _comments_on(post_id, order))) if cursor else query
    return query.order_by(by.desc(), col(Comment.id).desc()).limit(PAGE + 1)


def _threads(session: Session, viewer: Viewer, roots: Sequence[Found], order: str, most: int) -> list[ThreadView]:
    first = _first_answers(session, viewer, [row[0].id for row in roots], most)
    handles = _handles(session, viewer, [answer for found in first.values() for answer in found])
    threads = [_thread(viewer, row, first.get(row[0].id, []), handles, order, most) for row in roots]
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


def _thread(viewer: Viewer, row: Found, first: Sequence[Found], handles: Mapping[int, str], order: str, most: int) -> ThreadView:
    root, shown = row[0], _views(viewer, first[:most], handles)
    rest = cursors.pack(_answers_of(root.id), first[most - 1][0].id) if len(first) > most else ""
    left = -1 if viewer.hides else max(root.answers - sum(not view.gone for view in shown), 1)
    return ThreadView(ids.to_text(root.id), _place(root, order), _view(viewer, row, ""), shown, left if rest else 0, rest)


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


def _order(order: str) -> Any:
    if order not in ORDERS:
        raise Invalid("Comments are sorted by “best” or “new”.")
    return ORDERS[order]


def _place(comment: Comment, order: str) -> str:
    return cursors.encode(comment.best_at if order == "best" else comment.created_at, comment.id, _comments_on(comment.post_id, order))


def _comments_on(post_id: int, order: str) -> str:
    """Whose cursors those are."""
    return f"comments on {post_id} {order}"


def _answers_of(root: int) -> str:
    return f"answers to {root}"
