"""An account as others see it: its page, and the posts on it."""

from __future__ import annotations

from sqlalchemy import func, select, tuple_
from sqlmodel import Session, col
from sqlmodel import select as rows

from rxfeed.domain import audience_rows, cards, cursors, handles, links
from rxfeed.domain.audience import Relation, Why, of_account, of_lists
from rxfeed.domain.audience_rows import profile_posts, standing
from rxfeed.domain.errors import NotAllowed, NotFound
from rxfeed.domain.feeds import FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.tables import Account, Post
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import ProfileView

PAGE = 24


def profile(house: House, viewer: Viewer, handle: str) -> ProfileView:
    """Somebody's page. Of whom the viewer has blocked, only that and the name. Raises `NotFound`."""
    with house.database.reading() as session:
        account, between = _find(session, viewer, handle)
        if of_account(between, standing(account)) is Why.BLOCKED:
            return ProfileView(account.handle, account.display_name or account.handle, blocked=True)
        listed = select(func.count()).select_from(Post).where(col(Post.account_id) == account.id, *profile_posts(viewer, between))
        return _view(account, between, session.execute(listed).scalar_one())


def posts(house: House, viewer: Viewer, handle: str, cursor: str = "") -> FeedPage:
    """What somebody has published, newest first. Raises as `seen` does, and `Invalid` for a cursor that isn't one."""
    query = (
        select(col(Post.id), col(Post.version), col(Post.published_at))
        .order_by(col(Post.published_at).desc(), col(Post.id).desc())
        .limit(PAGE + 1)
    )
    if cursor:
        query = query.where(tuple_(col(Post.published_at), col(Post.id)) < cursors.decode(cursor))
    with house.database.reading() as session:
        account, between = seen(session, viewer, handle)
        found = session.execute(query.where(col(Post.account_id) == account.id, *profile_posts(viewer, between))).all()
        shown = found[:PAGE]
        made = cards.prepared(session, house.shelf, [(row[0], row[1], account.version) for row in shown])
    newest = cursors.encode(shown[0][2], shown[0][0]) if shown else ""
    return FeedPage(made, cursors.encode(shown[-1][2], shown[-1][0]) if len(found) > PAGE else "", newest)


def seen(session: Session, viewer: Viewer, handle: str) -> tuple[Account, Relation]:
    """An account whose lists the viewer sees, and what is between the two. Raises `NotFound`; `NotAllowed` where the viewer has blocked it or isn't let in."""
    account, between = _find(session, viewer, handle)
    why = of_lists(between, standing(account))
    if why is Why.BLOCKED:
        raise NotAllowed("You have blocked @{handle}. Unblock them first.", handle=account.handle)
    if why is Why.PRIVATE:
        raise NotAllowed("This account is private. Ask to follow it to see more.")
    return account, between


def _find(session: Session, viewer: Viewer, handle: str) -> tuple[Account, Relation]:
    account = session.exec(rows(Account).where(Account.handle == handles.fold(handle))).first()
    between = audience_rows.relation(session, viewer, account.id) if account is not None else Relation()
    if account is None or of_account(between, standing(account)) is Why.GONE:
        raise NotFound("There is nobody called @{handle}.", handle=handles.fold(handle)[:40])
    return account, between


def _view(account: Account, between: Relation, posts: int) -> ProfileView:
    return ProfileView(
        handle=account.handle,
        name=account.display_name or account.handle,
        bio=links.parted(account.bio),
        avatar=public_address(account.avatar_name, 640) if account.avatar_name else "",
        joined=account.created_at.isoformat(),
        posts=posts,
        followers=account.followers,
        following=account.following,
        is_sample=account.is_sample,
        private=account.private,
        hidden=of_lists(between, standing(account)) is not Why.NOTHING,
        mine=between.same,
        follows=between.follows,
        follows_back=between.follows_back,
        muted=between.mutes,
    )
