"""What an author may do with a post afterwards: edit it, bin it, take it back out; and what the housekeeping does with the bin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from rxfeed.domain import consent, gallery_words, ids, pictures
from rxfeed.domain.errors import Invalid
from rxfeed.domain.gallery_rows import decide, is_listed, own, rename, tell, tell_gone, withdraw
from rxfeed.domain.gallery_show import show
from rxfeed.domain.gallery_statuses import PostStatus, move
from rxfeed.domain.house import House
from rxfeed.domain.tables import Consent, Picture, Post, PostPicture, PostTag
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PostView

BIN_DAYS = 30


@dataclass(frozen=True, slots=True)
class Changes:
    """What an author changes of a post; None leaves a thing as it is."""

    caption: str | None = None
    tags: str | tuple[str, ...] | None = None
    alts: tuple[str, ...] | None = None
    rating: str | None = None
    visibility: str | None = None
    prompt_hidden: bool | None = None
    decision: consent.Decision | None = None


def edit(house: House, viewer: Viewer, post_id: str, changes: Changes) -> PostView:
    """Change a post of one's own. A changed consent is a new version; the old ones stay on record. Raises `Invalid`, `NotFound`."""
    number = ids.from_text(post_id)
    with house.database.writing() as session:
        post = own(session, viewer, number)
        was, was_listed = post.visibility, is_listed(post)
        _change(session, house, viewer, post, changes)
        session.add(post)
    if was != post.visibility:
        _renew_copies(house, post)
    if was_listed and not is_listed(post):
        tell_gone(house, post)
    return show(house, viewer, post_id)


def bin(house: House, viewer: Viewer, post_id: str) -> None:  # noqa: A001  (the product's word)
    """Take a post away from everybody. Its author has 30 days to change their mind."""
    _to(house, viewer, post_id, PostStatus.BINNED)


def restore(house: House, viewer: Viewer, post_id: str) -> None:
    """Out of the bin, as it was."""
    _to(house, viewer, post_id, PostStatus.PUBLISHED)


def purge(house: House) -> int:
    """Delete for good what has been in the bin for 30 days, with its pictures; how many posts they were."""
    before = house.clock.now() - timedelta(days=BIN_DAYS)
    with house.database.writing() as session:
        gone = list(session.exec(select(Post).where(Post.status == PostStatus.BINNED, col(Post.binned_at) < before).limit(100)))
        shown = list(session.exec(select(Picture).where(col(Picture.post_id).in_([post.id for post in gone]))))
        for row in (*gone, *shown):
            session.delete(row)
    for picture in shown:
        pictures.discard(house, picture.id)
    return len(gone)


def _change(session: Session, house: House, viewer: Viewer, post: Post, changes: Changes) -> None:
    now = house.clock.now()
    if changes.caption is not None:
        post.caption = gallery_words.caption(changes.caption)
    if changes.rating is not None:
        post.rating = gallery_words.rating(changes.rating)
    if changes.visibility is not None:
        post.visibility = gallery_words.visibility(changes.visibility)
    if changes.prompt_hidden is not None:
        post.prompt_hidden = bool(changes.prompt_hidden)
    if changes.tags is not None:
        _retag(session, post.id, gallery_words.tags(changes.tags))
    if changes.alts is not None:
        _redescribe(session, post.id, changes.alts)
    if changes.decision is not None:
        _redecide(session, post.id, consent.check(changes.decision), viewer.require_account(), now)
    post.version += 1
    post.edited_at = now


def _retag(session: Session, post_id: int, tags: tuple[str, ...]) -> None:
    have = {row.tag: row for row in session.exec(select(PostTag).where(PostTag.post_id == post_id))}
    for tag, row in have.items():
        if tag not in tags:
            session.delete(row)
    session.add_all(PostTag(post_id=post_id, tag=tag) for tag in tags if tag not in have)


def _redescribe(session: Session, post_id: int, alts: tuple[str, ...]) -> None:
    links = list(session.exec(select(PostPicture).where(PostPicture.post_id == post_id).order_by(col(PostPicture.number))))
    if len(links) != len(alts):
        raise Invalid("Each picture has one alt text.", field="alt")
    for link, text in zip(links, alts, strict=True):
        link.alt = gallery_words.alt(text)
        session.add(link)


def _redecide(session: Session, post_id: int, decision: consent.Decision, account_id: int, now: datetime) -> None:
    last = session.exec(select(Consent).where(Consent.post_id == post_id).order_by(col(Consent.version).desc())).first()
    if last is None or (last.remix, last.licence, last.training) != (decision.remix, decision.licence, decision.training):
        decide(session, post_id, 1 + (last.version if last else 0), decision, account_id, now)


def _to(house: House, viewer: Viewer, post_id: str, wanted: PostStatus) -> None:
    with house.database.writing() as session:
        post = own(session, viewer, ids.from_text(post_id))
        now, was_listed, was_waiting = house.clock.now(), is_listed(post), post.status == PostStatus.SCHEDULED
        post.status = move(post.status, wanted)
        post.binned_at = now if wanted == PostStatus.BINNED else None
        post.published_at = post.published_at or now
        post.publish_at = None
        post.version += 1
        session.add(post)
    _renew_copies(house, post)
    if was_listed:
        tell_gone(house, post)
    elif was_waiting:
        tell(house, post)


def _renew_copies(house: House, post: Post) -> None:
    """Static copies exist just while a post is public: leaving deletes them, coming back makes new ones under new names."""
    with house.database.reading() as session:
        links = list(session.exec(select(PostPicture).where(PostPicture.post_id == post.id)))
    public = post.status == PostStatus.PUBLISHED and post.visibility == "public"
    names = {link.number: pictures.publish_copies(house, link.picture_id) if public else "" for link in links}
    with house.database.writing() as session:
        rename(session, post.id, names)
        session.execute(update(Post).where(col(Post.id) == post.id).values(version=Post.version + 1))
    withdraw(house, [link.public_name for link in links])
