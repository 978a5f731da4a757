"""The pictures that somebody takes further, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from rxfeed.domain import ids
from rxfeed.domain.errors import NotFound
from rxfeed.domain.gallery_show import seen
from rxfeed.domain.remixing_modes import ParentPick
from rxfeed.domain.tables import Account, Consent, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Parent:
    """A picture of a post that the viewer sees."""

    post: Post
    author: Account
    consent: Consent
    links: Sequence[PostPicture]
    """All of the post's, in order."""
    link: PostPicture
    """The one that is taken further."""
    picture: Picture
    mine: bool

    @property
    def prompt(self) -> str:
        """As far as the viewer may know it."""
        return "" if self.post.prompt_hidden and not self.mine else self.post.prompt


def find(session: Session, viewer: Viewer, picks: Sequence[ParentPick]) -> list[Parent]:
    """In their order. Raises what `gallery_show.show` raises for a post that the viewer doesn't see, `NotFound` for a picture that it doesn't have."""
    return [_parent(session, viewer, pick) for pick in picks]


def _parent(session: Session, viewer: Viewer, pick: ParentPick) -> Parent:
    post, author, _ = seen(session, viewer, ids.from_text(pick.post_id))
    links = list(session.exec(select(PostPicture).where(PostPicture.post_id == post.id).order_by(col(PostPicture.number))))
    if not 1 <= pick.picture <= len(links):
        raise NotFound("This post has no such picture any more.", field="parents")
    link = links[pick.picture - 1]
    holds = session.exec(select(Consent).where(Consent.post_id == post.id).order_by(col(Consent.version).desc())).first()
    if holds is None:
        raise NotFound("This picture isn't there, or isn't there any more.", field="parents")
    return Parent(post, author, holds, links, link, session.get_one(Picture, link.picture_id), mine=post.account_id == viewer.account_id)
