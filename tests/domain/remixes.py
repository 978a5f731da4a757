"""What remix tests share: a post that came of another, as rows, and what somebody was told."""

from __future__ import annotations

from sqlmodel import select

from rxfeed.domain import ids
from rxfeed.domain.consent import Decision
from rxfeed.domain.house import House
from rxfeed.domain.tables import Edge, Node, Notice, Post
from rxfeed.domain.viewer import Viewer
from tests import making

FREE = "CC-BY-4.0"


def hang(house: House, who: Viewer, remix: str = "anyone", licence: str = FREE, **more: object) -> str:
    """A post whose author says so; its id."""
    return making.post(house, who, decision=Decision(remix, licence), **more).card.id


def tie(house: House, child_id: str, *parent_ids: str) -> None:
    """The one came of the others."""
    child, parents = ids.from_text(child_id), [ids.from_text(parent) for parent in parent_ids]
    with house.database.writing() as session:
        for number in (child, *parents):
            if session.get(Node, number) is None:
                session.add(Node(id=number, account_id=session.get_one(Post, number).account_id))
        session.flush()
        session.add_all(Edge(child_id=child, number=place, parent_id=parent, mode="edit", made_at=house.clock.now()) for place, parent in enumerate(parents))


def told(house: House, who: Viewer) -> list[str]:
    """Kinds of notices."""
    with house.database.reading() as session:
        return sorted(session.exec(select(Notice.kind).where(Notice.account_id == who.account_id)))
