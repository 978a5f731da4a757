"""Post cards: made from rows in a constant number of queries, kept as prepared bytes on the shelf."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
from sqlmodel import Session, col, select

from rxfeed.domain import consent, ids
from rxfeed.domain.pictures_view import public_address, view
from rxfeed.domain.ports import CardKey, CardShelf
from rxfeed.domain.tables import Account, Consent, Picture, Post, PostPicture, PostTag
from rxfeed.domain.views import AuthorView, PictureView, PostCard


def prepared(session: Session, shelf: CardShelf, keys: Sequence[CardKey]) -> list[bytes]:
    """The cards' JSON in the keys' order: from the shelf, and what is missing there in four queries."""
    found = shelf.take(keys)
    missing = [key for key in keys if key not in found]
    if missing:
        made = {card_key: orjson.dumps(card) for card_key, card in build(session, [key[0] for key in missing]).items()}
        shelf.put(made)
        found |= made
    return [found[key] for key in keys if key in found]


def build(session: Session, post_ids: Sequence[int]) -> dict[CardKey, PostCard]:
    """Cards from the rows, by key, in four queries."""
    rows = session.exec(select(Post, Account).join(Account, col(Account.id) == Post.account_id).where(col(Post.id).in_(post_ids))).all()
    shown = _pictures(session, post_ids)
    tags: dict[int, list[str]] = {}
    for tag in session.exec(select(PostTag).where(col(PostTag.post_id).in_(post_ids)).order_by(col(PostTag.tag))):
        tags.setdefault(tag.post_id, []).append(tag.tag)
    holds: dict[int, Consent] = {}
    for row in session.exec(select(Consent).where(col(Consent.post_id).in_(post_ids)).order_by(col(Consent.version))):
        holds[row.post_id] = row
    return {
        (post.id, post.version, account.version): card(post, account, shown.get(post.id, []), tags.get(post.id, []), holds[post.id])
        for post, account in rows
    }


def card(post: Post, account: Account, shown: list[PictureView], tags: list[str], holds: Consent) -> PostCard:
    """The one mapper from rows to a card."""
    return PostCard(
        id=ids.to_text(post.id),
        version=post.version,
        author=author(account),
        pictures=shown,
        prompt="" if post.prompt_hidden else post.prompt,
        caption=post.caption,
        tags=tags,
        engine=post.engine,
        model="Sketch" if post.engine == "sketch" else post.model,
        shape=post.shape,
        rating=post.rating,
        licence=consent.LICENCES[holds.licence].name,
        remix=holds.remix,
        published_at=post.published_at.isoformat() if post.published_at else "",
        is_sample=post.is_sample,
        edited=post.edited_at is not None,
    )


def author(account: Account) -> AuthorView:
    """Who made it, for the screen."""
    avatar = public_address(account.avatar_name, 96) if account.avatar_name else ""
    return AuthorView(account.handle, account.display_name or account.handle, avatar, account.is_sample)


def _pictures(session: Session, post_ids: Sequence[int]) -> dict[int, list[PictureView]]:
    query = (
        select(PostPicture, Picture)
        .join(Picture, col(Picture.id) == PostPicture.picture_id)
        .where(col(PostPicture.post_id).in_(post_ids))
        .order_by(col(PostPicture.post_id), col(PostPicture.number))
    )
    found: dict[int, list[PictureView]] = {}
    for link, picture in session.exec(query):
        found.setdefault(link.post_id, []).append(view(picture, public_name=link.public_name, alt=link.alt))
    return found
