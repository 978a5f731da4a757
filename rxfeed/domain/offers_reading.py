"""What is offered, and what stands as a version, for whoever looks."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from rxfeed.domain import gallery_show, ids
from rxfeed.domain.audience_rows import people, shown_posts
from rxfeed.domain.collections_tiles import author, covers
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Edge, Offer, Post
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView, PictureView

MOST = 12
"""Versions that a post shows, the newest first."""


@dataclass(frozen=True)
class OfferView:
    """One author of what a remix came of."""

    who: AuthorView = field(default_factory=AuthorView)
    status: str = ""
    """`waiting` or `accepted`; empty where it isn't offered to them. That they have said no is told to nobody but them: `declined`."""
    mine: bool = False
    """The viewer is that author, and answers."""


@dataclass(frozen=True)
class VersionView:
    """A remix that stands below what it came of, by both authors."""

    id: str = ""
    picture: PictureView = field(default_factory=PictureView)
    rating: str = "general"
    by: AuthorView = field(default_factory=AuthorView)


def look(house: House, viewer: Viewer, child_id: str) -> list[OfferView]:
    """For its author: everybody to whom the remix can be offered. For who was offered it: that. For everybody: with whom it is a version.

    Raises what `gallery_show.show` raises. Four queries at most.
    """
    number = ids.from_text(child_id)
    with house.database.reading() as session:
        child, _, _ = gallery_show.seen(session, viewer, number)
        found = _parents(session, viewer, child)
    views: dict[int, OfferView] = {}
    for account, row in found:
        view = _view(viewer, child, account, row)
        if view is not None and (account.id not in views or view.status):
            views[account.id] = view
    return list(views.values())


def versions(house: House, viewer: Viewer, post_id: str) -> list[VersionView]:
    """Raises what `gallery_show.show` raises. Five queries at most."""
    number = ids.from_text(post_id)
    query = (
        select(Post.id, Account)
        .join(Offer, col(Offer.child_id) == col(Post.id))
        .join(Account, col(Account.id) == col(Post.account_id))
        .where(Offer.parent_id == number, Offer.status == "accepted", *shown_posts(viewer), col(Post.status) == PostStatus.PUBLISHED)
        .order_by(col(Offer.child_id).desc())
        .limit(MOST)
    )
    with house.database.reading() as session:
        gallery_show.seen(session, viewer, number)
        found = list(session.exec(query))
        shown = covers(session, [child for child, _ in found])
    return [VersionView(ids.to_text(child), *shown.get(child, (PictureView(), "general")), by=author(account)) for child, account in found]


def _parents(session: Session, viewer: Viewer, child: Post) -> list[tuple[Account, Offer | None]]:
    query = (
        select(Account, Offer)
        .join(Post, col(Post.account_id) == col(Account.id))
        .join(Edge, col(Edge.parent_id) == col(Post.id))
        .outerjoin(Offer, (col(Offer.child_id) == col(Edge.child_id)) & (col(Offer.parent_id) == col(Edge.parent_id)))
        .where(Edge.child_id == child.id, col(Edge.detached_at).is_(None), Account.id != child.account_id, *people(viewer))
        .order_by(col(Edge.number))
    )
    return list(session.exec(query))


def _view(viewer: Viewer, child: Post, account: Account, row: Offer | None) -> OfferView | None:
    """One line for one author, or none where it is nobody's business."""
    status = row.status if row is not None else ""
    if account.id == viewer.account_id:
        return OfferView(author(account), status, mine=True) if status else None
    if child.account_id == viewer.account_id:
        return OfferView(author(account), "waiting" if status == "declined" else status)
    return OfferView(author(account), status) if status == "accepted" else None
