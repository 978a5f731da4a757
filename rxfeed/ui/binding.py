"""Who asks, in an event handler: always from the cookie that came with the socket, never from the event's arguments."""

from __future__ import annotations

from functools import lru_cache

import reflex as rx

from rxfeed import wiring
from rxfeed.domain import session_cookie, sessions
from rxfeed.domain.sessions import Browser
from rxfeed.domain.viewer import Viewer


async def viewer_of(state: rx.State) -> Viewer:
    """The account, guest or nobody behind the event. Looked up each time, so that a session that has ended ends here too."""
    return await wiring.house().glance(sessions.recognise, cookie_of(state), address_of(state))


async def maker_of(state: rx.State) -> Viewer:
    """Like `viewer_of`, for what a guest may make too: never nobody. Raises `NotSignedIn` where the browser's session has ended, `LimitReached`."""
    return await wiring.house().run(sessions.welcome_guest, Browser(cookie_of(state), address_of(state)))


def cookie_of(state: rx.State) -> str:
    """The session's secret. The headers are those with which the socket was opened: signing in and out load the page anew.

    Under whichever name: `web/bound_socket.py` has let through only the one that holds for the way the socket came.
    """
    return _cookie(state.get_value("rx_router_headers").cookie)  # `state.router` is put together anew at each look


def address_of(state: rx.State) -> str:
    """Where the browser is, seen through the proxies that the settings trust."""
    return str(state.get_value("rx_router_session").client_ip)


@lru_cache(maxsize=1_000)
def _cookie(cookies: str) -> str:
    return session_cookie.read(cookies, secure=True) or session_cookie.read(cookies, secure=False)
