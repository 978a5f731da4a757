"""Post cards: made from rows in a constant number of queries, kept as prepared bytes on the shelf."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import select
from sqlmodel import Session, col

from rxfeed.domain import consent, ids, lineage_thread, straight
from rxfeed.domain.lineage_thread import ALONE, Thread
from rxfeed.domain.pictures_view import public_address, view
from rxfeed.domain.ports import CardKey, CardShelf
from rxfeed.domain.straight import WANTED
from rxfeed.domain.tables import Account, Consent, Picture, Post, PostPicture, PostTag
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView, ParentView, PictureView, PostCard

ALONE_JSON = b'"parents":[]'
"""In a card of what came of nothing; a quote inside of a text is written otherwise."""
POSTS = (
    select(
        *map(col, (Post.id, Post.version, Post.prompt, Post.prompt_hidden, Post.caption, Post.engine, Post.model, Post.shape, Post.rating)),
        *map(col, (Post.published_at, Post.edited_at, Post.is_sample, Account.handle, Account.display_name, Account.avatar_name)),
        col(Account.version).label("author_version"),
        col(Account.is_sample).label("author_is_sample"),
    )
    .join(Account, col(Account.id) == col(Post.account_id))
    .where(col(Post.id).in_(WANTED.binds))
)
PICTURES = (
    select(*map(col, (PostPicture.post_id, PostPicture.public_name, PostPicture.alt, Picture.id, Picture.width, Picture.height, Picture.placeholder)))
    .join(Picture, col(Picture.id) == col(PostPicture.picture_id))
    .where(col(PostPicture.post_id).in_(WANTED.binds))
    .order_by(col(PostPicture.post_id), col(PostPicture.number))
)
TAGS = select(col(PostTag.post_id), col(PostTag.tag)).where(col(PostTag.post_id).in_(WANTED.binds)).order_by(col(PostTag.tag))
CONSENTS = select(col(Consent.post_id), col(Consent.remix), col(Consent.licence)).where(col(Consent.post_id).in_(WANTED.binds)).order_by(col(Consent.version))


def prepared(session: Session, shelf: CardShelf, keys: Sequence[CardKey], viewer: Viewer) -> list[bytes]:
    """The cards' JSON in the keys' order, for the viewer: from the shelf, and what is missing there in five queries."""
    found = by_key(session, shelf, keys)
    found = shown_to(session, viewer, found)
    return [found[key] for key in keys if key in found]


def shown_to(session: Session, viewer: Viewer, found: Mapping[CardKey, bytes]) -> dict[CardKey, bytes]:
    """The same cards for everybody, but the names of parents whose authors a block parts from the viewer. One query where they may have remixes of those."""
    remixes = [key[0] for key, card in found.items() if ALONE_JSON not in card] if viewer.hides else []
    without = lineage_thread.unnamed(session, viewer, remixes)
    return {key: _less(card, without[key[0]]) if key[0] in without else card for key, card in found.items()}


def _less(card: bytes, without: Collection[int]) -> bytes:
    said = orjson.loads(card)
    return orjson.dumps(said | {"parents": lineage_thread.less([ParentView(**each) for each in said["parents"]], without)})


def by_key(session: Session, shelf: CardShelf, keys: Sequence[CardKey]) -> dict[CardKey, bytes]:
    """The same by key."""
    found = shelf.take(keys)
    missing = [key for key in keys if key not in found]
    if missing:
        made = {card_key: orjson.dumps(card) for card_key, card in build(session, [key[0] for key in missing]).items()}
        shelf.put(made)
        found |= made
    return found


def build(session: Session, post_ids: Sequence[int]) -> dict[CardKey, PostCard]:
    """Cards from the rows, by key, in five queries for each `WANTED.most`."""
    shown: dict[int, list[PictureView]] = {}
    for picture in straight.of_posts(session, PICTURES, post_ids):
        shown.setdefault(picture.post_id, []).append(view(picture, public_name=picture.public_name, alt=picture.alt))
    tags: dict[int, list[str]] = {}
    for post_id, tag in straight.of_posts(session, TAGS, post_ids):
        tags.setdefault(post_id, []).append(tag)
    holds = {row.post_id: row for row in straight.of_posts(session, CONSENTS, post_ids)}
    threads = lineage_thread.threads(session, post_ids)
    return {
        (row.id, row.version, row.author_version): _card(row, shown.get(row.id, []), tags.get(row.id, []), holds[row.id], threads.get(row.id, ALONE))
        for row in straight.of_posts(session, POSTS, post_ids)
    }


def _card(row: Any, shown: list[PictureView], tags: list[str], holds: Any, thread: Thread) -> PostCard:
    """The one mapper from rows (of `POSTS`, `CONSENTS`) to a card."""
    avatar = public_address(row.avatar_name, 96) if row.avatar_name else ""
    return PostCard(
        id=ids.to_text(row.id),
        version=row.version,
        author=AuthorView(row.handle, row.display_name or row.handle, avatar, row.author_is_sample),
        pictures=shown,
        prompt="" if row.prompt_hidden else row.prompt,
        caption=row.caption,
        tags=tags,
        engine=row.engine,
        model="Sketch" if row.engine == "sketch" else row.model,
        shape=row.shape,
        rating=row.rating,
        licence=consent.LICENCES[holds.licence].name,
        remix=holds.remix,
        published_at=row.published_at.isoformat() if row.published_at else "",
        is_sample=row.is_sample,
        edited=row.edited_at is not None,
        parents=thread.parents,
        steps=thread.steps,
    )
