"""What publishing and changing share: one post's rows, its consent, its static copies, its announcement."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from rxfeed.domain import consent, cursors, ids, pictures
from rxfeed.domain.errors import NotFound
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.tables import Consent, Post, PostPicture
from rxfeed.domain.viewer import Viewer


def own(session: Session, viewer: Viewer, number: int) -> Post:
    account_id = viewer.require_account()
    post = session.exec(select(Post).where(Post.id == number, Post.account_id == account_id).with_for_update()).first()
    if post is None:
        raise NotFound("This picture isn't there, or isn't there any more.")
    return post


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


def rename(session: Session, post_id: int, names: dict[int, str]) -> None:
    for link in session.exec(select(PostPicture).where(PostPicture.post_id == post_id)):
        link.public_name = names.get(link.number, "")
        session.add(link)


def withdraw(house: House, names: list[str]) -> None:
    """Delete the static copies of these names."""
    for name in filter(None, names):
        pictures.withdraw_copies(house, name)


def tell(house: House, post: Post) -> None:
    """Only what is public is announced to everybody."""
    if is_listed(post) and post.published_at is not None:
        house.bulletin.announce("published", {"cursor": cursors.encode(post.published_at, post.id), "id": ids.to_text(post.id)})


def tell_gone(house: House, post: Post) -> None:
    """A post has left every list; its id says nothing about what it was."""
    house.bulletin.announce("gone", {"id": ids.to_text(post.id)})


def is_listed(post: Post) -> bool:
    """Whether everybody may see it in a list."""
    return post.visibility == "public" and post.rating == "general" and post.status == PostStatus.PUBLISHED
