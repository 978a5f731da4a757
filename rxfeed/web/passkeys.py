"""Passkeys over HTTP: what the browser is to ask of them, and what is done with their answers.

The page's own code (`assets/session_form.js`) fetches the options, lets the device answer, and posts the answer with the form that it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rxfeed import wiring
from rxfeed.domain import passkeys
from rxfeed.domain.errors import Invalid
from rxfeed.web.sign_in import Form, come_in, done, posted, slowly
from rxfeed.web.viewers import browser_of, viewer_of

QUESTIONS: dict[str, Callable[..., dict[str, Any]]] = {"confirm": passkeys.to_confirm, "enrol": passkeys.to_enrol}
"""Those of who is signed in; the other two are anybody's."""
DOORS: dict[str, Callable[..., dict[str, Any]]] = {"enter": passkeys.to_enter, "follow": passkeys.to_follow}


@posted
async def options(request: Request, form: Form) -> Response:
    """`purpose`: `enter`, `follow`, `confirm` or `enrol`."""
    purpose, browser, run = form.get("purpose", ""), browser_of(request), wiring.house().run
    if purpose in DOORS:
        return JSONResponse(await run(DOORS[purpose], browser, _origin(request)))
    if purpose in QUESTIONS:
        return JSONResponse(await run(QUESTIONS[purpose], await viewer_of(request), browser.cookie, _origin(request)))
    raise Invalid("This form could not be read. Load the page again.")


@posted
async def enter(request: Request, form: Form) -> Response:
    """`answer`, `next`: in without a password."""
    cookie = await wiring.house().run(passkeys.enter, browser_of(request), _origin(request), form.get("answer", ""))
    return await come_in(request, cookie, form.get("next", ""))


@posted
async def follow(request: Request, form: Form) -> Response:
    """`answer`, `next`: the step after the password."""
    cookie = await wiring.house().run(passkeys.follow, browser_of(request), _origin(request), form.get("answer", ""))
    return await come_in(request, cookie, form.get("next", ""))


@posted
async def recover(request: Request, form: Form) -> Response:
    """`code`, `next`: the same step, without the key."""
    cookie = await wiring.house().run(passkeys.recover, browser_of(request), form.get("code", ""))
    return await come_in(request, cookie, form.get("next", ""))


@posted
async def confirm(request: Request, form: Form) -> Response:
    """`answer`: it is still the same person."""
    cookie, viewer = browser_of(request).cookie, await viewer_of(request)
    await wiring.house().run(passkeys.confirm, viewer, cookie, _origin(request), form.get("answer", ""))
    return done(request, "/settings/sign-in")


@posted
async def confirm_by_password(request: Request, form: Form) -> Response:
    """`password`: the same."""
    await slowly(passkeys.confirm_by_password, await viewer_of(request), browser_of(request).cookie, form.get("password", ""))
    return done(request, "/settings/sign-in")


@posted
async def enrol(request: Request, form: Form) -> Response:
    """`answer`, `name`: a new key."""
    cookie, viewer = browser_of(request).cookie, await viewer_of(request)
    await wiring.house().run(passkeys.enrol, viewer, cookie, _origin(request), form.get("answer", ""), form.get("name", ""))
    return done(request, "/settings/sign-in")


def _origin(request: Request) -> str:
    """One of our own: `web/origin.py` has seen to it."""
    return request.headers.get("origin", "")


routes = [
    Route("/session/passkey/options", options, methods=["POST"]),
    Route("/session/passkey/enter", enter, methods=["POST"]),
    Route("/session/passkey/follow", follow, methods=["POST"]),
    Route("/session/passkey/recover", recover, methods=["POST"]),
    Route("/session/passkey/confirm", confirm, methods=["POST"]),
    Route("/session/passkey/enrol", enrol, methods=["POST"]),
    Route("/session/confirm", confirm_by_password, methods=["POST"]),
]
