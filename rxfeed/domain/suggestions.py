"""Whom somebody may like to follow, and why. Nobody whom they know already, and nobody who has been waved away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Select, exists, func, select, true, union_all
from sqlmodel import Session, col

from rxfeed.domain import audience_rows, handles_held
from rxfeed.domain.audience_rows import PUBLIC
from rxfeed.domain.errors import Invalid, NotFound
from rxfeed.domain.house import House
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.tables import Account, Dismissal, Follow, Mute, Post, PostTag
from rxfeed.domain.viewer import Viewer

SHOWN, CANDIDATES = 5, 24
CLOSEST, TIES = 30, 1_500
"""How many of those one follows are asked for whom they follow, the latest first; and how many of their follows are looked at."""
LATEST, TAGS, POSTS = 100, 3, 150
"""Own posts that are looked through for the tags one uses; how many tags; and how many of the latest posts of each."""
NEW, COME = timedelta(days=30), 200
"""For how long somebody is new, and of how many who came last that is asked."""


@dataclass(frozen=True)
class SuggestionView:
    """Somebody, and why: `followed` by `by` and `others` more, `tag` in common, or `new`."""

    handle: str = ""
    name: str = ""
    avatar: str = ""
    why: str = ""
    by: str = ""
    others: int = 0
    tag: str = ""


def suggested(house: House, viewer: Viewer) -> list[SuggestionView]:
    """At most five, the best reasons first, in six queries however many people there are. Raises `NotSignedIn`."""
    me = viewer.require_reader()
    with house.database.reading() as session:
        why = _followed(session, me)
        for others in (_of_same_tags(session, me), _new(session, house)):
            why |= {number: reason for number, reason in others.items() if number not in why}
        return _views(session, viewer, me, why)


def dismiss(house: House, viewer: Viewer, handle: str) -> None:
    """Don't suggest this person any more. Raises `NotSignedIn`, `NotFound`, `Invalid` for oneself."""
    me = viewer.require_account()
    with house.database.writing() as session:
        other = handles_held.find(house, session, handle)
        if other is None:
            raise NotFound("There is nobody called @{handle}.", handle=handle[:40])
        if other.id == me:
            raise Invalid("You aren't suggested to yourself.")
        house.database.exclusively(session, f"dismissed {me} {other.id}")
        if session.get(Dismissal, (me, other.id)) is None:
            session.add(Dismissal(account_id=me, dismissed_id=other.id, since=house.clock.now()))


Reasons = dict[int, SuggestionView]
"""By account id, the best first; names are put in at the end."""


def _followed(session: Session, me: int) -> Reasons:
    """By those one follows: the more, the better. Two queries."""
    mine = select(col(Follow.followee_id)).where(col(Follow.follower_id) == me)
    closest = session.execute(mine.order_by(col(Follow.since).desc()).limit(CLOSEST)).scalars().all()
    if not closest:
        return {}
    ties = select(col(Follow.followee_id), col(Follow.follower_id)).where(col(Follow.follower_id).in_(closest))
    # In the order of an index: without it PostgreSQL reads the whole table.
    found = ties.order_by(col(Follow.follower_id).desc(), col(Follow.since).desc()).limit(TIES).subquery().c
    counted = (
        select(found.followee_id, func.count().label("many"), func.min(found.follower_id).label("one"))
        .where(found.followee_id.not_in(mine), found.followee_id != me)
        .group_by(found.followee_id)
        .order_by(func.count().desc(), found.followee_id.desc())
        .limit(CANDIDATES)
        .subquery()
    )
    rows = session.execute(select(counted.c.followee_id, counted.c.many, col(Account.handle)).join(Account, col(Account.id) == counted.c.one)).all()
    return {number: SuggestionView(why="followed", by=handle, others=many - 1) for number, many, handle in sorted(rows, key=lambda row: -row[1])}


def _of_same_tags(session: Session, me: int) -> Reasons:
    """Who has used one's own most used tags lately, in what everybody may see. Two queries."""
    mine = select(col(Post.id)).where(col(Post.account_id) == me, PUBLIC).order_by(col(Post.published_at).desc()).limit(LATEST)
    used = select(col(PostTag.tag)).where(col(PostTag.post_id).in_(mine)).group_by(col(PostTag.tag)).order_by(func.count().desc(), col(PostTag.tag))
    tags = session.execute(used.limit(TAGS)).scalars().all()
    if not tags:
        return {}
    rows = session.execute(union_all(*(_latest_with(tag, me) for tag in tags))).all()
    return {number: SuggestionView(why="tags", tag=tag) for number, tag in rows}


def _latest_with(tag: str, me: int) -> Select[int, str]:
    """Of its latest posts, whoever's they are: one's own may be nearly all of them."""
    with_it = select(col(PostTag.post_id), col(PostTag.account_id), col(PostTag.tag)).where(col(PostTag.tag) == tag, col(PostTag.published_at).is_not(None))
    latest = with_it.order_by(col(PostTag.published_at).desc(), col(PostTag.post_id).desc()).limit(POSTS).subquery().c
    shown = select(latest.account_id, latest.tag).join(Post, col(Post.id) == latest.post_id)
    return shown.where(PUBLIC, col(Post.rating) == "general", latest.account_id != me)


def _new(session: Session, house: House) -> Reasons:
    """Who has come lately and hung something for everybody."""
    last = select(col(Account.id), col(Account.created_at)).order_by(col(Account.id).desc()).limit(COME).subquery()
    hangs = exists().where(col(Post.account_id) == last.c.id, PUBLIC)
    query = select(last.c.id).where(last.c.created_at > house.clock.now() - NEW, hangs).order_by(last.c.id.desc()).limit(CANDIDATES)
    return {number: SuggestionView(why="new") for number in session.execute(query).scalars()}


def _views(session: Session, viewer: Viewer, me: int, why: Reasons) -> list[SuggestionView]:
    """Those of them whom one sees and doesn't know yet."""
    knows = (
        exists().where(col(Follow.follower_id) == me, col(Follow.followee_id) == col(Account.id)),
        exists().where(col(Mute.account_id) == me, col(Mute.muted_id) == col(Account.id)),
        exists().where(col(Dismissal.account_id) == me, col(Dismissal.dismissed_id) == col(Account.id)),
    )
    query = select(col(Account.id), col(Account.handle), col(Account.display_name), col(Account.avatar_name)).where(
        col(Account.id).in_(list(why)), col(Account.id) != me, col(Account.private).is_not(true()), *audience_rows.people(viewer), *(~known for known in knows)
    )
    found = {row[0]: row for row in session.execute(query)}
    return [_view(why[number], *found[number][1:]) for number in why if number in found][:SHOWN]


def _view(reason: SuggestionView, handle: str, name: str, avatar: str) -> SuggestionView:
    return replace(reason, handle=handle, name=name or handle, avatar=public_address(avatar, 96) if avatar else "")
