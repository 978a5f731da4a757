"""What can be blended with, from four places, and whether it may be: by keyset, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from rxfeed.domain import collections_seeing, consent, cursors, ids, permission_rows, pictures_view
from rxfeed.domain.audience import STRANGERS, Relation
from rxfeed.domain.audience_rows import feed_posts, shown_posts, standing
from rxfeed.domain.errors import Invalid
from rxfeed.domain.feeds_page import PUBLISHED_AT
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.library_views import short
from rxfeed.domain.permission import GRANTED, licence_of_own, of_remix
from rxfeed.domain.remixing_views import CandidatePage, CandidateView
from rxfeed.domain.tables import Account, Collection, CollectionMember, CollectionPost, Consent, Edge, Like, Picture, Post, PostPicture, RemixRequest
from rxfeed.domain.viewer import Viewer

PLACES = ("library", "collections", "likes", "latest")
PAGE = 24
Found = Select[Post, Account, datetime]
"""Posts with their authors, and the moment that orders them."""


def candidates(house: House, viewer: Viewer, place: str, cursor: str = "") -> CandidatePage:
    """A page of posts that the viewer sees, the newest there first, each with the viewer's permission. Five queries.

    Raises `Invalid` for a place or cursor that there isn't, `NotSignedIn` for what only an account has.
    """
    if place not in PLACES:
        raise Invalid("There is no such list.")
    query, moment = _latest(viewer) if place == "latest" else _OWN[place](viewer, viewer.require_reader())
    of = f"candidates {place} {viewer.account_id or ''}"
    query = query.order_by(moment.desc(), col(Post.id).desc()).limit(PAGE + 1)
    if cursor:
        query = query.where(tuple_(moment, col(Post.id)) < cursors.decode(cursor, of))
    with house.database.reading() as session:
        rows, rest = cursors.page(session.execute(query).all(), PAGE, lambda row: cursors.encode(row[2], row[0].id, of))
        return CandidatePage(_views(session, viewer, [(row[0], row[1]) for row in rows]), rest)


def _latest(viewer: Viewer) -> tuple[Found, Mapped[datetime]]:
    query = select(Post, Account, PUBLISHED_AT).outerjoin(Account, col(Account.id) == col(Post.account_id)).where(*feed_posts(viewer))
    return query, PUBLISHED_AT


def _library(_: Viewer, me: int) -> tuple[Found, Mapped[datetime]]:
    query = select(Post, Account, PUBLISHED_AT).join(Account, col(Account.id) == col(Post.account_id))
    return query.where(col(Post.account_id) == me, col(Post.status) == PostStatus.PUBLISHED), PUBLISHED_AT


def _likes(viewer: Viewer, me: int) -> tuple[Found, Mapped[datetime]]:
    query = select(Post, Account, col(Like.since)).join(Like, col(Like.post_id) == col(Post.id)).join(Account, col(Account.id) == col(Post.account_id))
    return query.where(col(Like.account_id) == me, col(Post.status) == PostStatus.PUBLISHED, _known(me), *shown_posts(viewer)), col(Like.since)


def _collections(viewer: Viewer, me: int) -> tuple[Found, ColumnElement[datetime]]:
    """In collections of one's own and those that one works on; each once, by when it was last put into one."""
    works_on = exists().where(
        and_(
            col(CollectionMember.collection_id) == col(Collection.id),
            col(CollectionMember.account_id) == me,
            col(CollectionMember.accepted_at).is_not(None),
        )
    )
    mine = select(col(Collection.id)).where(or_(col(Collection.account_id) == me, works_on))
    put = (
        select(col(CollectionPost.post_id).label("post_id"), func.max(col(CollectionPost.added_at)).label("moment"))
        .join(Post, col(Post.id) == col(CollectionPost.post_id))
        .join(Account, col(Account.id) == col(Post.account_id))
        .where(col(CollectionPost.collection_id).in_(mine), *collections_seeing.shown(viewer))
        .group_by(col(CollectionPost.post_id))
        .subquery()
    )
    query = select(Post, Account, put.c.moment).join(put, put.c.post_id == col(Post.id)).join(Account, col(Account.id) == col(Post.account_id))
    return query, put.c.moment


_OWN: dict[str, Any] = {"library": _library, "collections": _collections, "likes": _likes}


def _known(me: int) -> ColumnElement[bool]:
    """An unlisted post of somebody else is in no list."""
    return or_(col(Post.visibility) != "unlisted", col(Post.account_id) == me)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What belongs to posts, by their ids."""

    consents: dict[int, Consent]
    remixes: set[int]
    """Those that came of others themselves."""
    pictures: dict[int, list[tuple[PostPicture, Picture]]]
    accepted: set[int]


def _views(session: Session, viewer: Viewer, found: Sequence[tuple[Post, Account]]) -> list[CandidateView]:
    beside = _beside(session, viewer, [post.id for post, _ in found])
    return [_view(viewer, post, author, beside) for post, author in found if post.id in beside.pictures]


def _beside(session: Session, viewer: Viewer, numbers: Sequence[int]) -> _Beside:
    came = exists().where(col(Edge.child_id) == col(Consent.post_id))
    consents = session.execute(select(Consent, came).where(col(Consent.post_id).in_(numbers)).order_by(col(Consent.version))).all()
    links = select(PostPicture, Picture).join(Picture, col(Picture.id) == col(PostPicture.picture_id)).where(col(PostPicture.post_id).in_(numbers))
    shown: dict[int, list[tuple[PostPicture, Picture]]] = {}
    for link, picture in session.execute(links.order_by(col(PostPicture.post_id), col(PostPicture.number))):
        shown.setdefault(link.post_id, []).append((link, picture))
    asked = select(col(RemixRequest.post_id)).where(
        col(RemixRequest.post_id).in_(numbers), col(RemixRequest.asker_id) == viewer.account_id, col(RemixRequest.status).in_(GRANTED)
    )
    held, remixes = {row.post_id: row for row, _ in consents}, {row.post_id for row, is_remix in consents if is_remix}
    return _Beside(held, remixes, shown, set(session.scalars(asked)) if viewer.signed_in else set())


def _view(viewer: Viewer, post: Post, author: Account, beside: _Beside) -> CandidateView:
    link, picture = beside.pictures[post.id][0]
    holds, mine = beside.consents[post.id], author.id == viewer.account_id
    may = of_remix(
        relation=Relation(same=True) if mine else STRANGERS,  # the list has left out whom a block parts from the viewer
        author=standing(author), see=True, own=mine, remix=holds.remix, licence=holds.licence, accepted=post.id in beside.accepted,
    )  # fmt: skip
    why = None if may.allowed else permission_rows.refusal(may.why, author.handle)
    return CandidateView(
        post_id=ids.to_text(post.id),
        pictures=len(beside.pictures[post.id]),
        image=pictures_view.view(picture, public_name=link.public_name, alt=link.alt),
        rating=post.rating,
        handle=author.handle,
        words=short(post.prompt) if mine or not post.prompt_hidden else "",
        licence_name=consent.LICENCES[holds.licence].name,
        bound=licence_of_own(holds.licence, root=post.id not in beside.remixes) if mine else holds.licence,
        remix=holds.remix,
        mine=mine,
        allowed=may.allowed,
        may_ask=viewer.signed_in and may.may_ask,
        why=why.message if why else "",
        why_values={name: str(value) for name, value in why.values.items()} if why else {},
    )
