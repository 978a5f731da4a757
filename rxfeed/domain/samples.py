"""Sample content: a few accounts and their posts, so that an empty server shows what it is for. Marked as samples, and gone with one command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from rxfeed.domain import circle_counts, collections_counts, feeds_inbox, ids, lineage, marks_counts, notices_counts, pictures, search_index, talk_gone
from rxfeed.domain.credentials_due import mark
from rxfeed.domain.gallery_rows import tagged
from rxfeed.domain.house import House
from rxfeed.domain.pictures import Kept
from rxfeed.domain.tables import Account, Consent, Picture, Post, PostPicture


@dataclass(frozen=True, slots=True)
class SampleAuthor:
    """Somebody who isn't: no password, and no place in any count."""

    handle: str
    name: str
    bio: str


@dataclass(frozen=True, slots=True)
class SamplePost:
    """A picture of a sample author's, and what is said of it."""

    prompt: str
    shape: str
    quality: str
    seed: int
    caption: str
    alt: str
    tags: tuple[str, ...]
    licence: str
    remix: str
    training: bool
    at: datetime
    parents: tuple[int, ...] = ()
    """Posts that it takes further."""
    mode: str = ""


def is_empty(house: House) -> bool:
    """Whether nobody has an account here yet, not even a sample."""
    with house.database.reading() as session:
        return session.exec(select(Account.id).limit(1)).first() is None


def settle(house: House, authors: Sequence[SampleAuthor]) -> dict[str, int]:
    """Make the accounts; their ids by handle. Those that are there already stay as they are, also where the name belongs to a real person."""
    now = house.clock.now()
    with house.database.writing() as session:
        taken = set(session.exec(select(Account.handle).where(col(Account.handle).in_([author.handle for author in authors]))))
        for author in authors:
            if author.handle not in taken:
                session.add(Account(id=ids.mint(), handle=author.handle, display_name=author.name, bio=author.bio, is_sample=True, created_at=now))
        session.flush()
        handles = [author.handle for author in authors]
        found = session.exec(select(Account.handle, Account.id).where(col(Account.handle).in_(handles), Account.is_sample))
        return dict(found.all())


def hang(house: House, account_id: int, sample: SamplePost, picture: Kept) -> int:
    """Make the post of a picture whose bytes are kept; its id."""
    name = pictures.publish_copies(house, picture.id)
    with house.database.writing() as session:
        pictures.record(session, picture, "variant", account_id=account_id, guest_id=None, now=sample.at, seed=sample.seed)
        post = _post(account_id, sample)
        session.add(post)
        session.flush()
        session.execute(update(Picture).where(col(Picture.id) == picture.id).values(post_id=post.id))
        session.add(PostPicture(post_id=post.id, number=0, picture_id=picture.id, alt=sample.alt, seed=sample.seed, public_name=name))
        session.add_all(tagged(post, sample.tags))
        feeds_inbox.deliver(session, post)
        session.add(
            Consent(
                id=ids.mint(), post_id=post.id, version=1, remix=sample.remix, licence=sample.licence,
                training=sample.training, decided_by=account_id, decided_at=sample.at,
            )
        )  # fmt: skip
        lineage.record(session, post, [lineage.Taken(session.get_one(Post, parent)) for parent in sample.parents], sample.mode, sample.at)
        mark(session, [post.id], sample.at)
        search_index.mark(session, [post.id])
    return post.id


def hung(house: House) -> dict[str, tuple[int, int]]:
    """Post and its picture by caption."""
    query = select(Post.caption, Post.id, PostPicture.picture_id).join(PostPicture, col(PostPicture.post_id) == Post.id).where(Post.is_sample)
    with house.database.reading() as session:
        return {caption: (post_id, picture_id) for caption, post_id, picture_id in session.exec(query)}


def remove(house: House) -> int:
    """Take all samples away, with their pictures; how many posts they were."""
    with house.database.writing() as session:
        samples = list(session.exec(select(Account).where(Account.is_sample)))
        numbers = [account.id for account in samples]
        names = _names(session, numbers) + [account.avatar_name for account in samples]
        shown = list(session.exec(select(Picture.id).where(col(Picture.account_id).in_(numbers))))
        posts = len(list(session.exec(select(Post.id).where(col(Post.account_id).in_(numbers)))))
        circle_counts.hold_circle(session, numbers)
        circle_counts.leave(session, numbers)
        marks_counts.leave(session, numbers)
        lineage.leave(session, numbers, house.clock.now())
        collections_counts.leave(session, numbers)
        feeds_inbox.leave(session, numbers)
        talk_gone.leave(session, numbers, house.clock.now())
        notices_counts.leave(session, numbers)
        search_index.mark_all_of(session, numbers)
        for account in samples:
            session.delete(account)
    for name in names:
        pictures.withdraw_copies(house, name)
    for picture_id in shown:
        pictures.discard(house, picture_id)
    return posts


def _post(account_id: int, sample: SamplePost) -> Post:
    return Post(
        id=ids.mint(),
        account_id=account_id,
        status="published",
        prompt=sample.prompt,
        caption=sample.caption,
        engine="sketch",
        model="sketch",
        shape=sample.shape,
        quality=sample.quality,
        is_sample=True,
        created_at=sample.at,
        published_at=sample.at,
    )


def _names(session: Session, accounts: Sequence[int]) -> list[str]:
    query = select(PostPicture.public_name).join(Post, col(Post.id) == PostPicture.post_id).where(col(Post.account_id).in_(accounts))
    return list(session.exec(query))
