"""A browser's state as an event handler finds it: with the cookie of whoever looks, at the address they look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

import pytest
import reflex as rx
import wrapt
from reflex.istate.data import RouterData

from rxfeed import wiring
from rxfeed.domain import session_cookie, sessions
from rxfeed.domain.errors import Unavailable
from rxfeed.domain.house import House
from rxfeed.domain.sessions import Browser
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.here import Here
from rxfeed.ui.on_demand import begun

S = TypeVar("S", bound=rx.State)


def visit(monkeypatch: pytest.MonkeyPatch, house: House, kind: type[S], viewer: Viewer, path: str, route: str = "", **params: str) -> S:
    """The state of that kind in a browser of the viewer's, open at `path`."""
    monkeypatch.setattr(wiring, "_open", house)
    root = begun(rx.State)
    state = root.get_substate(kind.get_full_name().split("."))
    assert isinstance(state, kind)
    headers = {"origin": "http://localhost:3000", "cookie": _cookie(house, viewer)}
    root.router = RouterData.from_router_data({"pathname": route or path, "asPath": path, "query": params, "headers": headers, "ip": "127.0.0.1", "token": "t"})
    return state


class Away:
    """`domain.ports.Database` that does not answer."""

    dialect = "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Any]:
        raise Unavailable("The database does not answer. Nothing was changed; try again in a moment.")
        yield

    writing = reading

    def rows(self, *_: object, **__: object) -> Any:
        raise Unavailable("The database does not answer. Nothing was changed; try again in a moment.")


def go_away(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    """The database of the house that pages ask doesn't answer from now on."""
    monkeypatch.setattr(wiring, "_open", replace(house, database=Away()))  # type: ignore[arg-type]


async def told_anew(page: rx.State) -> None:
    """Its socket has come back: what it does on arriving it does again."""
    (await page.get_state(Here))._again = True


def behind(state: S) -> Any:
    """The state as a background handler gets it, without anybody else who may hold it: `await Page.handler.fn(behind(page), …)`."""
    return _Behind(state)


class _Behind(wrapt.ObjectProxy):  # type: ignore[misc]
    async def __aenter__(self) -> _Behind:
        return self

    async def __aexit__(self, *_: object) -> None:
        return


def _cookie(house: House, viewer: Viewer) -> str:
    if viewer.account_id is None:
        return ""
    with house.database.writing() as session:
        secret = sessions.start(house, session, viewer.account_id, Browser(address="127.0.0.1"))
    return f"{session_cookie.name(secure=False)}={secret}"
