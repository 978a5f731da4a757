"""An author takes their picture out of a remix that they don't allow any more: the remix stays, without it."""

from __future__ import annotations

from sqlmodel import Session

from rxfeed.domain import credentials, ids, lineage, lineage_counts, notices, offers
from rxfeed.domain.errors import Conflict, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.notices_kinds import DETACHED
from rxfeed.domain.permission_rows import permission
from rxfeed.domain.remix_requests_asking import alone_with, author_of
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.viewer import Viewer


def detach(house: House, viewer: Viewer, parent_id: str, child_id: str) -> None:
    """From now on the parent's picture and link are gone from the child; its author is told. The edge says who did it, and when. Done twice it is done once.

    Raises `NotSignedIn`, `NotFound`; `Conflict` while the child's author may still remix the parent.
    """
    me, parent, child = viewer.require_account(), ids.from_text(parent_id), ids.from_text(child_id)
    now = house.clock.now()
    with house.database.writing() as session:
        if author_of(session, parent) != me:
            raise NotFound("This picture isn't there, or isn't there any more.")
        maker = author_of(session, child)
        alone_with(house, session, me, maker)
        if parent not in lineage_counts.parents_of(session, [child]):
            return
        _must_be_withdrawn(session, parent, maker)
        if not lineage.detach(session, parent, child, me, now):
            return
        offers.end(session, parent, child, me, maker)
        notices.give(session, DETACHED, to=maker, post_id=child, now=now)
    notices.announce(house, [me, maker])
    lineage.tell(house, child)
    credentials.renew(house, child)


def _must_be_withdrawn(session: Session, parent: int, maker: int) -> None:
    if _allowed(session, parent, maker):
        handle = session.get_one(Account, maker).handle
        raise Conflict("@{handle} may still remix this picture of yours. Edit it so that they may not any more, then detach.", handle=handle)


def _allowed(session: Session, parent: int, maker: int) -> bool:
    """Whether the child's author may remix the parent now; one's own child is never detached."""
    post = session.get_one(Post, parent)
    return permission(session, Viewer(account_id=maker, hides=True), post, session.get_one(Account, post.account_id)).allowed
