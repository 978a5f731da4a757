"""What is asked and answered about remixing a post, for whoever looks at it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from rxfeed.domain import cursors, gallery_show, ids
from rxfeed.domain.audience_rows import people
from rxfeed.domain.errors import NotFound
from rxfeed.domain.house import House
from rxfeed.domain.permission_rows import may_ask, permission, refusal, widens
from rxfeed.domain.pictures_view import public_address
from rxfeed.domain.remix_requests_asking import author_of
from rxfeed.domain.tables import Account, RemixRequest
from rxfeed.domain.viewer import Viewer
from rxfeed.domain.views import AuthorView

PAGE = 20


@dataclass(frozen=True)
class AskView:
    """Whether the viewer may remix a post, and if not, whether asking can help."""

    allowed: bool = False
    why: str = ""
    """Message id of the reason, with the blank `{handle}`."""
    handle: str = ""
    may_ask: bool = False
    asked: str = ""
    """As a `RemixRequest`'s status; empty where they haven't."""
    wider: bool = False
    """What they ask for is to be shown to more people than the post is."""
    message: str = ""


@dataclass(frozen=True)
class RequestView:
    """Somebody has asked."""

    who: AuthorView = field(default_factory=AuthorView)
    message: str = ""
    status: str = ""
    wider: bool = False
    asked_at: str = ""


@dataclass(frozen=True, slots=True)
class RequestPage:
    """`next` continues it and is empty at the end."""

    requests: list[RequestView]
    next: str


def look(house: House, viewer: Viewer, post_id: str) -> AskView:
    """Raises what `gallery_show.show` raises. Guests are to sign in: they may ask for nothing."""
    number = ids.from_text(post_id)
    with house.database.reading() as session:
        post, author, _ = gallery_show.seen(session, viewer, number)
        may = permission(session, viewer, post, author)
        row = _own(session, viewer, number)
        return AskView(
            allowed=may.allowed,
            why="" if may.allowed else refusal(may.why, author.handle).message,
            handle=author.handle,
            may_ask=viewer.signed_in and may_ask(session, viewer, post, author, may),
            asked=row.status if row is not None else "",
            wider=widens(post, author),
            message=row.message if row is not None else "",
        )


def of_post(house: House, viewer: Viewer, post_id: str, cursor: str = "") -> RequestPage:
    """Who has asked about a post of the viewer's, the newest first. Raises `NotSignedIn`, `NotFound`, `Invalid` for a cursor that isn't one. Two queries."""
    me, number = viewer.require_reader(), ids.from_text(post_id)
    query = (
        select(RemixRequest, Account)
        .join(Account, col(Account.id) == col(RemixRequest.asker_id))
        .where(RemixRequest.post_id == number, *people(viewer))
        .order_by(col(RemixRequest.asked_at).desc(), col(RemixRequest.id).desc())
    )
    if cursor:
        query = query.where(tuple_(col(RemixRequest.asked_at), col(RemixRequest.id)) < cursors.decode(cursor, f"requests for {number}"))
    with house.database.reading() as session:
        if author_of(session, number) != me:
            raise NotFound("This picture isn't there, or isn't there any more.")
        found = list(session.exec(query.limit(PAGE + 1)))
    shown, rest = cursors.page(found, PAGE, lambda row: cursors.encode(row[0].asked_at, row[0].id, f"requests for {number}"))
    return RequestPage([_view(row, asker) for row, asker in shown], rest)


def _own(session: Session, viewer: Viewer, post_id: int) -> RemixRequest | None:
    if viewer.account_id is None:
        return None
    return session.exec(select(RemixRequest).where(RemixRequest.post_id == post_id, RemixRequest.asker_id == viewer.account_id)).first()


def _view(row: RemixRequest, asker: Account) -> RequestView:
    face = public_address(asker.avatar_name, 96) if asker.avatar_name else ""
    who = AuthorView(asker.handle, asker.display_name or asker.handle, face, asker.is_sample)
    return RequestView(who, row.message, row.status, row.widens or row.status == "wider", row.asked_at.isoformat())
