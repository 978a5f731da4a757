"""The ways through the graph of remixes, as recursive queries. Detached edges are never walked; a way that meets itself ends there."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import CTE, Select, func, literal, select
from sqlmodel import Session, col

from rxfeed.domain.tables import Edge, Node

DEEPEST = 1_000
"""Steps that are counted: what lies deeper has this depth."""
HOLDS = col(Edge.detached_at).is_(None)


def above(post_ids: Sequence[int]) -> CTE:
    """Their ancestors: `id`, each once."""
    up = select(col(Edge.parent_id).label("id")).where(col(Edge.child_id).in_(post_ids), HOLDS).cte("above", recursive=True)
    return up.union(select(col(Edge.parent_id)).join(up, col(Edge.child_id) == up.c.id).where(HOLDS))


def below(post_ids: Sequence[int]) -> CTE:
    """Their descendants: `id`, each once."""
    down = select(col(Edge.child_id).label("id")).where(col(Edge.parent_id).in_(post_ids), HOLDS).cte("below", recursive=True)
    return down.union(select(col(Edge.child_id)).join(down, col(Edge.parent_id) == down.c.id).where(HOLDS))


def ids_of(session: Session, way: CTE) -> set[int]:
    """Where a way leads."""
    return set(session.execute(select(way.c.id)).scalars())


def descendants(post_ids: Sequence[int]) -> Select[int, int]:
    """For each that has any: its id, and how many posts that are still there came of it, however far, each counted once."""
    first: Select[int, int] = select(col(Edge.parent_id).label("root"), col(Edge.child_id).label("id")).where(col(Edge.parent_id).in_(post_ids), HOLDS)
    down = first.cte("descendants", recursive=True)
    down = down.union(select(down.c.root, col(Edge.child_id)).join(down, col(Edge.parent_id) == down.c.id).where(HOLDS))
    return select(down.c.root, func.count()).join(Node, col(Node.id) == down.c.id).where(col(Node.gone_at).is_(None)).group_by(down.c.root)


def depths(post_ids: Sequence[int]) -> Select[int, int]:
    """For each that has parents: its id, and how many steps away its furthest ancestor is."""
    first: Select[int, int, int] = select(col(Edge.child_id).label("leaf"), col(Edge.parent_id).label("id"), literal(1).label("steps"))
    up = first.where(col(Edge.child_id).in_(post_ids), HOLDS).cte("depths", recursive=True)
    further = select(up.c.leaf, col(Edge.parent_id), up.c.steps + 1).join(up, col(Edge.child_id) == up.c.id)
    up = up.union(further.where(HOLDS, up.c.steps < DEEPEST))
    return select(up.c.leaf, func.max(up.c.steps)).group_by(up.c.leaf)
