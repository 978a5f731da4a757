"""Every address that the server answers to, found by walking through its door, and requests to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp, Message

from rxfeed.domain import session_cookie
from rxfeed.rxfeed import app
from rxfeed.settings import Settings
from rxfeed.ui.first_paint import drawings
from rxfeed.web import edge
from tests.strangers.arguments import ASKED, FIELD, KNOWN, fields
from tests.strangers.world import Caller

METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
HOME = "http://rxfeed.test"
SHELL = "<!doctype html><html><head><title>{}</title></head><body><main><!--first cards--></main></body></html>"
FIELDS = fields(FIELD, "web")
QUERY = fields(ASKED, "web")


@dataclass(frozen=True)
class Address:
    """A path with its blanks, and the methods that its route names; none where it takes whatever comes."""

    path: str
    methods: frozenset[str] = frozenset()
    compiled: bool = False
    """Whether it is nothing but a page that was built beforehand."""

    def at(self, aim: str, handle: str) -> str:
        """With the blanks filled in."""
        known = {"handle": handle, "width": "640"}
        return re.sub(r"[{\[](\w+)(?::\w+)?[}\]]", lambda blank: known.get(blank[1], aim), self.path)


def door(folder: Path, patch: pytest.MonkeyPatch) -> ASGIApp:
    """The server's app as it is assembled, on pages that are built already."""
    for name in ("index", "__spa-fallback", "404"):
        (folder / f"{name}.html").write_text(SHELL.format(name))
    patch.setattr(edge, "BUILT", folder)
    assert app._api is not None
    return edge.edge(app._api, lambda path: app.router(path) not in {None, "404", "index"}, Settings(data_dir=folder, host="0.0.0.0"), drawings)


def addresses(server: ASGIApp) -> list[Address]:
    """All routes behind the door, and all pages."""
    found = {one.path: one for one in _routes(server, set())}
    for route in app._load_events:
        path = "/" + route.replace("index", "")
        if not any(re.sub(r"{\w+}", "[]", known) == re.sub(r"\[\w+\]", "[]", path) for known in found):
            found[path] = Address(path, frozenset({"GET", "HEAD"}), compiled=True)
    return [found[path] for path in sorted(found)]


def _routes(part: Any, seen: set[int]) -> Iterator[Address]:
    """Through whatever wraps something."""
    if id(part) in seen:
        return
    seen.add(id(part))
    for route in part.routes if isinstance(getattr(part, "routes", None), list) else []:
        if isinstance(route, Route):
            yield Address(route.path, frozenset(route.methods or ()))
        elif isinstance(route, Mount):
            yield Address(f"{route.path}/")
    inner = vars(part).values() if type(part).__module__.startswith("rxfeed.") else []
    for one in inner:
        if callable(one) and (isinstance(one, Router) or hasattr(one, "routes") or type(one).__module__.startswith("rxfeed.")):
            yield from _routes(one, seen)


@dataclass(frozen=True)
class Request:
    """What is sent to an address: a path as it is, fields in the address and in a form."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: bytes = b""
    kind: str = "application/x-www-form-urlencoded"
    accept: str = "text/html"

    async def send(self, server: ASGIApp, caller: Caller) -> tuple[int, bytes]:
        """Status, and everything that came back with it. Raises what no route has answered to."""
        cookie = [(b"cookie", f"{session_cookie.NAME}={caller.cookie}".encode())] if caller.cookie else []
        named = {"host": "rxfeed.test", "origin": HOME, "accept": self.accept, "content-type": self.kind, "content-length": str(len(self.form))}
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "method": self.method, "path": self.path, "root_path": "",
            "raw_path": quote(self.path).encode(), "query_string": urlencode(self.query).encode(), "client": ("198.51.100.9", 5000),
            "server": ("rxfeed.test", 80), "headers": [*((name.encode(), value.encode()) for name, value in named.items()), *cookie],
        }  # fmt: skip
        said: list[Message] = []
        bodies = iter([{"type": "http.request", "body": self.form, "more_body": False}])

        async def receive() -> Message:
            return next(bodies, {"type": "http.disconnect"})

        async def send(message: Message) -> None:
            said.append(message)

        await server(scope, receive, send)
        return said[0]["status"], b"".join(repr(one.get("headers", "")).encode() + one.get("body", b"") for one in said)


def requests(address: Address, method: str, aims: Mapping[str, str], junk: Mapping[str, Any]) -> Iterator[Request]:
    """What is asked there: in earnest about each of the owner's things, and nonsense. A method that the route doesn't name is tried once."""
    named = method == "GET" or (method != "HEAD" and (not address.methods or method in address.methods))
    if address.compiled or not named:
        yield Request(method, address.at(aims["picture"], aims["handle"]), dict.fromkeys(QUERY, "x"))
        return
    for aim in aims.values():
        fields = {name: KNOWN.get(name, aim) for name in FIELDS}
        yield Request(method, address.at(aim, aims["handle"]), {name: KNOWN.get(name, aim) for name in QUERY}, b"" if method == "GET" else _form(fields))
    for odd in junk.values():
        text = str(odd).encode("utf-8", "replace").decode()
        form = b"" if method == "GET" else _form(dict.fromkeys(FIELDS, text))
        yield Request(method, address.at(text, text), dict.fromkeys(QUERY, text[:5_000]), form, accept="application/json")
        if method != "GET":
            yield Request(method, address.at("x", "x"), form=text.encode(), kind="multipart/form-data")


def _form(named: Mapping[str, str]) -> bytes:
    return urlencode(named).encode()
