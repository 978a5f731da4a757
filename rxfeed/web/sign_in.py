"""Signing up, in and out, and whatever else changes who a browser is.

Only an HTTP answer can set an httpOnly cookie, so these are forms that are posted: by the page's own code, which wants JSON and shows errors beside the fields,
or by the browser alone, which is sent on. That they come from our own pages is seen to by `web/origin.py`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial, wraps
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from rxfeed import wiring
from rxfeed.domain import accounts, session_cookie, sessions
from rxfeed.domain.errors import Invalid, RxfeedError
from rxfeed.domain.ways import local
from rxfeed.web.errors import told
from rxfeed.web.viewers import browser_of, is_secure, maker_of, viewer_of

Form = dict[str, str]
FIELDS = 20
"""More than any of the forms has."""
_hashing = ThreadPoolExecutor(4, thread_name_prefix="sign-in")
"""Whoever waits for a password waits here, so that a rush of sign-ins leaves the house's threads to everybody else. Starts no thread before it is used."""


def posted(handler: Callable[[Request, Form], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """A route that gets the form's fields and may raise domain errors."""

    @wraps(handler)
    async def answering(request: Request) -> Response:
        try:
            answer = await handler(request, await _fields(request))
        except RxfeedError as error:
            answer = told(error) if _wants_json(request) else PlainTextResponse(str(error), error.status)
        answer.headers["cache-control"] = "no-store"
        return answer

    return answering


@posted
async def sign_up(request: Request, form: Form) -> Response:
    """`handle`, `password`, `setup_code` where one is needed, `next`."""
    cookie = await slowly(accounts.sign_up, browser_of(request), form.get("handle", ""), form.get("password", ""), form.get("setup_code", ""))
    return _entered(request, cookie, form.get("next", ""))


@posted
async def sign_in(request: Request, form: Form) -> Response:
    """`handle`, `password`, `next`. Where the account asks for a passkey after the password, its page comes first."""
    cookie = await slowly(accounts.sign_in, browser_of(request), form.get("handle", ""), form.get("password", ""))
    if not cookie:
        return done(request, f"/sign-in/passkey?next={quote(local(form.get('next', '')))}")
    return await come_in(request, cookie, form.get("next", ""))


@posted
async def sign_out(request: Request, form: Form) -> Response:
    """Always works, also twice."""
    await wiring.house().run(sessions.end, browser_of(request).cookie)
    return _entered(request, "", form.get("next", ""))


@posted
async def welcome_guest(request: Request, form: Form) -> Response:
    """Write down the guest behind the browser's cookie. Nobody is sent anywhere: the page goes on."""
    await maker_of(request)
    return Response(None, 204)


@posted
async def change_password(request: Request, form: Form) -> Response:
    """`old_password`, `password`. Every other browser of the account is signed out."""
    await slowly(accounts.change_password, await viewer_of(request), browser_of(request), form.get("old_password", ""), form.get("password", ""))
    return done(request, "/settings/sign-in")


@posted
async def delete(request: Request, form: Form) -> Response:
    """`password`. The account can be had back for 30 days by signing in."""
    await slowly(accounts.delete_account, await viewer_of(request), form.get("password", ""))
    return _entered(request, "", "/")


@posted
async def keep(request: Request, form: Form) -> Response:
    """Change one's mind about leaving."""
    await wiring.house().run(accounts.keep_account, await viewer_of(request))
    return done(request, "/settings")


async def come_in(request: Request, cookie: str, way: str) -> Response:
    """On, signed in. Who is about to leave is shown the way back first."""
    viewer = await wiring.house().run(sessions.recognise, cookie, browser_of(request).address)
    mine = await wiring.house().run(accounts.account, viewer)
    return _entered(request, cookie, "/settings" if mine.delete_on else way)


async def slowly(work: Callable[..., Any], *arguments: Any) -> Any:
    """A domain call that hashes a password."""
    return await asyncio.get_running_loop().run_in_executor(_hashing, partial(work, wiring.house(), *arguments))


def done(request: Request, way: str) -> Response:
    """The page's own code goes where it is told, once it has shown what it has to show; a browser alone is sent there."""
    return JSONResponse({"next": local(way)}) if _wants_json(request) else RedirectResponse(local(way), 303)


async def _fields(request: Request) -> Form:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if body and kind != "application/x-www-form-urlencoded":
        raise Invalid("This form could not be read. Load the page again.")
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=FIELDS))
    except ValueError as error:
        raise Invalid("This form could not be read. Load the page again.") from error


def _entered(request: Request, cookie: str, way: str) -> Response:
    """On, as somebody else: with another cookie, or with none."""
    answer = done(request, way)
    answer.headers["set-cookie"] = session_cookie.lay(cookie, is_secure(request))
    return answer


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


async def first_cookie(request: Request) -> Response:
    """An empty script that brings the browser its cookie: while developing, the pages don't come from us and can't (`web/first_cookie.py`)."""
    answer = Response("", media_type="text/javascript", headers={"cache-control": "no-store"})
    if not browser_of(request).cookie:
        answer.headers.append("set-cookie", session_cookie.lay(session_cookie.mint(), is_secure(request)))
    return answer


routes = [
    Route("/session/cookie.js", first_cookie, methods=["GET"]),
    Route("/session/sign-up", sign_up, methods=["POST"]),
    Route("/session/sign-in", sign_in, methods=["POST"]),
    Route("/session/end", sign_out, methods=["POST"]),
    Route("/session/guest", welcome_guest, methods=["POST"]),
    Route("/session/change-password", change_password, methods=["POST"]),
    Route("/session/delete", delete, methods=["POST"]),
    Route("/session/keep", keep, methods=["POST"]),
]
