"""Where a post comes from and what has come of it, for somebody's eyes.

Who made what keeps the credit: an ancestor that isn't for this viewer, or is gone, is a place with a name and without a picture. What has come of a post and
isn't for them is left out, unless something that they see has come of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from rxfeed.domain import cards, cursors, gallery_show, ids, lineage_layout
from rxfeed.domain.audience_rows import people, shown_posts
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.lineage_views import GraphView, SpotView, WayView
from rxfeed.domain.lineage_walk import HOLDS, above, below
from rxfeed.domain.pictures_view import address_in_post
from rxfeed.domain.tables import Account, Edge, Node, Post
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import ParentView

PAGE = 24
MOST, MOST_ABOVE = 500, 200
"""Posts of a graph, and ancestors among them."""
ROOM = 0.42
"""How much of a column a picture takes."""
WORDS = 80
BESIDE = 0.22
"""Of a row, from one label to the next on lines that lie over each other."""


def children(house: House, viewer: Viewer, post_id: str, cursor: str = "") -> FeedPage:
    """What has been made of a post directly, the newest first. Raises what `gallery.show` raises, and `Invalid` for a cursor that isn't one."""
    number = ids.from_text(post_id)
    query = (
        select(col(Post.id), col(Post.version), col(Account.version), col(Post.created_at))
        .select_from(Edge)
        .join(Post, col(Post.id) == col(Edge.child_id))
        .join(Account, col(Account.id) == col(Post.account_id))
        .where(col(Edge.parent_id) == number, HOLDS, ~_told_before(), *_listed(viewer))
        .order_by(col(Edge.child_id).desc())
        .limit(PAGE + 1)
    )
    query = query.where(col(Edge.child_id) < cursors.decode(cursor, f"children of {number}")[1]) if cursor else query
    with house.database.reading() as session:
        gallery_show.seen(session, viewer, number)
        shown, rest = cursors.page(session.execute(query).all(), PAGE, lambda row: cursors.encode(row[3], row[0], f"children of {number}"))
        made = cards.prepared(session, house.shelf, [(row[0], row[1], row[2]) for row in shown], viewer)
    return FeedPage(made, rest, "")


def ancestors(session: Session, viewer: Viewer, post_ids: Collection[int]) -> list[ParentView]:
    """All of whom these posts came, however far, each once and the first ones first; without these themselves. Two queries."""
    over = _reached(session, above(list(post_ids)), MOST_ABOVE) - set(post_ids)
    rows = session.execute(_nodes(viewer, over)).all() if over else []
    spots = [_spot(row.id, 0, row, (0, 0), set()) for row in sorted(rows, key=lambda row: (row.depth, row.id))]
    return [ParentView(spot.id, spot.handle, thumb=spot.thumb) for spot in spots]


def graph(house: House, viewer: Viewer, post_id: str, most: int = MOST) -> GraphView:
    """All of it that there is room for, nearest first. Raises what `gallery.show` raises. A constant number of queries."""
    number = ids.from_text(post_id)
    with house.database.reading() as session:
        gallery_show.seen(session, viewer, number)
        up = _reached(session, above([number]), min(MOST_ABOVE, most))
        down = _reached(session, below([number]), most - len(up))
        found = {number, *up, *down}
        edges = list(session.execute(_edges(found, up | {number})))
        spots = {row.id: row for row in session.execute(_nodes(viewer, found | {edge.parent_id for edge in edges}))}
    kept = _kept(number, up, spots, [(edge.parent_id, edge.child_id) for edge in edges if edge.detached_at is None])
    whole = len(up) < min(MOST_ABOVE, most) and len(down) < most - len(up)
    return _drawn(number, up, kept, spots, [edge for edge in edges if edge.child_id in kept], whole)


def _told_before() -> ColumnElement[bool]:
    """The child takes several pictures of this parent further, and is listed once."""
    first = aliased(Edge)
    same = and_(col(first.child_id) == col(Edge.child_id), col(first.parent_id) == col(Edge.parent_id), col(first.number) < col(Edge.number))
    return exists().where(same, col(first.detached_at).is_(None))


