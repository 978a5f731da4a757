"""What an author may do with a post afterwards: edit it, bin it, take it back out; and what the housekeeping does with the bin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from rxfeed.domain import (
    collections_counts,
    consent,
    credentials,
    feeds_inbox,
    gallery_words,
    ids,
    lineage,
    lineage_counts,
    permission_rows,
    pictures,
    remix_requests,
    remixing_publish,
)
from rxfeed.domain.audience_rows import is_public
from rxfeed.domain.errors import Conflict, Invalid, NotAllowed
from rxfeed.domain.gallery_rows import decide, hold, is_listed, own, prepare, settle, tagged, tell, tell_gone, withdraw
from rxfeed.domain.gallery_show import show
from rxfeed.domain.gallery_statuses import BIN_DAYS, PostStatus, move
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Consent, Picture, Post, PostPicture, PostTag
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PostView


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
    replies: str | None = None
    """Who may comment."""


def edit(house: House, viewer: Viewer, post_id: str, changes: Changes) -> PostView:
    """Change a post of one's own. A changed consent is a new version; the old ones stay on record. Raises `Invalid`, `NotFound`."""
    _alter(house, viewer, post_id, lambda session, post: _change(session, house, viewer, post, changes), to_public=changes.visibility == "public")
    return show(house, viewer, post_id)


def bin(house: House, viewer: Viewer, post_id: str) -> None:  # noqa: A001  (the product's word)
    """Take a post away from everybody. Its author has 30 days to change their mind."""
    _alter(house, viewer, post_id, lambda _, post: _move(house, post, PostStatus.BINNED), to_public=False)


def restore(house: House, viewer: Viewer, post_id: str) -> None:
    """Out of the bin, as it was: one whose time is still to come waits for it again, what a moderator holds stays held."""

    def put_back(_: Session, post: Post) -> None:
        waits = post.published_at is None  # also where its time has passed: it comes out as all others do
        _move(house, post, PostStatus(post.held) if post.held else PostStatus.SCHEDULED if waits else PostStatus.PUBLISHED)

    _alter(house, viewer, post_id, put_back, to_public=True)


def publish_now(house: House, viewer: Viewer, post_id: str) -> None:
    """A scheduled post needn't wait any longer. Raises `Conflict` where it does not wait."""

    def appear(_: Session, post: Post) -> None:
        if post.status != PostStatus.SCHEDULED:
            raise Conflict("This post has changed meanwhile. Load it again.")
        _move(house, post, PostStatus.PUBLISHED)

    _alter(house, viewer, post_id, appear, to_public=True, comes_out=True)


def purge(house: House) -> int:
    """Delete for good what has been in the bin for 30 days, with its pictures; how many posts they were."""
    before = house.clock.now() - timedelta(days=BIN_DAYS)
    with house.database.writing() as session:
        binned = Post.status == PostStatus.BINNED, col(Post.binned_at) < before
        numbers = set(session.exec(select(Post.id).where(*binned).limit(100)))
        lineage_counts.hold_posts(session, numbers | lineage_counts.parents_of(session, numbers))
        gone = list(session.exec(select(Post).where(col(Post.id).in_(numbers), *binned)))  # who takes theirs back out meanwhile keeps it
        shown = list(session.exec(select(Picture).where(col(Picture.post_id).in_([post.id for post in gone]))))
        collections_counts.forget(session, [post.id for post in gone])
        lineage.gone(session, [post.id for post in gone], house.clock.now())
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
        _rate(session, post, gallery_words.rating(changes.rating))
    permission_rows.must_fit(session, viewer, post, changes.visibility, changes.decision)
    if changes.visibility is not None:
        post.visibility = gallery_words.visibility(changes.visibility)
    if changes.prompt_hidden is not None and post.prompt_hidden is not bool(changes.prompt_hidden):
        post.prompt_hidden = bool(changes.prompt_hidden)
        credentials.mark(session, [post.id], now)
    if changes.replies is not None:
        post.replies = gallery_words.replies(changes.replies)
    if changes.tags is not None:
        _retag(session, post, gallery_words.tags(changes.tags))
    if changes.alts is not None:
        _redescribe(session, post.id, changes.alts)
    if changes.decision is not None:
        _redecide(session, post.id, consent.check(changes.decision), viewer.require_account(), now)
    post.edited_at = now


def _rate(session: Session, post: Post, rating: str) -> None:
    """The cards of what came of it show it while it is general."""
    if rating == post.rating:
        return
    if post.rating_held:
        raise NotAllowed("A moderator has rated this picture, so its rating stays.", field="rating")
    post.rating = rating
    lineage_counts.renew_cards_below(session, post.id)


def _retag(session: Session, post: Post, tags: tuple[str, ...]) -> None:
    have = {row.tag: row for row in session.exec(select(PostTag).where(PostTag.post_id == post.id))}
    for tag, row in have.items():
        if tag not in tags:
            session.delete(row)
    session.add_all(tagged(post, [tag for tag in tags if tag not in have]))


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
        credentials.mark(session, [post_id], now)
        decide(session, post_id, 1 + (last.version if last else 0), decision, account_id, now)
    if decision.remix == "nobody" and last is not None and last.remix != "nobody":
        remix_requests.end(session, post_id, account_id)


def _alter(house: House, viewer: Viewer, post_id: str, change: Callable[[Session, Post], None], *, to_public: bool, comes_out: bool = False) -> None:
    """One transaction changes the post and the names of its static copies; bytes are copied before and deleted after it. What takes long comes last: people
    are told before."""
    number = ids.from_text(post_id)
    copies = prepare(house, number) if to_public and _is_hidden(house, viewer, number) else {}
    try:
        with house.database.writing() as session:
            author = hold(house, session, viewer.require_account())
            if comes_out:
                feeds_inbox.hold_followers(session, author.id)
            came_of = remixing_publish.check_post(session, author.id, number) if comes_out else []
            post = own(session, viewer, number)
            was_listed = is_listed(post, author)
            change(session, post)
            post.version += 1
            unused = settle(session, post, author, copies)
            session.add(post)
            remixing_publish.record(session, post, came_of, house.clock.now())
            if comes_out:
                feeds_inbox.deliver(session, post)
    except BaseException:
        withdraw(house, copies.values())
        raise
    if comes_out:
        tell(house, post)
        remixing_publish.tell(house, post)
    elif was_listed and not is_listed(post, author):
        tell_gone(house, post)
    withdraw(house, unused)
    credentials.renew(house, post.id)


def _is_hidden(house: House, viewer: Viewer, number: int) -> bool:
    """Whether it is the viewer's and has no copies, so that becoming public needs some."""
    with house.database.reading() as session:
        post, author = session.get(Post, number), session.get(Account, viewer.account_id or 0)
        return post is not None and author is not None and post.account_id == author.id and not author.private and not is_public(post, author)


def _move(house: House, post: Post, wanted: PostStatus) -> None:
    now = house.clock.now()
    post.status = move(post.status, wanted)
    post.binned_at = now if wanted == PostStatus.BINNED else None
    if wanted == PostStatus.PUBLISHED:
        post.published_at, post.publish_at = post.published_at or now, None
