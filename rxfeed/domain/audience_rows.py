"""What `audience` decides, for rows: the relation between two accounts, and the conditions of lists."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, func, or_, select, text, true, union_all
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from rxfeed.domain.audience import STRANGERS, Relation, Standing, Verdict, of_post
from rxfeed.domain.tables import Account, Block, Follow, FollowRequest, Mute, MutedTag, Post, PostTag
from rxfeed.domain.viewer import Viewer

PUBLIC = text("post.status = 'published' AND post.visibility = 'public'")
"""Word for word, so that both databases know at once that the indexes of listed posts fit."""
CIRCLE = text("post.status = 'published' AND post.visibility IN ('public', 'followers')")
"""The same for who follows an author, and for the author."""


def relation(session: Session, viewer: Viewer, author_id: int) -> Relation:
    """One query; none where nobody is signed in or somebody looks at what is their own."""
    me = viewer.account_id
    if me is None:
        return STRANGERS
    if me == author_id:
        return Relation(same=True)
    ties = (_follows(me, author_id), _follows(author_id, me), _blocks(me, author_id), _blocks(author_id, me), _mutes(me, author_id))
    follows, follows_back, blocks, blocked, mutes = map(bool, session.execute(select(*ties)).one())
    return Relation(follows=follows, follows_back=follows_back, blocks=blocks, blocked=blocked, mutes=mutes)


def has_asked(session: Session, viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer waits to be let in there."""
    return viewer.account_id is not None and session.get(FollowRequest, (viewer.account_id, account_id)) is not None


def standing(author: Account) -> Standing:
    """What the rule asks about an author, from the row."""
    return Standing(leaving=author.delete_at is not None, private=author.private)


def verdict(session: Session, viewer: Viewer, post: Post, author: Account) -> Verdict:
    """Where the viewer sees this post. At most one query."""
    return verdict_for(relation(session, viewer, author.id), viewer, post, author)


def verdict_for(between: Relation, viewer: Viewer, post: Post, author: Account) -> Verdict:
    """The same, where it is known already what is between the two."""
    return of_post(between, standing(author), signed_in=viewer.signed_in, status=post.status, visibility=post.visibility, rating=post.rating)


def is_public(post: Post, author: Account) -> bool:
    """Whether it is for everybody's eyes, those of signed-in people at least: then anybody may fetch its pictures."""
    seen = of_post(STRANGERS, standing(author), signed_in=True, status=post.status, visibility=post.visibility, rating=post.rating)
    return seen.in_feeds


def shown_posts(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Which posts the viewer sees at all, at their own address: for lists that others have made. The query joins each post with its author's `Account`."""
    me = viewer.account_id
    here = and_(col(Account.delete_at).is_(None), col(Post.status) == "published")
    for_all = and_(col(Post.visibility).in_(["public", "unlisted"]), ~col(Account.private))
    if me is None:
        return [here, for_all, col(Post.rating) == "general"]
    for_some = and_(col(Post.visibility).in_(["public", "unlisted", "followers"]), _follows(me, col(Post.account_id)))
    others = and_(here, or_(for_all, for_some), *([~_apart(me, col(Post.account_id))] if viewer.hides else []))
    return [or_(col(Post.account_id) == me, others)]


def profile_posts(viewer: Viewer, between: Relation) -> list[ColumnElement[bool]]:
    """Which posts an author's own page lists, once it is known that the viewer sees what that page lists (`of_lists`)."""
    listed = cast("ColumnElement[bool]", CIRCLE if between.same or between.follows else PUBLIC)
    return [listed] if viewer.signed_in else [listed, col(Post.rating) == "general"]


def feed_posts(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Which posts everybody's feeds show this viewer; the query joins each with its author's `Account`.

    What is for followers only is in none of them, so that they are walked in the order of one index. Who hides nobody, and is hidden from nobody, pays for
    nothing.
    """
    open_to_all = col(Account.private).is_not(true())  # holds without an account too, so that an outer join stays one
    for_everybody = [cast("ColumnElement[bool]", PUBLIC), col(Account.delete_at).is_(None), open_to_all]
    if viewer.account_id is None:
        return [*for_everybody, col(Post.rating) == "general"]
    if not viewer.hides:
        return for_everybody
    me = viewer.account_id
    return [*for_everybody, ~_apart(me, col(Post.account_id)), ~_mutes(me, col(Post.account_id)), ~_mutes_a_tag(me)]


def people(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Which accounts a list of people shows this viewer."""
    here = col(Account.delete_at).is_(None)
    if viewer.account_id is None or not viewer.hides:
        return [here]
    return [here, ~_apart(viewer.account_id, col(Account.id))]


def unseen(viewer: Viewer) -> CompoundSelect[int] | Select[int]:
    """The ids of the accounts that `people` leaves out: few, so that a count is made right by taking away what is theirs."""
    leaving = select(col(Account.id)).where(col(Account.delete_at).is_not(None))
    if viewer.account_id is None or not viewer.hides:
        return leaving
    me = viewer.account_id
    blocks = select(col(Block.blocked_id)).where(col(Block.account_id) == me)
    return union_all(leaving, blocks, select(col(Block.account_id)).where(col(Block.blocked_id) == me))


def heard(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Whose doings the viewer is told of: of all people but those they have muted."""
    if viewer.account_id is None or not viewer.hides:
        return people(viewer)
    return [*people(viewer), ~_mutes(viewer.account_id, col(Account.id))]


Whose = Mapped[int] | int


def _apart(me: int, other: Whose) -> ColumnElement[bool]:
    """A block stands between the two."""
    return or_(_blocks(me, other), _blocks(other, me))


def _follows(follower: Whose, followee: Whose) -> ColumnElement[bool]:
    return exists().where(and_(col(Follow.follower_id) == follower, col(Follow.followee_id) == followee))


def _blocks(account: Whose, blocked: Whose) -> ColumnElement[bool]:
    return exists().where(and_(col(Block.account_id) == account, col(Block.blocked_id) == blocked))


def _mutes(account: Whose, muted: Whose) -> ColumnElement[bool]:
    return exists().where(and_(col(Mute.account_id) == account, col(Mute.muted_id) == muted, _lasts(col(Mute.until))))


def _mutes_a_tag(me: int) -> ColumnElement[bool]:
    """Somebody else's post has a tag that the viewer has muted. Muted words are looked for in what was found (`mutes_words`): SQL knows no words."""
    both = and_(col(PostTag.post_id) == col(Post.id), col(MutedTag.tag) == col(PostTag.tag), col(MutedTag.account_id) == me, _lasts(col(MutedTag.until)))
    return and_(col(Post.account_id) != me, exists().where(both).correlate(Post))


def _lasts(until: Mapped[datetime | None]) -> ColumnElement[bool]:
    """By the database's own clock: so a statement is made once and holds at any time."""
    return or_(until.is_(None), until > func.now())