def _listed(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Others' unlisted posts are in no list."""
    return [*shown_posts(viewer), or_(col(Post.visibility) != "unlisted", col(Post.account_id) == (viewer.account_id or 0))]


def _reached(session: Session, way: Any, most: int) -> set[int]:
    return set(session.execute(select(way.c.id).limit(max(0, most))).scalars())


def _edges(found: Collection[int], told: Collection[int]) -> Any:
    """Between these; detached ones are told of where they led to the post itself or its ancestors."""
    both = and_(col(Edge.parent_id).in_(found), HOLDS)
    columns = map(col, (Edge.child_id, Edge.number, Edge.parent_id, Edge.mode, Edge.detached_at))
    cut = and_(col(Edge.child_id).in_(told), ~HOLDS)
    return select(*columns).where(col(Edge.child_id).in_(found), or_(both, cut)).order_by(col(Edge.child_id), col(Edge.number))


def _nodes(viewer: Viewer, found: Collection[int]) -> Any:
    """With whether the viewer sees the post, and its author's name."""
    columns = map(col, (Node.id, Node.depth, Node.descendants, Node.gone_at, Post.prompt, Post.prompt_hidden, Post.rating))
    seen = case((and_(*_listed(viewer)), 1), else_=0).label("seen")
    named = case((and_(true(), *people(viewer)), col(Account.handle)), else_="").label("handle")
    return (
        select(*columns, seen, named)
        .outerjoin(Post, col(Post.id) == col(Node.id))
        .outerjoin(Account, col(Account.id) == col(Node.account_id))
        .where(col(Node.id).in_(found))
    )


def _kept(number: int, up: set[int], spots: dict[int, Any], edges: list[tuple[int, int]]) -> set[int]:
    """The post, its ancestors, and of its descendants those that are seen or lead to one."""
    kept = {number, *up} | {child for child in spots if spots[child].seen}
    over: dict[int, list[int]] = {}
    for parent, child in edges:
        over.setdefault(child, []).append(parent)
    waiting = list(kept)
    while waiting:
        for parent in over.get(waiting.pop(), ()):
            if parent not in kept:
                kept.add(parent)
                waiting.append(parent)
    return kept


def _drawn(number: int, up: set[int], kept: set[int], spots: dict[int, Any], edges: list[Any], whole: bool) -> GraphView:
    kept |= {edge.parent_id for edge in edges}
    kept &= spots.keys() | {number}
    edges = [edge for edge in edges if edge.parent_id in kept]
    where = lineage_layout.places(sorted(kept), sorted({(edge.parent_id, edge.child_id) for edge in edges}))
    cut = {edge.parent_id for edge in edges if edge.detached_at is not None} - {edge.parent_id for edge in edges if edge.detached_at is None}
    views = {each: _spot(each, number, spots.get(each), where[each], cut) for each in sorted(kept, key=lambda each: where[each])}
    for edge in edges:
        views[edge.child_id].parents.append(ParentView(handle=views[edge.parent_id].handle, mode=edge.mode))
    return GraphView(
        spots=list(views.values()),
        ways=[_way(edge, views, where, beside) for edge, beside in zip(edges, _beside(edges), strict=True)],
        columns=max(place[0] for place in where.values()) + 1,
        rows=max(place[1] for place in where.values()) + 1,
        at_column=where[number][0],
        at_row=where[number][1],
        descendants=spots[number].descendants if number in spots else 0,
        credits=list(dict.fromkeys(views[each].handle for each in sorted(up & kept, reverse=True) if views[each].handle)),
        whole=whole,
    )


def _spot(each: int, number: int, row: Any, place: lineage_layout.Place, cut: set[int]) -> SpotView:
    column, line = place
    if row is None:
        return SpotView(id=ids.to_text(each), thumb=address_in_post(each, 0), state="here", column=column, row=line)
    state = "here" if each == number else "gone" if row.gone_at is not None else "shown" if row.seen and each not in cut else "hidden"
    sees = state in {"here", "shown"}
    return SpotView(
        id=ids.to_text(each) if sees else "",
        handle=row.handle,
        words=row.prompt[:WORDS] if sees and not row.prompt_hidden else "",
        thumb=address_in_post(each, 0) if sees and row.rating == "general" else "",
        state="veiled" if state == "shown" and row.rating != "general" else state,
        column=column,
        row=line,
        steps=row.depth,
        children=row.descendants,
    )


def _beside(edges: list[Any]) -> list[int]:
    """For each edge, how many before it lead from the same parent to the same child: several pictures of one post were taken further."""
    seen: Counter[tuple[int, int]] = Counter()
    before = []
    for edge in edges:
        before.append(seen[edge.parent_id, edge.child_id])
        seen[edge.parent_id, edge.child_id] += 1
    return before


def _way(edge: Any, views: dict[int, SpotView], where: dict[int, lineage_layout.Place], beside: int) -> WayView:
    start, end = where[edge.parent_id], where[edge.child_id]
    parent, child = views[edge.parent_id], views[edge.child_id]
    column, row = lineage_layout.label(start, end, ROOM)
    return WayView(
        child=child.id,
        number=edge.number,
        mode=edge.mode,
        path=lineage_layout.path(start, end, ROOM),
        box=lineage_layout.box(start, end),
        column=column,
        row=row + beside * BESIDE,
        parent_handle=parent.handle,
        child_handle=child.handle,
        detached=edge.detached_at is not None,
        opens=bool(child.id),
    )
