"""Variants become a post: now, or at a time (`gallery_due`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col, select

from rxfeed.domain import consent, credentials, feeds_inbox, gallery_words, ids, pictures, remixing_publish
from rxfeed.domain.errors import Conflict, Invalid, NotFound
from rxfeed.domain.gallery_rows import decide, hold, settle, tagged, tell, withdraw
from rxfeed.domain.gallery_show import show
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.house import House
from rxfeed.domain.permission_rows import Publishing
from rxfeed.domain.tables import Account, Call, Generation, Picture, Post, PostPicture
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PostView

MAX_PICKS = 4
FURTHEST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Pick:
    """A variant to publish, with its alt text."""

    picture_id: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """What its author says of a coming post. Everything in it may be anything: `publish` checks it."""

    generation_id: str
    picks: tuple[Pick, ...]
    decision: consent.Decision
    caption: str = ""
    tags: str | tuple[str, ...] = ()
    rating: str = ""
    visibility: str = "public"
    prompt_hidden: bool = False
    replies: str = "everybody"
    """Who may comment."""
    publish_at: datetime | None = None
    """None for now; else at most a year ahead."""


def publish(house: House, viewer: Viewer, publication: Publication) -> PostView:
    """Make the post. Raises `NotSignedIn`, `Invalid` (with its field), `NotFound`, or `Conflict`: a variant is published already, or the author leaves.

    Of a remix it also raises why it may not come out, or not so (`permission_rows.check`): the permission of its parents is asked for again.
    """
    account_id = viewer.require_account()
    words, post_id = _checked(house, publication), ids.mint()
    remixing_publish.may(house, account_id, ids.from_text(publication.generation_id))
    names = _copies(house, account_id, publication, words)
    signed: list[credentials.Signed] = []
    try:
        if words.status == PostStatus.PUBLISHED:
            signed = _sign(house, post_id, account_id, publication)
        with house.database.writing() as session:
            post, unused = _insert(session, house, account_id, publication, words, names, post_id, signed)
    except BaseException:
        withdraw(house, names)
        credentials.discard(house, [file.name for file in signed])
        raise
    if post.status == PostStatus.PUBLISHED:
        tell(house, post)
        remixing_publish.tell(house, post)
    withdraw(house, unused)
    credentials.take_fingerprints(house, [file.picture_id for file in signed])
    return show(house, viewer, ids.to_text(post.id))


@dataclass(frozen=True, slots=True)
class _Words:
    caption: str
    tags: tuple[str, ...]
    alts: tuple[str, ...]
    rating: str
    visibility: str
    replies: str
    status: PostStatus


def _checked(house: House, given: Publication) -> _Words:
    if not 1 <= len(given.picks) <= MAX_PICKS or len({pick.picture_id for pick in given.picks}) != len(given.picks):
        raise Invalid("Pick at least one picture.", field="picks")
    consent.check(given.decision)
    status = PostStatus.PUBLISHED
    if given.publish_at is not None:
        status = PostStatus.SCHEDULED
        ahead = given.publish_at - house.clock.now()
        if not timedelta(0) < ahead < FURTHEST:
            raise Invalid("Choose a time that is still to come, within a year.", field="publish_at")
    return _Words(
        gallery_words.caption(given.caption),
        gallery_words.tags(given.tags),
        tuple(gallery_words.alt(pick.alt) for pick in given.picks),
        gallery_words.rating(given.rating),
        gallery_words.visibility(given.visibility),
        gallery_words.replies(given.replies),
        status,
    )


def _copies(house: House, account_id: int, given: Publication, words: _Words) -> list[str]:
    """Public names for the picks: bytes are copied before the transaction, for it must not wait for a store."""
    picked = [ids.from_text(pick.picture_id) for pick in given.picks]
    with house.database.reading() as session:
        private = session.get_one(Account, account_id).private
        free = {row.id for row in session.exec(select(Picture).where(col(Picture.id).in_(picked), Picture.account_id == account_id, Picture.kind == "variant"))}
    if free != set(picked):
        raise NotFound("This picture isn't there any more.")
    if words.visibility != "public" or words.status != PostStatus.PUBLISHED or private:
        return [""] * len(picked)
    return [pictures.publish_copies(house, number) for number in picked]


def _sign(house: House, post_id: int, account_id: int, given: Publication) -> list[credentials.Signed]:
    with house.database.reading() as session:
        handle = session.get_one(Account, account_id).handle
    picked = [ids.from_text(pick.picture_id) for pick in given.picks]
    return credentials.sign(house, post_id, ids.from_text(given.generation_id), picked, handle, given.decision, hides_prompt=bool(given.prompt_hidden))


def _insert(
    session: Session, house: House, account_id: int, given: Publication, words: _Words, names: list[str], post_id: int, signed: list[credentials.Signed]
) -> tuple[Post, list[str]]:
    """The post, and the names that nobody uses."""
    author = hold(house, session, account_id)
    _check_stays(session, account_id)
    generation = session.get(Generation, ids.from_text(given.generation_id))
    if generation is None or generation.account_id != account_id:
        raise NotFound("This picture isn't there any more.")
    came_of = remixing_publish.check(session, generation, Publishing(words.visibility, given.decision.licence))
    now = house.clock.now()
    post = _post(post_id, generation, given, words, now)
    picked = [ids.from_text(pick.picture_id) for pick in given.picks]
    seeds = _claim(session, generation, post, picked)
    session.add(post)
    session.flush()
    for number, (picture_id, alt) in enumerate(zip(picked, words.alts, strict=True)):
        session.add(PostPicture(post_id=post.id, number=number, picture_id=picture_id, alt=alt, seed=seeds[picture_id]))
    session.flush()
    credentials.record(session, post.id, signed, now)
    unused = settle(session, post, author, dict(enumerate(names)))
    session.add_all(tagged(post, words.tags))
    decide(session, post.id, 1, given.decision, account_id, now)
    if post.status == PostStatus.PUBLISHED:
        remixing_publish.record(session, post, came_of, now)
        feeds_inbox.deliver(session, post)
    generation.draft, generation.dismissed = False, True
    session.add(generation)
    return post, unused


def _check_stays(session: Session, account_id: int) -> None:
    """Whoever leaves meanwhile waits for this post, and takes it along."""
    if session.get_one(Account, account_id, with_for_update={"read": True}).delete_at is not None:
        raise Conflict("Your account is being deleted, so nothing new of it is published. Choose to stay in the settings, then publish: it is all kept here.")


def _post(post_id: int, generation: Generation, given: Publication, words: _Words, now: datetime) -> Post:
    scheduled = words.status == PostStatus.SCHEDULED
    return Post(
        id=post_id,
        account_id=generation.account_id or 0,
        generation_id=generation.id,
        status=words.status,
        visibility=words.visibility,
        replies=words.replies,
        rating=words.rating,
        caption=words.caption,
        prompt=generation.prompt,
        prompt_hidden=bool(given.prompt_hidden),
        engine=generation.engine,
        model=generation.model,
        shape=generation.shape,
        quality=generation.quality,
        created_at=now,
        published_at=None if scheduled else now,
        publish_at=given.publish_at if scheduled else None,
    )


def _claim(session: Session, generation: Generation, post: Post, picked: list[int]) -> dict[int, int | None]:
    """Each variant goes into one post: whoever comes first has it. Answers the seeds; the prompt becomes the picked variant's own."""
    calls = list(session.exec(select(Call).where(Call.generation_id == generation.id, col(Call.picture_id).in_(picked))))
    if len(calls) != len(picked):
        raise NotFound("This picture isn't there any more.")
    taken: CursorResult[object] = session.execute(  # type: ignore[assignment]
        update(Picture).where(col(Picture.id).in_(picked), col(Picture.post_id).is_(None)).values(post_id=post.id)
    )
    if taken.rowcount != len(picked):
        raise Conflict("This picture has just been published from another window.")
    first = next(call for call in calls if call.picture_id == picked[0])
    post.prompt = first.prompt
    return {call.picture_id: call.seed for call in calls if call.picture_id is not None}
