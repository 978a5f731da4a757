"""Everyone's results of a prompt with blanks, the newest first."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlmodel import col

from rxfeed.domain import cards, cursors, gallery_show, ids
from rxfeed.domain.audience_rows import shown_posts
from rxfeed.domain.feeds_page import FeedPage
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Edge, Post
from rxfeed.domain.viewer import Viewer

PAGE = 24


def gather(house: House, viewer: Viewer, post_id: str, cursor: str = "") -> FeedPage:
    """What the viewer sees of it; unlisted ones of others are in no list. Raises what `gallery.show` raises, `Invalid` for a cursor that isn't one."""
    number = ids.from_text(post_id)
    of = f"gathered around {number}"
    query = (
        select(col(Post.id), col(Post.version), col(Account.version))
        .select_from(Edge)
        .join(Post, col(Post.id) == col(Edge.child_id))
        .join(Account, col(Account.id) == col(Post.account_id))
        .where(col(Edge.parent_id) == number, col(Edge.mode) == "blanks", col(Edge.number) == 0, col(Edge.detached_at).is_(None))
        .where(col(Post.status) == PostStatus.PUBLISHED, or_(col(Post.visibility) != "unlisted", col(Post.account_id) == (viewer.account_id or 0)))
        .where(*shown_posts(viewer))
        .order_by(col(Edge.child_id).desc())
        .limit(PAGE + 1)
    )
    if cursor:
        query = query.where(col(Edge.child_id) < cursors.unpack(cursor, of, 1)[0])
    with house.database.reading() as session:
        gallery_show.seen(session, viewer, number)
        rows, rest = cursors.page(session.execute(query).all(), PAGE, lambda row: cursors.pack(of, row[0]))
        made = cards.prepared(session, house.shelf, [(row[0], row[1], row[2]) for row in rows], viewer)
    return FeedPage(made, rest, "")
