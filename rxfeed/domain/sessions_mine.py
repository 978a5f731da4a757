"""Where an account is signed in: a line for each browser."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from rxfeed.domain import ids, session_cookie
from rxfeed.domain.house import House
from rxfeed.domain.tables import Session
from rxfeed.domain.viewer import Viewer

MOST = 100
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
"""What a user agent says of itself, the more telling first: nearly every one also claims to be Safari, and Android to be Linux."""


@dataclass(frozen=True)
class SessionView:
    """A signed-in browser."""

    id: str
    browser: str
    """`Firefox`; empty where it can't be told."""
    system: str
    address: str
    """An IPv4 address or an IPv6 network; empty where it is not known."""
    since: str
    seen: str
    """ISO 8601, within five minutes."""
    is_here: bool
    """Whether it is the one that asks."""


def mine(house: House, viewer: Viewer, cookie: str) -> list[SessionView]:
    """The browser that asks first, then by their last visit. Raises `NotSignedIn`."""
    living = select(Session).where(Session.account_id == viewer.require_reader(), col(Session.expires_at) > house.clock.now())
    with house.database.reading() as session:
        rows = session.exec(living.order_by(col(Session.seen_at).desc(), col(Session.id).desc()).limit(MOST)).all()
    here = session_cookie.digest(cookie)
    return sorted((_view(row, here) for row in rows), key=lambda view: not view.is_here)


def told(user_agent: str) -> tuple[str, str]:
    """Browser and system, as far as it says. Pure."""
    return tuple(next((name for sign, name in known if sign in user_agent), "") for known in (BROWSERS, SYSTEMS))  # type: ignore[return-value]


def _view(row: Session, here: bytes) -> SessionView:
    since, seen = row.created_at.isoformat(), row.seen_at.isoformat()
    return SessionView(ids.to_text(row.id), *told(row.user_agent), row.address, since, seen, row.token_hash == here)
