"""Whoever calls whatever the server answers to, with whatever they like: nothing of others changes, nothing of theirs is told, and nothing breaks.

Handlers and routes list themselves here. A new one is called like all others; where no argument can be made for it, the test says what it needs.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import pytest
from starlette.types import ASGIApp

from rxfeed.domain.errors import RxfeedError
from tests.strangers import arguments
from tests.strangers.addresses import METHODS, Request, addresses, door, requests
from tests.strangers.events import Browser, Registered, handlers, opening, pages
from tests.strangers.world import Caller, World, world

REFLEXS = {
    "setvar": "sets what has a setter of that name; we give none (`test_no_variable_is_set_from_outside`)",
    "hydrate": "sends the caller's own state", "hydrate_and_load": "the same", "on_load_internal": "calls the page's own handlers, which are all called here",
    "set_is_hydrated": "a flag of the caller's own page",
    "handle_frontend_exception": "writes a line to the log", "update_vars_internal": "sets what the browser keeps itself",
}  # fmt: skip
"""Reflex's own handlers and why they need not be called."""
CALLERS = {"nobody": 0, "guest": 1, "other": 2, "blocked": 3, "suspended": 4}
ABOUT = {"p": "post", "c": "collection"}
"""What the addresses of pages are about, by their first part; others may be about anything."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("strangers")) as world_:
        yield world_


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ASGIApp]:
    with pytest.MonkeyPatch.context() as patch:
        yield door(tmp_path_factory.mktemp("built"), patch)


def test_every_handler_can_be_called() -> None:
    strange = [one.said for one in handlers() if not one.ours and one.short not in REFLEXS]
    assert strange == [], "Say in REFLEXS why these need not be called, or have them called."
    for one in handlers():
        assert one.ours is False or arguments.unknown(one) == [], f"Give the arguments of {one.said} type hints, or a value in `arguments.KNOWN`."


def test_no_variable_is_set_from_outside() -> None:
    states = {one.state for one in handlers()}
    named = {state: {name for name in dir(state) if name.startswith("set_")} - state.event_handlers.keys() - {"set_is_hydrated"} for state in states}
    setters = sorted(f"{state.__name__}.{name}" for state, names in named.items() for name in names)
    assert setters == [], "Reflex's `setvar` lets anybody call these with anything: name them otherwise, or make them handlers."


async def test_arguments_that_are_missing_or_too_many_reach_nothing(made: World) -> None:
    for one in handlers():
        if one.ours:
            browser = Browser(made.callers[2])
            await browser.send(one, {"self": 1, "nothing like it": 2, **dict.fromkeys(one.takes, "x")})
            if any(argument.default is argument.empty for argument in one.takes.values()):
                await browser.send(one, {})
            assert browser.told == [], one.said


@pytest.mark.parametrize("number", CALLERS.values(), ids=list(CALLERS))
async def test_every_handler_keeps_others_things(made: World, number: int) -> None:
    caller, trouble, tabs = made.callers[number], list[str](), dict[Any, Browser]()
    for one in handlers():
        if one.ours:
            trouble += [wrong async for wrong in _called(made, caller, one, tabs)]
    assert not trouble, "\n".join(dict.fromkeys(trouble))


async def _called(made: World, caller: Caller, one: Registered, tabs: dict[Any, Browser]) -> AsyncIterator[str]:
    for path, query in _places(made, caller, one):
        first, known = opening(one.state), (one.state, path, *query.items())
        browser = tabs.get(known) or tabs.setdefault(known, Browser(caller, path, query))
        opened, browser.open = browser.open, True
        if first is not None and not opened:
            async for wrong in _sent(made, browser, first, {}):
                yield wrong
            if first.name == one.name:
                continue
        for payload in _payloads(made, caller, one):
            async for wrong in _sent(made, browser, one, payload):
                yield wrong


async def _sent(made: World, browser: Browser, one: Registered, payload: Mapping[str, Any]) -> AsyncIterator[str]:
    said = f"{one.said}({_short(payload)}) by {browser.caller.name} at {browser.path[:40]}"
    browser.told.clear()
    try:
        await browser.send(one, payload)
    except RxfeedError:
        pass  # a sentence
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is what the test is about
        yield f"{said} raised {error!r}"[:400]
    for answer in browser.told:
        if leaks := made.leaked(answer):
            yield f"{said} told {leaks}: {answer[:2000]!r}"
    for wrong in made.ledger.wrongs(browser.caller.numbers, browser.caller.may):
        yield f"{said}: {wrong}"


def _places(made: World, caller: Caller, one: Registered) -> Iterator[tuple[str, dict[str, str]]]:
    """Where the page may be open: at each of the owner's things that its address can name."""
    page = next(iter(sorted(pages(one.state), key=lambda page: "[" not in page)), "/")
    blank = page.partition("[")[2].partition("]")[0]
    aims = made.aims_of(caller)
    named = [aim for what, aim in aims.items() if ABOUT.get(page.split("/")[1], "") in what]
    if one.takes or blank in {"", "handle"}:
        named = named[:1]
    for aim in aims.values() if one.short == "arrive" else named:
        yield page.replace(f"[{blank}]", aims["handle"] if blank == "handle" else aim), {name: arguments.KNOWN.get(name, aim) for name in arguments.QUERY}


def _payloads(made: World, caller: Caller, one: Registered) -> Iterator[dict[str, Any]]:
    """Each once: where nothing names a thing, it is the same whatever is aimed at."""
    if not one.takes:
        yield {}
        return
    yield from {repr(given): given for aim in made.aims_of(caller).values() if (given := arguments.earnest(one, aim))}.values()
    for junk in caller.junk.values():
        yield from arguments.odd(one, junk)


def _short(payload: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={str(value)[:60]!r}" for name, value in payload.items())


@pytest.mark.parametrize("number", CALLERS.values(), ids=list(CALLERS))
async def test_every_route_keeps_others_things(made: World, server: ASGIApp, number: int) -> None:
    caller, trouble = made.callers[number], list[str]()
    for one in addresses(server):
        for method in METHODS:
            for asked in requests(one, method, made.aims_of(caller), caller.junk):
                trouble += [wrong async for wrong in _asked(made, server, caller, asked)]
    assert not trouble, "\n".join(dict.fromkeys(trouble))


async def _asked(made: World, server: ASGIApp, caller: Caller, asked: Request) -> AsyncIterator[str]:
    said = f"{asked.method} {asked.path[:80]} {str(asked.query)[:80]} {asked.form[:80]!r} by {caller.name}"
    try:
        status, answer = await asked.send(server, caller)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is what the test is about
        yield f"{said} raised {error!r}"[:600]
    else:
        if status >= 500:
            yield f"{said} was answered {status}: {answer[:300]!r}"
        if leaks := made.leaked(answer):
            yield f"{said} told {leaks}: {answer[:1000]!r}"
    for wrong in made.ledger.wrongs(caller.numbers, caller.may):
        yield f"{said}: {wrong}"
