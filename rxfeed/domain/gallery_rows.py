"""What publishing and changing share: one post's rows, its consent, its static copies, its announcement."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from rxfeed.domain import accounts_worn, cards, consent, cursors, ids, lineage_counts, pictures, search_index, similar_looking
from rxfeed.domain.audience_rows import is_public
from rxfeed.domain.credentials_due import mark
from rxfeed.domain.credentials_rows import current
from rxfeed.domain.errors import NotFound, Unavailable
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Consent, Pin, Post, PostPicture, PostTag
from rxfeed.domain.viewer import Viewer

log = logging.getLogger(__name__)
MOST_TOLD = 200
"""Posts of one account whose going is announced: what else open feeds show of it is gone when they ask again."""


def hold(house: House, session: Session, account_id: int) -> Account:
    """An author whose posts are about to change. Until the transaction ends nobody else changes what their static copies go by; held before any row is."""
    house.database.exclusively(session, f"copies {account_id}")
    author = session.get(Account, account_id)
    if author is None:
        raise NotFound("This picture isn't there, or isn't there any more.")
    return author


def own(session: Session, viewer: Viewer, number: int) -> Post:
    account_id = viewer.require_account()
    lineage_counts.hold_parents(session, number)
    post = session.exec(select(Post).where(Post.id == number, Post.account_id == account_id).with_for_update()).first()
    if post is None:
        raise NotFound("This picture isn't there, or isn't there any more.")
    return post


def tagged(post: Post, tags: Iterable[str]) -> list[PostTag]:
    """Rows for tags of a post."""
    return [PostTag(post_id=post.id, tag=tag, account_id=post.account_id, published_at=post.published_at) for tag in tags]


def decide(session: Session, post_id: int, version: int, decision: consent.Decision, account_id: int, now: datetime) -> None:
    row = Consent(
        id=ids.mint(),
        post_id=post_id,
        version=version,
        remix=decision.remix,
        licence=decision.licence,
        training=decision.training,
        decided_by=account_id,
        decided_at=now,
    )
    session.add(row)


def prepare(house: House, post_id: int) -> dict[int, str]:
    """Static copies of a post's pictures under new names, by the pictures' numbers. Nobody refers to them until `settle` does."""
    with house.database.reading() as session:
        links = list(session.exec(select(PostPicture).where(PostPicture.post_id == post_id)))
    return {link.number: pictures.publish_copies(house, link.picture_id) for link in links}


def may_be_pinned(post: Post) -> bool:
    """Whether its author's page may begin with it: who sees that page is another question."""
    return post.status == PostStatus.PUBLISHED and post.visibility == "public"


def settle(session: Session, post: Post, author: Account, copies: Mapping[int, str]) -> list[str]:
    """What goes by the post follows it in the transaction that changes it: its tags have its time, its parents count it while it is
    published, what isn't public is not pinned, and while it is public its pictures have names, else none; it is searched for by
    its words as they are now, and where it is not signed yet, or not looked at, it is to be; its author wears none of it that isn't for everybody. Gives the
    names that nobody uses now.

    `author` is held (`hold`). Where there should be copies and are none, the housekeeping makes them.
    """
    session.execute(update(PostTag).where(col(PostTag.post_id) == post.id).values(published_at=post.published_at))
    lineage_counts.settle(session, post.id)
    search_index.mark(session, [post.id])
    if not may_be_pinned(post):
        session.execute(delete(Pin).where(col(Pin.post_id) == post.id))
    public = is_public(post, author)
    links = list(session.exec(select(PostPicture).where(PostPicture.post_id == post.id)))
    if public != any(link.public_name for link in links):
        lineage_counts.renew_cards_below(session, post.id)
    taken_off = accounts_worn.take_off(author, post, {link.picture_id for link in links})
    before = {link.public_name for link in links} | {taken_off, *copies.values()}
    for link in links:
        link.public_name = (link.public_name or copies.get(link.number, "")) if public else ""
        session.add(link)
    if post.status == PostStatus.PUBLISHED and not current(session, [post.id]):
        mark(session, [post.id], post.published_at or post.created_at)
    if post.status == PostStatus.PUBLISHED:
        similar_looking.await_look(session, post.id)
    author.settling = author.settling or (public and not all(link.public_name for link in links))
    return sorted(before - {link.public_name for link in links} - {""})


def withdraw(house: House, names: Iterable[str]) -> None:
    """Delete the static copies of these names. No row refers to them any more, so what a store that is away keeps, the daily sweep takes."""
    for name in filter(None, names):
        try:
            pictures.withdraw_copies(house, name)
        except Unavailable as reason:
            log.warning("copies %s stay until the sweep: %s", name, reason)


def tell(house: House, post: Post) -> None:
    """Only what everybody may see in a list is announced to everybody. Its card is prepared before: all who hear of it ask for that at once."""
    with house.database.reading() as session:
        author = session.get_one(Account, post.account_id)
        if listed := is_listed(post, author):
            cards.by_key(session, house.shelf, [(post.id, post.version, author.version)])
    if listed and post.published_at is not None:
        house.bulletin.announce("published", {"cursor": cursors.encode(post.published_at, post.id, "latest"), "id": ids.to_text(post.id)})
    lineage_counts.tell(house, post.id)


def tell_gone(house: House, post: Post) -> None:
    """A post has left every list; its id says nothing about what it was."""
    house.bulletin.announce("gone", {"id": ids.to_text(post.id)})
    lineage_counts.tell(house, post.id)


def newest_listed(session: Session, account: Account) -> list[Post]:
    """What everybody's feeds show of an account: as much of it as is announced when that ends. Open feeds begin with the newest."""
    newest = select(Post).where(Post.account_id == account.id, Post.status == PostStatus.PUBLISHED).order_by(col(Post.id).desc()).limit(MOST_TOLD)
    return [post for post in session.exec(newest) if is_listed(post, account)]


def is_listed(post: Post, author: Account) -> bool:
    """Whether everybody may see it in a list, also who isn't signed in."""
    return is_public(post, author) and post.rating == "general"
