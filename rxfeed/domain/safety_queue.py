"""What waits for a moderator: open matters, each with everything that was said about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from rxfeed.domain import cursors, ids
from rxfeed.domain.errors import Invalid
from rxfeed.domain.house import House
from rxfeed.domain.safety_log import RulingView, views
from rxfeed.domain.safety_roles import must_moderate
from rxfeed.domain.safety_things import Evidence
from rxfeed.domain.safety_words import FOR
from rxfeed.domain.tables import Account, Comment, Matter, Post, Report, Ruling
from rxfeed.domain.viewer import Viewer

PAGE, HISTORY = 10, 200
ORDERS = ("oldest", "most")


@dataclass(frozen=True)
class ReasonView:
    """How many gave it."""

    reason: str = ""
    count: int = 0


@dataclass(frozen=True)
class NoteView:
    """What one person says."""

    by: str = ""
    """Their handle; empty where the account is gone."""
    reason: str = ""
    text: str = ""
    at: str = ""


@dataclass(frozen=True)
class MatterView:
    """One thing, with all its reports."""

    id: str = ""
    kind: str = ""
    thing: str = ""
    """Id of a post; empty for everything else."""
    reports: int = 0
    opened_at: str = ""
    reasons: list[ReasonView] = field(default_factory=list)
    notes: list[NoteView] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    """As it was, the latest first; several where it was changed between two reports."""
    state: str = ""
    """What has become of it: a status of the post, `there` or `gone`."""
    history: list[RulingView] = field(default_factory=list)
    """What was decided about its author before, the latest first."""
    can: list[str] = field(default_factory=list)
    """What may be decided; empty where this moderator may not."""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """`next` continues it and is empty at the end."""

    matters: list[MatterView]
    next: str


def queue(house: House, viewer: Viewer, order: str = "oldest", cursor: str = "") -> QueuePage:
    """Open matters. At most eight queries. Raises `NotFound` for who moderates nothing, `Invalid` for a cursor or an order that isn't one."""
    must_moderate(viewer)
    if order not in ORDERS:
        raise Invalid("There is no such list.")
    query = select(Matter, Account).outerjoin(Account, col(Account.id) == col(Matter.author_id)).where(col(Matter.closed_at).is_(None)).limit(PAGE + 1)
    if order == "oldest":
        query = query.order_by(col(Matter.id)).where(col(Matter.id) > (cursors.unpack(cursor, order, 1)[0] if cursor else 0))
    else:
        query = query.order_by(col(Matter.reports).desc(), col(Matter.id).desc())
        if cursor:
            query = query.where(tuple_(col(Matter.reports), col(Matter.id)) < tuple(cursors.unpack(cursor, order, 2)))
    with house.database.reading() as session:
        found = [(row[0], row[1]) for row in session.exec(query).all()]
        rows, rest = cursors.page(found, PAGE, lambda row: cursors.pack(order, *([] if order == "oldest" else [row[0].reports]), row[0].id))
        return QueuePage(_views(session, viewer, rows), rest)


def _views(session: Session, viewer: Viewer, rows: Sequence[tuple[Matter, Account | None]]) -> list[MatterView]:
    reports = _reports(session, [matter.id for matter, _ in rows])
    history = _history(session, {matter.author_id for matter, _ in rows if matter.author_id is not None})
    states = _states(session, [matter for matter, _ in rows])
    return [
        _view(viewer, matter, author, reports.get(matter.id, []), history.get(matter.author_id or 0, []), states.get((matter.kind, matter.thing_id), "gone"))
        for matter, author in rows
    ]


def _reports(session: Session, matters: Sequence[int]) -> dict[int, list[tuple[Report, str | None]]]:
    query = select(Report, Account.handle).outerjoin(Account, col(Account.id) == col(Report.reporter_id)).where(col(Report.matter_id).in_(matters))
    found: dict[int, list[tuple[Report, str | None]]] = {}
    for row, handle in session.exec(query.order_by(col(Report.id).desc())):
        found.setdefault(row.matter_id, []).append((row, handle))
    return found


def _history(session: Session, whom: set[int]) -> dict[int, list[RulingView]]:
    rows = session.exec(select(Ruling).where(col(Ruling.whom_id).in_(whom)).order_by(col(Ruling.id).desc()).limit(HISTORY)).all()
    found: dict[int, list[RulingView]] = {}
    for row, view in zip(rows, views(session, rows), strict=True):
        found.setdefault(row.whom_id or 0, []).append(view)
    return found


def _states(session: Session, matters: Sequence[Matter]) -> Mapping[tuple[str, int], str]:
    """Only of what is still there."""
    wanted = {kind: [matter.thing_id for matter in matters if matter.kind == kind] for kind in ("post", "comment")}
    posts = session.exec(select(Post.id, Post.status).where(col(Post.id).in_(wanted["post"])))
    comments = session.exec(select(Comment.id, Comment.held).where(col(Comment.id).in_(wanted["comment"]), col(Comment.deleted_at).is_(None)))
    found = {("post", number): status for number, status in posts} | {("comment", number): held or "there" for number, held in comments}
    return found | {("account", matter.thing_id): "there" for matter in matters if matter.kind == "account" and matter.author_id is not None}


def _view(
    viewer: Viewer, matter: Matter, author: Account | None, reports: Sequence[tuple[Report, str | None]], history: list[RulingView], state: str
) -> MatterView:
    seen = dict.fromkeys(repr(report.evidence) for report, _ in reports)
    kept = {repr(report.evidence): report.evidence for report, _ in reports}
    notes = [NoteView(handle or "", row.reason, row.note, row.created_at.isoformat()) for row, handle in reports]
    return MatterView(
        id=ids.to_text(matter.id),
        kind=matter.kind,
        thing=ids.to_text(matter.thing_id) if matter.kind == "post" else "",
        reports=matter.reports,
        opened_at=matter.opened_at.isoformat(),
        reasons=[ReasonView(reason, count) for reason, count in Counter(row.reason for row, _ in reports).most_common()],
        notes=[note for note in notes if note.text],
        evidence=[Evidence.of(kept[key]) for key in seen],
        state=state,
        history=history,
        can=_can(viewer, matter, author, state),
    )


def _can(viewer: Viewer, matter: Matter, author: Account | None, state: str) -> list[str]:
    if author is None:
        return ["dismiss"]
    if author.id == viewer.account_id or (author.role == "admin" and not viewer.is_admin):
        return []
    return [what for what in FOR[matter.kind] if state != "gone" or what in {"dismiss", "suspend"}]
