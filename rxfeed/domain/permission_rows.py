"""What `permission` decides, for rows: may these posts be remixed by this account, and may the remix be published so?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from rxfeed.domain import audience_rows, consent, gallery_show
from rxfeed.domain.errors import Invalid, NotAllowed, NotFound, RxfeedError
from rxfeed.domain.gallery_statuses import PostStatus
from rxfeed.domain.permission import GRANTED, Permission, Refusal, Shown, audience_for, keeps_apart, licence_of_own, licences_for, of_remix
from rxfeed.domain.tables import Account, Consent, Edge, Post, PostPicture, RemixRequest
from rxfeed.domain.viewer import Viewer

MOST = 4
"""Parents of a remix."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """What its author wants for a remix."""

    visibility: str
    licence: str


@dataclass(frozen=True, slots=True)
class ParentRow:
    """A picture that is taken further, with all that its child needs to know."""

    post: Post
    picture: int
    """Which of the post's pictures, from 0."""
    picture_id: int
    author: Account
    licence: str
    """What its child is bound to, which may be less than it says itself: see `permission.licence_of_own`."""
    shown: Shown
    own: bool


def check(session: Session, account_id: int, parents: Sequence[tuple[int, int]], *, publishing: Publishing | None = None) -> list[ParentRow]:
    """These pictures (a post's id and a picture's number, from 0), in the order in which they are given, if this account may remix them now.

    With `publishing` the parents are held until the transaction ends, so that nobody withdraws anything meanwhile; hold no post before. Raises `Invalid` for
    none, more than four, one twice, or an audience or licence that doesn't go with a parent's; `NotFound`, `NotSignedIn` and `NotAllowed` where a parent isn't
    there for this account, or may not be remixed.
    """
    if not 1 <= len(parents) <= MOST:
        raise Invalid("A remix comes of one to {most} pictures.", field="parents", most=MOST)
    if len(set(parents)) != len(parents):
        raise Invalid("The same picture is among them twice.", field="parents")
    if publishing is not None:
        hold(session, [post_id for post_id, _ in parents])
    viewer = Viewer(account_id=account_id, hides=True)
    rows = [_parent(session, viewer, post_id, number) for post_id, number in parents]
    if publishing is not None:
        fits(rows, publishing)
    return rows


def hold(session: Session, post_ids: Sequence[int]) -> None:
    """Until the transaction ends nobody changes these posts, what their authors allow, or how often they are remixed. In the order of ids."""
    session.exec(select(Post.id).where(col(Post.id).in_(post_ids)).order_by(col(Post.id)).with_for_update(key_share=True)).all()


def permission(session: Session, viewer: Viewer, post: Post, author: Account) -> Permission:
    """Whether the viewer may remix a post. At most five queries."""
    between, held = audience_rows.relation(session, viewer, author.id), _consent(session, post.id)
    see, own = audience_rows.verdict(session, viewer, post, author).see, viewer.account_id == author.id
    agreed = not own and answer(session, viewer, post.id) is not None
    return of_remix(relation=between, author=audience_rows.standing(author), see=see, own=own, remix=held.remix, licence=held.licence, accepted=agreed)


def may_ask(session: Session, viewer: Viewer, post: Post, author: Account, may: Permission) -> bool:
    """Whether there is anything to ask its author for: to remix it, or to show the remix to more people than see the post."""
    if may.may_ask:
        return True
    agreed = answer(session, viewer, post.id)
    return may.allowed and author.id != viewer.account_id and widens(post, author) and not (agreed is not None and agreed.widens)


def widens(post: Post, author: Account) -> bool:
    """Whether a remix for everybody would be seen by more people than the post is."""
    return author.private or post.visibility != "public"


def answer(session: Session, viewer: Viewer, post_id: int) -> RemixRequest | None:
    """The viewer's request to remix this post, where its author has said yes to it."""
    asked = select(RemixRequest).where(RemixRequest.post_id == post_id, RemixRequest.asker_id == viewer.account_id)
    return session.exec(asked.where(col(RemixRequest.status).in_(GRANTED))).first()


def row_of(session: Session, viewer: Viewer, post: Post, author: Account, number: int) -> ParentRow:
    """A post that the viewer sees, as the parent of what they make. Raises `NotFound` for a picture that it doesn't have. At most four queries."""
    own = author.id == viewer.account_id
    link = session.get(PostPicture, (post.id, number))
    if link is None:
        raise NotFound("This picture isn't there, or isn't there any more.")
    root = session.exec(select(Edge.number).where(Edge.child_id == post.id).limit(1)).first() is None
    said, asked = _consent(session, post.id).licence, None if own else answer(session, viewer, post.id)
    return ParentRow(
        post=post,
        picture=number,
        picture_id=link.picture_id,
        author=author,
        licence=licence_of_own(said, root=root) if own else said,
        shown=Shown(post.visibility, author.private, own=own, root=root, agreed=asked is not None and asked.widens),
        own=own,
    )


