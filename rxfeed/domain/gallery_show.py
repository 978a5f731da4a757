"""One post for whoever may see it, and the viewer's own posts."""

from __future__ import annotations

from sqlmodel import Session, col, select

from rxfeed.domain import cards, consent, cursors, ids
from rxfeed.domain.errors import Invalid, NotFound, NotSignedIn
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Consent, Post, PostPicture
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PostCard, PostView

PAGE = 24


def show(house: House, viewer: Viewer, post_id: str) -> PostView:
    """One post. Raises `NotFound` where there is none that the viewer may see, `NotSignedIn` where signing in would show it."""
    number = ids.from_text(post_id)
    with house.database.reading() as session:
        post, account = _find(session, number)
        if post.account_id != viewer.account_id:
            _visible(post, account, viewer)
        return _views(session, [post], viewer)[0]


def mine(house: House, viewer: Viewer, status: str, cursor: str = "") -> tuple[list[PostView], str]:
    """The viewer's own posts of a status, newest first, and the cursor that continues them (empty at the end)."""
    account_id = viewer.require_account()
    if status not in set(PostStatus):
        raise Invalid("There is no such list.")
    query = select(Post).where(Post.account_id == account_id, Post.status == status).order_by(col(Post.id).desc()).limit(PAGE + 1)
    if cursor:
        query = query.where(col(Post.id) < cursors.decode(cursor)[1])
    with house.database.reading() as session:
        posts = list(session.exec(query))
        views = _views(session, posts[:PAGE], viewer)
    return views, cursors.encode(posts[PAGE - 1].created_at, posts[PAGE - 1].id) if len(posts) > PAGE else ""


def _find(session: Session, number: int) -> tuple[Post, Account]:
    row = session.exec(select(Post, Account).join(Account, col(Account.id) == Post.account_id).where(Post.id == number)).first()
    if row is None:
        raise NotFound("This picture isn't there, or isn't there any more.")
    return row


def _visible(post: Post, account: Account, viewer: Viewer) -> None:
    if post.status != PostStatus.PUBLISHED or account.delete_at is not None:
        raise NotFound("This picture isn't there, or isn't there any more.")
    if post.rating != "general" and not viewer.signed_in:
        raise NotSignedIn("This picture is rated {rating}. Sign in to see it.", rating=post.rating)


def _views(session: Session, posts: list[Post], viewer: Viewer) -> list[PostView]:
    numbers = [post.id for post in posts]
    made = {key[0]: card for key, card in cards.build(session, numbers).items()}
    holds = {row.post_id: row for row in session.exec(select(Consent).where(col(Consent.post_id).in_(numbers)).order_by(col(Consent.version)))}
    seeds: dict[int, list[str]] = {}
    for link in session.exec(select(PostPicture).where(col(PostPicture.post_id).in_(numbers)).order_by(col(PostPicture.number))):
        seeds.setdefault(link.post_id, []).append("" if link.seed is None else str(link.seed))
    return [_one_view(post, made[post.id], holds[post.id], seeds.get(post.id, []), viewer) for post in posts]


def _one_view(post: Post, card: PostCard, holds: Consent, seeds: list[str], viewer: Viewer) -> PostView:
    first = card.pictures[0] if card.pictures else None
    return PostView(
        card=card,
        consent=consent.view(holds),
        quality=post.quality,
        size=f"{first.width} × {first.height}" if first else "",
        seeds=[] if post.prompt_hidden else seeds,
        visibility=post.visibility,
        status=post.status,
        prompt_hidden=post.prompt_hidden,
        mine=post.account_id == viewer.account_id,
        publish_at=post.publish_at.isoformat() if post.publish_at else "",
    )
