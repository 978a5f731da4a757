"""“Not interested” and “More like this”: what somebody says of a single picture. For you goes by it (`ranking_candidates`); nobody else learns of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from rxfeed.domain import gallery_show, ids, visits
from rxfeed.domain.audience_rows import shown_posts
from rxfeed.domain.errors import LimitReached
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Opinion, Post
from rxfeed.domain.viewer import Viewer

MOST = 500
"""Of each person; the latest 60 are gone by."""
SHOWN = 100


@dataclass(frozen=True)
class OpinionView:
    """What was said of a post. `words`: the beginning of its prompt or caption, as everybody sees it."""

    id: str = ""
    words: str = ""
    more: bool = False


def say(house: House, viewer: Viewer, post_id: str, *, more: bool) -> None:
    """Said again, the last word holds. Raises `NotSignedIn`, what `gallery.show` raises, `LimitReached`."""
    me, number = viewer.require_account(), ids.from_text(post_id)
    with house.database.writing() as session:
        gallery_show.glimpsed(session, viewer, number)
        house.database.exclusively(session, f"opinions {me}")
        known = session.get(Opinion, (me, number))
        if known is None and _count(session, me) >= MOST:
            raise LimitReached("You have said this of {limit} pictures. Take some back first.", limit=MOST)
        row = known or Opinion(account_id=me, post_id=number, more=more, since=house.clock.now())
        row.more, row.since = more, house.clock.now()
        session.add(row)
        visits.end(session, me)


def take_back(house: House, viewer: Viewer, post_id: str) -> None:
    """Raises `NotSignedIn`, `NotFound` for what can't be an id."""
    me, number = viewer.require_account(), ids.from_text(post_id)
    with house.database.writing() as session:
        session.execute(delete(Opinion).where(col(Opinion.account_id) == me, col(Opinion.post_id) == number))
        visits.end(session, me)


def mine(house: House, viewer: Viewer) -> list[OpinionView]:
    """The latest, newest first. Of what one doesn't see any more there are no words. Raises `NotSignedIn`."""
    me = viewer.require_reader()
    query = select(col(Opinion.post_id), col(Opinion.more)).where(col(Opinion.account_id) == me).order_by(col(Opinion.since).desc()).limit(SHOWN)
    with house.database.reading() as session:
        said = session.execute(query).all()
        words = _words(session, viewer, [row[0] for row in said])
    return [OpinionView(ids.to_text(number), words.get(number, ""), bool(more)) for number, more in said]


def _count(session: Session, account_id: int) -> int:
    return int(session.execute(select(func.count()).select_from(Opinion).where(col(Opinion.account_id) == account_id)).scalar_one())


def _words(session: Session, viewer: Viewer, post_ids: list[int]) -> dict[int, str]:
    query = select(col(Post.id), col(Post.prompt), col(Post.prompt_hidden), col(Post.caption)).join(Account, col(Account.id) == col(Post.account_id))
    found = session.execute(query.where(col(Post.id).in_(post_ids), *shown_posts(viewer)))
    return {number: (caption if hidden else prompt or caption)[:80] for number, prompt, hidden, caption in found}
