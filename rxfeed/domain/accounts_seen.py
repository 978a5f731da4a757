"""An account as others see it: its page, and the posts on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Row, Select, func, select, tuple_
from sqlmodel import Session, col

from rxfeed.domain import audience_rows, cards, cursors, gallery_words, handles, handles_held, ids, links, pins
from rxfeed.domain.audience import Relation, Why, of_account, of_lists
from rxfeed.domain.audience_rows import has_asked, profile_posts, standing
from rxfeed.domain.errors import NotAllowed, NotFound
from rxfeed.domain.feeds_page import PUBLISHED_AT, FeedPage
from rxfeed.domain.house import House
from rxfeed.domain.people_views import ProfileView
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.tables import Account, Post, PostTag, Preference
from rxfeed.domain.viewer import Viewer

PAGE = 24
LATEST, TAGS = 300, 10
"""How many posts are looked through for the tags somebody uses, and how many tags are shown."""


def profile(house: House, viewer: Viewer, handle: str) -> ProfileView:
    """Somebody's page. Of whom the viewer has blocked, only that and the name. A handle of before leads there too. Raises `NotFound`."""
    with house.database.reading() as session:
        account, between = _find(house, session, viewer, handle)
        if of_account(between, standing(account)) is Why.BLOCKED:
            return ProfileView(account.handle, account.display_name or account.handle, blocked=True)
        listed = select(func.count()).select_from(Post).where(col(Post.account_id) == account.id, *profile_posts(viewer, between))
        seen = _view(account, between, session.execute(listed).scalar_one())
        if seen.hidden:
            return replace(seen, asked=has_asked(session, viewer, account.id))
        first = [ids.to_text(number) for number in pins.pinned(session, account.id)]
        return replace(seen, tags=_most_used(session, viewer, between, account.id), pinned=first, shows_likes=shows_likes(session, account.id))


def posts(house: House, viewer: Viewer, handle: str, cursor: str = "", tag: str = "") -> FeedPage:
    """What somebody has published, the pinned posts first, then the newest; with a tag only those that have it, the newest first.

    Raises as `seen` does, and `Invalid` for a cursor that isn't one and for what can't be a tag.
    """
    tag = gallery_words.tag(tag)
    place = tuple_(col(PostTag.published_at), col(PostTag.post_id)) if tag else tuple_(PUBLISHED_AT, col(Post.id))
    with house.database.reading() as session:
        account, between = seen(house, session, viewer, handle)
        of = f"posts of {account.id} {tag}"
        after = cursors.decode(cursor, of) if cursor else None
        first = [] if tag else pins.pinned(session, account.id)
        query = _listing(viewer, between).order_by(*(column.desc() for column in place.clauses)).limit(PAGE + 1)
        if tag:
            query = query.join(PostTag, col(PostTag.post_id) == col(Post.id)).where(col(PostTag.account_id) == account.id, col(PostTag.tag) == tag)
        else:
            query = query.where(col(Post.account_id) == account.id, *([col(Post.id).not_in(first)] if first else []))
        found = session.execute(query.where(place < after) if after else query).all()
        shown, rest = cursors.page(found, PAGE, lambda row: cursors.encode(row[2], row[0], of))
        ahead = _in_order(session, _listing(viewer, between), first) if first and not after else []
        made = cards.prepared(session, house.shelf, [(row[0], row[1], account.version) for row in (*ahead, *shown)], viewer)
    return FeedPage(made, rest, cursors.encode(shown[0][2], shown[0][0], of) if shown else "")


def seen(house: House, session: Session, viewer: Viewer, handle: str) -> tuple[Account, Relation]:
    """An account whose lists the viewer sees, and what is between the two. Raises `NotFound`; `NotAllowed` where the viewer has blocked it or isn't let in."""
    account, between = _find(house, session, viewer, handle)
    why = of_lists(between, standing(account))
    if why is Why.BLOCKED:
        raise NotAllowed("You have blocked @{handle}. Unblock them first.", handle=account.handle)
    if why is Why.PRIVATE:
        raise NotAllowed("This account is private. Ask to follow it to see more.")
    return account, between


def shows_likes(session: Session, account_id: int) -> bool:
    """Whether this person lets others find what they like."""
    return bool(session.execute(select(col(Preference.show_likes)).where(col(Preference.account_id) == account_id)).scalar())


def _find(house: House, session: Session, viewer: Viewer, handle: str) -> tuple[Account, Relation]:
    account = handles_held.find(house, session, handle)
    between = audience_rows.relation(session, viewer, account.id) if account is not None else Relation()
    if account is None or of_account(between, standing(account)) is Why.GONE:
        raise NotFound("There is nobody called @{handle}.", handle=handles.fold(handle)[:40])
    return account, between


def _listing(viewer: Viewer, between: Relation) -> Select[int, int, datetime]:
    """Id, version and time of the posts that the viewer finds on a page of whose lists they may see."""
    return select(col(Post.id), col(Post.version), PUBLISHED_AT).where(*profile_posts(viewer, between))


def _in_order(session: Session, listing: Select[int, int, datetime], wanted: list[int]) -> list[Row[int, int, datetime]]:
    """Those of the wanted posts that are listed, in the order of the wanted."""
    found = {row[0]: row for row in session.execute(listing.where(col(Post.id).in_(wanted)))}
    return [found[number] for number in wanted if number in found]


def _most_used(session: Session, viewer: Viewer, between: Relation, account_id: int) -> list[str]:
    """Of the latest posts alone, so that somebody with a hundred thousand costs no more."""
    latest = select(col(Post.id)).where(col(Post.account_id) == account_id, *profile_posts(viewer, between)).order_by(PUBLISHED_AT.desc()).limit(LATEST)
    query = select(col(PostTag.tag)).where(col(PostTag.post_id).in_(latest)).group_by(col(PostTag.tag))
    return list(session.execute(query.order_by(func.count().desc(), col(PostTag.tag)).limit(TAGS)).scalars())


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
        requests=account.requests if between.same else 0,
        follows=between.follows,
        follows_back=between.follows_back,
        muted=between.mutes,
    )