def fits(rows: Sequence[ParentRow], wanted: Publishing) -> None:
    """Raises `Invalid`, with the field, where a parent's audience or licence doesn't allow what is wanted for the child."""
    if wanted.visibility not in audience_for([row.shown for row in rows]):
        _refuse_audience(rows)
    _must_be_licensed(rows, wanted.licence)


def must_fit(session: Session, viewer: Viewer, child: Post, visibility: str | None, decision: consent.Decision | None) -> None:
    """Before a post's audience or licence is changed: those that it came of still bind it. Showing it to fewer people than everybody is always possible.

    Raises `Invalid`, with the field.
    """
    edges = session.exec(select(Edge).where(Edge.child_id == child.id).order_by(col(Edge.number))).all()
    if not edges:
        return
    rows = [row for edge in edges if (row := _bound(session, viewer, edge)) is not None]
    if visibility is not None and child.visibility not in {visibility, "public"} and visibility not in audience_for([row.shown for row in rows]):
        _refuse_audience(rows)
    if decision is not None and decision.licence != _consent(session, child.id).licence:
        _must_be_licensed(rows, decision.licence)


def _bound(session: Session, viewer: Viewer, edge: Edge) -> ParentRow | None:
    """A parent that is still there, whoever may see it."""
    found = session.exec(select(Post, Account).join(Account, col(Account.id) == col(Post.account_id)).where(Post.id == edge.parent_id)).first()
    return row_of(session, viewer, *found, edge.picture) if found is not None else None


def _must_be_licensed(rows: Sequence[ParentRow], licence: str) -> None:
    choice = next((choice for choice in licences_for([row.licence for row in rows]) if choice.id == licence), None)
    if choice is None:
        raise Invalid("Choose a licence.", field="licence")
    if not choice.allowed:
        raise Invalid(choice.why, field="licence", licence=choice.licence)


def _parent(session: Session, viewer: Viewer, post_id: int, number: int) -> ParentRow:
    post, author, _ = gallery_show.seen(session, viewer, post_id)
    if why := why_not(viewer, post, author, permission(session, viewer, post, author)):
        raise why
    return row_of(session, viewer, post, author, number)


def why_not(viewer: Viewer, post: Post, author: Account, may: Permission) -> RxfeedError | None:
    """As a sentence for the viewer, who sees the post; None where they may remix it. One's own posts are remixed as everybody else sees them."""
    if author.id == viewer.account_id and post.status != PostStatus.PUBLISHED:
        return _not_out(post)
    return None if may.allowed else refusal(may.why, author.handle)


def refusal(why: Refusal, handle: str) -> RxfeedError:
    """Why not, as a sentence for who wanted to."""
    match why:
        case Refusal.LICENCE:
            return NotAllowed("@{handle}'s picture is under a licence that allows no remixes.", handle=handle, field="parents")
        case Refusal.ASK:
            return NotAllowed("@{handle} wants to be asked before this picture is remixed.", handle=handle, field="parents")
        case Refusal.NOBODY:
            return NotAllowed("@{handle} lets nobody remix this picture.", handle=handle, field="parents")
        case Refusal.BLOCKED:
            return NotAllowed("You have blocked @{handle}. Unblock them first.", handle=handle, field="parents")
        case _:
            return NotFound("This picture isn't there, or isn't there any more.", field="parents")


def _not_out(post: Post) -> RxfeedError:
    if post.status == PostStatus.BINNED:
        return NotAllowed("This picture of yours is in the bin. Take it out first.", field="parents")
    if post.status == PostStatus.SCHEDULED:
        return NotAllowed("This picture of yours isn't published yet.", field="parents")
    return NotAllowed("The moderators have taken this picture of yours away, so it can't be remixed.", field="parents")


def _refuse_audience(rows: Sequence[ParentRow]) -> None:
    for row in rows:
        if not row.own and not row.shown.agreed and keeps_apart(row.shown):
            handle = row.author.handle
            raise Invalid("@{handle} shows this picture to followers only. Ask them before you publish a remix of it.", field="visibility", handle=handle)
    raise Invalid("A remix is seen by no more people than the pictures it came of. Choose who can see this anew.", field="visibility")


def _consent(session: Session, post_id: int) -> Consent:
    return session.exec(select(Consent).where(Consent.post_id == post_id).order_by(col(Consent.version).desc()).limit(1)).one()
