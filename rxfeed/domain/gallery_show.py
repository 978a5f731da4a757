"""One post for whoever may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session, col, select

from rxfeed.domain import audience_rows, cards, consent, ids, lineage_thread, marks_shown
from rxfeed.domain.audience import Verdict, Why
from rxfeed.domain.audience_rows import Glimpse
from rxfeed.domain.errors import NotAllowed, NotFound, NotSignedIn
from rxfeed.domain.house import House
from rxfeed.domain.tables import Account, Consent, Pin, Post, PostPicture
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import PostCard, PostView


def show(house: House, viewer: Viewer, post_id: str) -> PostView:
    """One post. Raises `NotFound` where there is none for this viewer, `NotSignedIn` where signing in shows it, `NotAllowed` for a blocked author's."""
    number = ids.from_text(post_id)
    with house.database.reading() as session:
        post, account = _find(session, number)
        _must_see(audience_rows.verdict(session, viewer, post, account), post.rating, account.handle)
        return _views(session, [post], marks_shown.marked(house, viewer, [number]), viewer)[0]


def seen(session: Session, viewer: Viewer, number: int) -> tuple[Post, Account, Verdict]:
    """A post that the viewer may see and do something with, its author, and where else it is seen. Raises what `show` raises."""
    post, account = _find(session, number)
    verdict = audience_rows.verdict(session, viewer, post, account)
    _must_see(verdict, post.rating, account.handle)
    if verdict.why is Why.HELD:
        raise _not_there()
    return post, account, verdict


def glimpsed(session: Session, viewer: Viewer, number: int) -> Glimpse:
    """The same for a signed-in viewer by one statement, where nobody wants to know more. Raises what `show` raises."""
    found = audience_rows.glimpse(session, viewer, number)
    if found is None:
        raise _not_there()
    _must_see(found.verdict, found.rating, found.handle)
    return found


def _find(session: Session, number: int) -> tuple[Post, Account]:
    row = session.exec(select(Post, Account).join(Account, col(Account.id) == Post.account_id).where(Post.id == number)).first()
    if row is None:
        raise _not_there()
    return row


def _must_see(verdict: Verdict, rating: str, handle: str) -> None:
    if verdict.see:
        return
    if verdict.why is Why.SIGN_IN:
        raise NotSignedIn("This picture is rated {rating}. Sign in to see it.", rating=rating)
    if verdict.why is Why.BLOCKED:
        raise NotAllowed("You have blocked @{handle}. Unblock them first.", handle=handle)
    if verdict.why is Why.REPORTED:
        raise NotFound("You have reported this picture, so you don't see it any more.")
    raise _not_there()


def _not_there() -> NotFound:
    return NotFound("This picture isn't there, or isn't there any more.")


def _views(session: Session, posts: list[Post], marked: Mapping[int, int], viewer: Viewer) -> list[PostView]:
    numbers = [post.id for post in posts]
    without = lineage_thread.unnamed(session, viewer, numbers)
    built = {key[0]: card for key, card in cards.build(session, numbers).items()}
    made = {number: replace(card, parents=lineage_thread.less(card.parents, without.get(number, ()))) for number, card in built.items()}
    holds = {row.post_id: row for row in session.exec(select(Consent).where(col(Consent.post_id).in_(numbers)).order_by(col(Consent.version)))}
    seeds: dict[int, list[str]] = {}
    for link in session.exec(select(PostPicture).where(col(PostPicture.post_id).in_(numbers)).order_by(col(PostPicture.number))):
        seeds.setdefault(link.post_id, []).append("" if link.seed is None else str(link.seed))
    own = [post.id for post in posts if post.account_id == viewer.account_id]
    first = set(session.exec(select(Pin.post_id).where(col(Pin.post_id).in_(own)))) if own else set()
    views = [_one_view(post, made[post.id], holds[post.id], seeds.get(post.id, []), marked.get(post.id, 0), viewer) for post in posts]
    return [replace(view, pinned=True) if post.id in first else view for post, view in zip(posts, views, strict=True)]


def _one_view(post: Post, card: PostCard, holds: Consent, seeds: list[str], marks: int, viewer: Viewer) -> PostView:
    first = card.pictures[0] if card.pictures else None
    return PostView(
        card=card,
        consent=consent.view(holds),
        quality=post.quality,
        size=f"{first.width} × {first.height}" if first else "",
        seeds=[] if post.prompt_hidden else seeds,
        visibility=post.visibility,
        status=post.status,
        prompt_hidden=post.prompt_hidden,
        mine=post.account_id == viewer.account_id,
        replies=post.replies,
        publish_at=post.publish_at.isoformat() if post.publish_at else "",
        answers=[post.likes, post.reposts, post.comments, post.remixes, marks],
        held_why=post.held_why,
    )
