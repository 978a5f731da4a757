"""Who asks, in an HTTP route: from the cookie."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Concatenate, ParamSpec, TypeVar

from starlette.requests import HTTPConnection

from rxfeed import wiring
from rxfeed.domain import session_cookie, sessions
from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.viewer import Viewer

P = ParamSpec("P")
T = TypeVar("T")


async def viewer_of(request: HTTPConnection) -> Viewer:
    """The account, guest or nobody behind a request."""
    browser = browser_of(request)
    return await wiring.house().glance(sessions.recognise, browser.cookie, browser.address)


async def shown_to(request: HTTPConnection, read: Callable[Concatenate[House, Viewer, P], T], *args: P.args, **named: P.kwargs) -> T:
    """What a domain function shows to whoever asks: recognised and answered on one way to the house's threads."""
    return await wiring.house().run(_recognised, browser_of(request), lambda house, viewer: read(house, viewer, *args, **named))


async def shown_at_once(request: HTTPConnection, read: Callable[Concatenate[House, Viewer, P], T], *args: P.args, **named: P.kwargs) -> T:
    """The same for what `House.glance` is for."""
    return await wiring.house().glance(_recognised, browser_of(request), lambda house, viewer: read(house, viewer, *args, **named))


async def maker_of(request: HTTPConnection) -> Viewer:
    """Like `viewer_of`, for what a guest may make too: never nobody. Raises `NotSignedIn` where the browser's session has ended, `LimitReached`."""
    return await wiring.house().run(sessions.welcome_guest, browser_of(request))


async def has_ended(secret: str) -> bool:
    """Whether the session behind a cookie has ended. While the database is away nobody is sent away."""
    with suppress(Unavailable):
        return await wiring.house().run(sessions.has_ended, secret)
    return False


def browser_of(request: HTTPConnection) -> Browser:
    """What a request tells of the browser. The address is the visitor's own, for `Proxies` has put it there."""
    return Browser(
        cookie=session_cookie.read(request.headers.get("cookie", ""), is_secure(request)),
        address=request.client.host if request.client else "",
        user_agent=request.headers.get("user-agent", ""),
    )


def is_secure(request: HTTPConnection) -> bool:
    """Whether the browser came through TLS."""
    return request.scope["scheme"] in {"https", "wss"}


def _recognised(house: House, browser: Browser, read: Callable[[House, Viewer], T]) -> T:
    return read(house, sessions.recognise(house, browser.cookie, browser.address))
