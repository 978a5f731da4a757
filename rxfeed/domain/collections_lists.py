"""Lists of collections, and of the posts of one, by keyset. Each asks a constant number of queries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, tuple_
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from rxfeed.domain import cards, collections_tiles, cursors, links
from rxfeed.domain.accounts_seen import seen
from rxfeed.domain.audience_rows import people
from rxfeed.domain.collections_finding import Found, find
from rxfeed.domain.collections_roles import Role
from rxfeed.domain.collections_seeing import shown
from rxfeed.domain.collections_views import CollectionsPage, CollectionView
from rxfeed.domain.errors import Invalid
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Collection, CollectionMember, CollectionPost, Post
from rxfeed.domain.viewer import Viewer

PAGE, MOST = 24, 240
Query = Select[Collection, Account, CollectionMember, int, int]


def mine(house: House, viewer: Viewer, cursor: str = "") -> CollectionsPage:
    """The viewer's own, the last changed first. Raises `NotSignedIn`, and `Invalid` for a cursor that isn't one."""
    me = viewer.require_reader()
    with house.database.reading() as session:
        return _page(session, viewer, _owned(viewer, me), col(Collection.changed_at), cursor, f"collections {me}")


def shared(house: House, viewer: Viewer, cursor: str = "") -> CollectionsPage:
    """Those that others have invited the viewer to, the last invitation first. Raises as `mine` does."""
    me = viewer.require_reader()
    query = _query(viewer).where(col(CollectionMember.account_id) == me, *people(viewer))
    with house.database.reading() as session:
        return _page(session, viewer, query, col(CollectionMember.invited_at), cursor, f"collections shared with {me}")


def of(house: House, viewer: Viewer, handle: str, cursor: str = "") -> CollectionsPage:
    """Somebody's public ones, the last changed first. Raises what `accounts_seen.seen` raises, and `Invalid` for a cursor that isn't one."""
    with house.database.reading() as session:
        account, _ = seen(house, session, viewer, handle)
        query = _owned(viewer, account.id).where(col(Collection.visibility) == "public")
        return _page(session, viewer, query, col(Collection.changed_at), cursor, f"collections of {account.id}")


def show(house: House, viewer: Viewer, collection_id: str) -> CollectionView:
    """A collection for its page. Raises `NotFound`; `NotAllowed` where the viewer has blocked its owner."""
    with house.database.reading() as session:
        found = find(session, viewer, collection_id)
        here = select(collections_tiles.count(viewer), collections_tiles.cover(viewer)).select_from(Collection)
        counted, cover_id = session.execute(here.where(col(Collection.id) == found.collection.id)).one()
        picture, rating = collections_tiles.covers(session, [cover_id]).get(cover_id, collections_tiles.NOTHING)
    posts, many = collections_tiles.told(counted, found.collection.posts)
    return _view(viewer, found, posts=posts, many=many, cover=picture, rating=rating)


def posts(house: House, viewer: Viewer, collection_id: str, cursor: str = "", count: int = PAGE) -> FeedPage:
    """Its posts in order, as cards. Raises `NotFound`, `NotAllowed`, and `Invalid` for a cursor or count that isn't one."""
    if not 0 <= count <= MOST:
        raise Invalid("This list can't be continued from there. Load it again.")
    most, rank = max(PAGE, count), col(CollectionPost.rank)
    query = (
        select(col(Post.id), col(Post.version), col(Account.version), rank)
        .select_from(CollectionPost)
        .join(Post, col(Post.id) == col(CollectionPost.post_id))
        .join(Account, col(Account.id) == col(Post.account_id))
        .where(*shown(viewer))
        .order_by(rank, col(CollectionPost.post_id))
        .limit(most + 1)
    )
    with house.database.reading() as session:
        found = find(session, viewer, collection_id)
        of = f"collection {found.collection.id}"
        if cursor:
            query = query.where(tuple_(rank, col(CollectionPost.post_id)) > tuple(cursors.unpack(cursor, of, 2)))
        here = session.execute(query.where(col(CollectionPost.collection_id) == found.collection.id)).all()
        rows, rest = cursors.page(here, most, lambda row: cursors.pack(of, row[3], row[0]))
        made = cards.prepared(session, house.shelf, [(row[0], row[1], row[2]) for row in rows], viewer)
    return FeedPage(made, rest, "")


def _owned(viewer: Viewer, account_id: int) -> Query:
    return _query(viewer).where(col(Collection.account_id) == account_id)


def _query(viewer: Viewer) -> Query:
    of_me: ColumnElement[bool] = and_(col(CollectionMember.collection_id) == col(Collection.id), col(CollectionMember.account_id) == (viewer.account_id or 0))
    return (
        select(Collection, Account, CollectionMember, collections_tiles.count(viewer), collections_tiles.cover(viewer))
        .join(Account, col(Account.id) == col(Collection.account_id))
        .outerjoin(CollectionMember, of_me)
    )


def _page(session: Session, viewer: Viewer, query: Query, moment: Mapped[datetime], cursor: str, of: str) -> CollectionsPage:
    """By that moment, newest first."""
    ordered = query.add_columns(moment).order_by(moment.desc(), col(Collection.id).desc()).limit(PAGE + 1)
    if cursor:
        ordered = ordered.where(tuple_(moment, col(Collection.id)) < cursors.decode(cursor, of))
    rows, rest = cursors.page(session.execute(ordered).all(), PAGE, lambda row: cursors.encode(row[5], row[0].id, of))
    stand = collections_tiles.covers(session, [row[4] for row in rows])
    return CollectionsPage([collections_tiles.item(viewer, row[:5], stand) for row in rows], rest)


def _view(viewer: Viewer, found: Found, **more: Any) -> CollectionView:
    item = collections_tiles.item(viewer, (found.collection, found.owner, found.member, 0, None), {})
    return CollectionView(
        id=item.id,
        name=item.name,
        description=found.collection.description,
        parts=links.parted(found.collection.description),
        visibility=item.visibility,
        owner=item.owner,
        mine=item.mine,
        may_add=found.role >= Role.ADD,
        may_edit=found.role >= Role.EDIT,
        role=item.role,
        invited=item.invited,
        version=found.collection.version,
        changed_at=item.changed_at,
        **more,
    )
