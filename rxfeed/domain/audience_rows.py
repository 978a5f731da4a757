"""What `audience` decides, for rows: the relation between two accounts, and the conditions of lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from rxfeed.domain import audience_ties, straight
from rxfeed.domain.audience import STRANGERS, Eyes, Relation, Standing, Verdict, of_post
from rxfeed.domain.audience_ties import Whose
from rxfeed.domain.tables import Account, Block, Comment, Follow, FollowRequest, MutedTag, Post, PostTag, Report
from rxfeed.domain.viewer import Viewer

PUBLIC = text("post.status = 'published' AND post.visibility = 'public'")
"""Word for word, so that both databases know at once that the indexes of listed posts fit."""
CIRCLE = text("post.status = 'published' AND post.visibility IN ('public', 'followers')")
"""The same for who follows an author, and for the author."""


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""Whatever has a moment is after it: SQLite finds that in an index, and "is not null" it doesn't."""


def relation(session: Session, viewer: Viewer, author_id: int) -> Relation:
    """One query; none where nobody is signed in or somebody looks at what is their own."""
    me = viewer.account_id
    if me is None:
        return STRANGERS
    if me == author_id:
        return Relation(same=True)
    return _relation(straight.rows(session, BETWEEN, me=me, other=author_id)[0])


def has_asked(session: Session, viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer waits to be let in there."""
    return viewer.account_id is not None and session.get(FollowRequest, (viewer.account_id, account_id)) is not None


def standing(author: Account) -> Standing:
    """What the rule asks about an author, from the row."""
    return Standing(leaving=author.delete_at is not None, private=author.private, suspended=author.suspended_until is not None)


def eyes(session: Session, viewer: Viewer, post: Post) -> Eyes:
    """What the rule asks about who looks. One query, for those alone who have reported, muted or blocked anybody."""
    reported = viewer.hides and viewer.account_id is not None and bool(session.execute(select(audience_ties.reported(viewer.account_id, post.id))).scalar_one())
    return Eyes(viewer.signed_in, reported, viewer.wants(post.rating), viewer.is_moderator and not viewer.suspended)


def verdict(session: Session, viewer: Viewer, post: Post, author: Account) -> Verdict:
    """Where the viewer sees this post. At most two queries."""
    between, looks = relation(session, viewer, author.id), eyes(session, viewer, post)
    return of_post(between, standing(author), looks, status=post.status, visibility=post.visibility, rating=post.rating)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a press on a post goes by: whose it is, and where it is seen."""

    author_id: int
    handle: str
    rating: str
    verdict: Verdict
    public: bool
    """As `is_public`."""


def glimpse(session: Session, viewer: Viewer, post_id: int) -> Glimpse | None:
    """`verdict` and `is_public` for a signed-in viewer by one statement; None where there is no such post."""
    me = viewer.account_id
    found = straight.rows(session, GLIMPSE, me=me, post=post_id)
    if not found:
        return None
    author_id, handle, status, visibility, rating, delete_at, private, suspended_until, reported, *ties = found[0]
    between = Relation(same=True) if me == author_id else _relation(ties)
    here = Standing(leaving=delete_at is not None, private=private, suspended=suspended_until is not None)
    looks = Eyes(signed_in=True, reported=viewer.hides and reported, wants=viewer.wants(rating))
    seen = of_post(between, here, looks, status=status, visibility=visibility, rating=rating)
    by_all = of_post(STRANGERS, here, Eyes(signed_in=True), status=status, visibility=visibility, rating=rating)
    return Glimpse(author_id, handle, rating, seen, by_all.in_feeds)


def is_public(post: Post, author: Account) -> bool:
    """Whether it is for everybody's eyes, those of signed-in people at least: then anybody may fetch its pictures."""
    seen = of_post(STRANGERS, standing(author), Eyes(signed_in=True), status=post.status, visibility=post.visibility, rating=post.rating)
    return seen.in_feeds


def shown_posts(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Which posts lists that others have made show this viewer. The query joins each post with its author's `Account`."""
    me = viewer.account_id
    here = and_(*_here(), col(Post.status) == "published")
    for_all = and_(col(Post.visibility).in_(["public", "unlisted"]), ~col(Account.private))
    if me is None:
        return [here, for_all, col(Post.rating) == "general"]
    for_some = and_(col(Post.visibility).in_(["public", "unlisted", "followers"]), audience_ties.follows(me, col(Post.account_id)))
    others = and_(here, or_(for_all, for_some), *([~audience_ties.apart(me, col(Post.account_id)), *_chosen(me)] if viewer.hides else []))
    return [or_(col(Post.account_id) == me, others)]


def profile_posts(viewer: Viewer, between: Relation) -> list[ColumnElement[bool]]:
    """Which posts an author's own page lists, once it is known that the viewer sees what that page lists (`of_lists`)."""
    listed = cast("ColumnElement[bool]", CIRCLE if between.same or between.follows else PUBLIC)
    if viewer.account_id is None:
        return [listed, col(Post.rating) == "general"]
    return [listed, *_chosen(viewer.account_id)] if viewer.hides and not between.same else [listed]


def feed_posts(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Which posts everybody's feeds show this viewer; the query joins each with its author's `Account`.

    What is for followers only is in none of them, so that they are walked in the order of one index. Who hides nobody, and is hidden from nobody, pays for
    nothing.
    """
    open_to_all = col(Account.private).is_not(true())  # holds without an account too, so that an outer join stays one
    for_everybody = [cast("ColumnElement[bool]", PUBLIC), *_here(), open_to_all]
    if viewer.account_id is None:
        return [*for_everybody, col(Post.rating) == "general"]
    return [*for_everybody, *_unhidden(viewer.account_id)] if viewer.hides else for_everybody


def followed_posts(me: BindParameter[int], *, hides: bool, reposted: ColumnElement[bool] | None = None) -> list[ColumnElement[bool]]:
    """Which posts the feed of whom one follows shows `me`: theirs, one's own and, of those for everybody, what somebody has `reposted` whom they follow
    and hear of (`audience_reposts`). The query joins each with its author's `Account`.

    Following is looked up and not asked as `EXISTS`: PostgreSQL then knows one way only, keeps it for everybody, and plans no page anew.
    """
    tie = select(col(Follow.followee_id)).where(col(Follow.follower_id) == me, col(Follow.followee_id) == col(Post.account_id)).correlate(Post)
    theirs = or_(col(Post.account_id) == me, tie.scalar_subquery().is_not(None))
    if reposted is not None:
        theirs = or_(theirs, and_(col(Post.visibility) == "public", col(Account.private).is_not(true()), reposted))
    return [cast("ColumnElement[bool]", CIRCLE), *_here(), theirs, *(_unhidden(me) if hides else [])]


def people(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Which accounts a list of people shows this viewer."""
    if viewer.account_id is None or not viewer.hides:
        return _here()
    return [*_here(), ~audience_ties.apart(viewer.account_id, col(Account.id))]


def comments(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Which comments a thread shows this viewer as far as reports and moderators decide it: their own, and what is neither held nor reported by them."""
    me = viewer.account_id
    if me is None:
        return [col(Comment.held) == ""]
    held = or_(col(Comment.held) == "", col(Comment.account_id) == me)
    return [held, ~exists().where(col(Report.reporter_id) == me, col(Report.comment_id) == col(Comment.id))] if viewer.hides else [held]


def unseen(viewer: Viewer) -> CompoundSelect[int]:
    """The ids of the accounts that `people` leaves out: few, so that a count is made right by taking away what is theirs."""
    away = [select(col(Account.id)).where(moment > LONG_AGO) for moment in (col(Account.delete_at), col(Account.suspended_until))]
    if viewer.account_id is None or not viewer.hides:
        return union_all(*away)
    me = viewer.account_id
    blocks = select(col(Block.blocked_id)).where(col(Block.account_id) == me)
    return union_all(*away, blocks, select(col(Block.account_id)).where(col(Block.blocked_id) == me))


def heard(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Whose doings the viewer is told of: of all people but those they have muted."""
    if viewer.account_id is None or not viewer.hides:
        return people(viewer)
    return [*people(viewer), ~audience_ties.mutes(viewer.account_id, col(Account.id))]


def unheard(whose: BindParameter[int], who: BindParameter[int]) -> ColumnElement[bool]:
    """Nothing of what `who` does is told to `whose` account: a block stands between the two, or they have muted them."""
    return or_(audience_ties.apart(whose, who), audience_ties.mutes(whose, who))


def muted_tag(whose: BindParameter[int], post: BindParameter[int]) -> ColumnElement[bool]:
    """It is somebody else's post and has a tag that this account has muted."""
    tagged = and_(col(PostTag.post_id) == post, col(PostTag.account_id) != whose)
    return exists().where(tagged, col(MutedTag.tag) == col(PostTag.tag), col(MutedTag.account_id) == whose, audience_ties.lasts(col(MutedTag.until)))


def _relation(ties: Any) -> Relation:
    follows, follows_back, blocks, blocked, mutes = map(bool, ties)
    return Relation(follows=follows, follows_back=follows_back, blocks=blocks, blocked=blocked, mutes=mutes)


def _here() -> list[ColumnElement[bool]]:
    """The account is not away."""
    return [col(Account.delete_at).is_(None), col(Account.suspended_until).is_(None)]


def _unhidden(me: Whose) -> list[ColumnElement[bool]]:
    """Nothing of what the viewer keeps out of their feeds, or who keeps out of theirs."""
    author = col(Post.account_id)
    return [~audience_ties.apart(me, author), ~audience_ties.mutes(me, author), ~audience_ties.mutes_a_tag(me), *_chosen(me)]


def _chosen(me: Whose) -> list[ColumnElement[bool]]:
    """Neither reported by the viewer nor of a rating that they don't want; nobody keeps their own from themselves."""
    viewer = aliased(Account)
    rated = col(Post.rating)
    unwanted = or_(and_(rated == "suggestive", col(viewer.suggestive) == "hide"), and_(rated != "suggestive", col(viewer.mature) == "hide"))
    wanted = or_(rated == "general", col(Post.account_id) == me, ~exists().where(col(viewer.id) == me, unwanted))
    return [~audience_ties.reported(me, col(Post.id)), wanted]


def _glimpse() -> Select[*tuple[Any, ...]]:
    me = bindparam("me", type_=BigInteger())
    post = select(col(Account.id), col(Account.handle), col(Post.status), col(Post.visibility), col(Post.rating))
    author = post.add_columns(col(Account.delete_at), col(Account.private), col(Account.suspended_until))
    there = author.join(Post, col(Post.account_id) == col(Account.id)).where(col(Post.id) == bindparam("post", type_=BigInteger()))
    return there.add_columns(audience_ties.reported(me, col(Post.id)), *audience_ties.ties(me, col(Account.id)))


BETWEEN = select(*audience_ties.ties(bindparam("me", type_=BigInteger()), bindparam("other", type_=BigInteger())))
GLIMPSE = _glimpse()
