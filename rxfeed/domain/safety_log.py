"""What was decided, by whom and why: rows that are only added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from rxfeed.domain import cursors, ids
from rxfeed.domain.house import House
from rxfeed.domain.safety_roles import must_moderate
from rxfeed.domain.safety_suspension import ends
from rxfeed.domain.safety_words import What
from rxfeed.domain.tables import Account, Comment, Post, Ruling
from rxfeed.domain.viewer import Viewer

PAGE = 40


@dataclass(frozen=True)
class RulingView:
    """One decision."""

    id: str = ""
    what: str = ""
    kind: str = ""
    thing: str = ""
    """Id of the post or comment."""
    why: str = ""
    by: str = ""
    whom: str = ""
    """Handles."""
    rating: str = ""
    until: str = ""
    """Of a suspension; empty for one without an end."""
    reports: int = 0
    decided_at: str = ""
    holds: bool = False
    """Whether there is anything to take back."""


@dataclass(frozen=True, slots=True)
class LogPage:
    """`next` continues it and is empty at the end."""

    rulings: list[RulingView]
    next: str


def log(house: House, viewer: Viewer, cursor: str = "") -> LogPage:
    """All decisions, the latest first. Four queries. Raises `NotFound` for who moderates nothing, `Invalid` for a cursor that isn't one."""
    must_moderate(viewer)
    query = select(Ruling).order_by(col(Ruling.id).desc()).limit(PAGE + 1)
    if cursor:
        query = query.where(col(Ruling.id) < cursors.unpack(cursor, "decisions", 1)[0])
    with house.database.reading() as session:
        rows, rest = cursors.page(session.exec(query).all(), PAGE, lambda row: cursors.pack("decisions", row.id))
        return LogPage(views(session, rows), rest)


def views(session: Session, rows: Sequence[Ruling]) -> list[RulingView]:
    """For the screen. Three queries."""
    things = {kind: {row.thing_id for row in rows if row.kind == kind} for kind in ("post", "comment")}
    posts = {post.id: post for post in session.exec(select(Post).where(col(Post.id).in_(things["post"])))}
    comments = {comment.id: comment for comment in session.exec(select(Comment).where(col(Comment.id).in_(things["comment"])))}
    whom = {account.id: account for account in session.exec(select(Account).where(col(Account.id).in_({row.whom_id for row in rows})))}
    last: set[tuple[str, int]] = set()
    made = []
    for row in sorted(rows, key=lambda row: row.id, reverse=True):
        mark = ("suspend", row.whom_id or 0) if row.what in {What.SUSPEND, What.UNSUSPEND} else (row.kind, row.thing_id)
        held = _holds(row, posts.get(row.thing_id), comments.get(row.thing_id), whom.get(row.whom_id or 0)) and mark not in last
        if row.what != What.DISMISS:
            last.add(mark)
        made.append(_view(row, held))
    return made


def _holds(row: Ruling, post: Post | None, comment: Comment | None, whom: Account | None) -> bool:
    if row.what == What.SUSPEND:
        return whom is not None and whom.suspended_until is not None
    held = post if row.kind == "post" else comment
    if row.what in {What.HIDE, What.REMOVE}:
        return held is not None and held.held != ""
    return row.what == What.RATE and post is not None and post.rating_held


def _view(row: Ruling, held: bool) -> RulingView:
    until = ends(row.until)
    return RulingView(
        ids.to_text(row.id), row.what, row.kind, ids.to_text(row.thing_id) if row.kind == "post" else "", row.why, row.by_handle, row.whom_handle, row.rating,
        until.isoformat() if until else "", row.reports, row.decided_at.isoformat(), held,
    )  # fmt: skip
