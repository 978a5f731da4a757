"""A browser for routes: asks the whole edge (origin, limits, headers) without a network, with a real session's cookie."""

from __future__ import annotations

from pathlib import Path

import httpx
from starlette.types import Receive, Scope, Send

from rxfeed.domain import session_cookie, sessions
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.viewer import Viewer
from rxfeed.settings import Settings
from rxfeed.ui.first_paint import drawings
from rxfeed.web.edge import edge
from tests.making import person

HOME = "http://rxfeed.test"


def browser(cookie: str = "", origin: str = HOME) -> httpx.AsyncClient:
    """One that sends this cookie and comes from our own pages."""
    app = edge(_no_reflex, lambda path: False, Settings(data_dir=Path("unused"), host="0.0.0.0"), drawings)
    headers = {"origin": origin} | ({"cookie": f"{session_cookie.NAME}={cookie}"} if cookie else {})
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOME, headers=headers)


def signed_in(house: House) -> tuple[httpx.AsyncClient, Viewer]:
    """A new account's browser."""
    me = person(house)
    with house.database.writing() as session:
        return browser(sessions.start(house, session, me.require_account(), Browser())), me


def guests(house: House) -> tuple[httpx.AsyncClient, Viewer]:
    """A guest's browser that has made something before."""
    cookie = session_cookie.mint()
    return browser(cookie), sessions.welcome_guest(house, Browser(cookie, "127.0.0.1"))


async def _no_reflex(scope: Scope, receive: Receive, send: Send) -> None:
    raise AssertionError(f"Reflex was asked for {scope['path']}")
