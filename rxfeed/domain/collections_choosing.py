"""Where a post can be put: the viewer's own collections and those that they may add to, the one they used last first."""

from __future__ import annotations

from sqlalchemy import Select, and_, or_, select
from sqlmodel import col

from rxfeed.domain import ids
from rxfeed.domain.audience_rows import people
from rxfeed.domain.collections_seeing import must_see
from rxfeed.domain.collections_views import CollectionChoice
from rxfeed.domain.gallery_words import tidy
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Collection, CollectionMember, CollectionPost
from rxfeed.domain.viewer import Viewer

MOST = 60
"""What is offered at once; of more, those whose name has the words in it that were typed."""
LONGEST_WORDS = 80
Columns = tuple[int, str, str, int, str, int | None, int | None, str | None]


def choices(house: House, viewer: Viewer, post_id: str, words: str = "") -> list[CollectionChoice]:
    """For a post that the viewer sees. Raises `NotSignedIn`, `NotFound`. Three queries at most."""
    me, number = viewer.require_account(), ids.from_text(post_id)
    with house.database.reading() as session:
        must_see(session, viewer, number)
        rows = session.execute(_query(viewer, me, number, tidy(str(words)[:LONGEST_WORDS]))).all()
    return [_choice(tuple(row), me) for row in rows]


def _query(viewer: Viewer, me: int, post_id: int, words: str) -> Select[*Columns]:
    last = select(col(CollectionPost.collection_id)).where(col(CollectionPost.account_id) == me).order_by(col(CollectionPost.added_at).desc()).limit(1)
    may_add = and_(col(CollectionMember.role).in_(["add", "edit"]), col(CollectionMember.accepted_at).is_not(None))
    query = (
        select(
            col(Collection.id),
            col(Collection.name),
            col(Collection.visibility),
            col(Collection.account_id),
            col(Account.handle),
            col(CollectionPost.post_id),
            col(CollectionPost.account_id),
            col(CollectionMember.role),
        )
        .join(Account, col(Account.id) == col(Collection.account_id))
        .outerjoin(CollectionPost, and_(col(CollectionPost.collection_id) == col(Collection.id), col(CollectionPost.post_id) == post_id))
        .outerjoin(CollectionMember, and_(col(CollectionMember.collection_id) == col(Collection.id), col(CollectionMember.account_id) == me))
        .where(or_(col(Collection.account_id) == me, and_(may_add, *people(viewer))))
        .order_by((col(Collection.id) == last.correlate(None).scalar_subquery()).desc(), col(Collection.changed_at).desc(), col(Collection.id).desc())
        .limit(MOST)
    )
    return query.where(col(Collection.name).icontains(words, autoescape=True)) if words else query


def _choice(row: Columns, me: int) -> CollectionChoice:
    number, name, visibility, owner, handle, held, put_by, role = row
    holds = held is not None
    return CollectionChoice(
        id=ids.to_text(number),
        name=name,
        visibility=visibility,
        owner="" if owner == me else handle,
        holds=holds,
        can_take_out=holds and (owner == me or role == "edit" or put_by == me),
    )
