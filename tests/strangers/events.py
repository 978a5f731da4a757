"""Every event handler that is registered, and calls of it as Reflex makes them."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import reflex as rx
from reflex.istate.data import RouterData
from reflex.utils.format import json_dumps
from reflex_base.event import Event, EventHandler
from reflex_base.event.context import EventContext
from reflex_base.event.processor.base_state_processor import process_event
from reflex_base.registry import RegistrationContext

from rxfeed.domain import session_cookie
from rxfeed.rxfeed import app
from rxfeed.ui.on_demand import begun
from tests.strangers.world import Caller
from tests.ui.visiting import behind

PATIENCE = 0.05
"""Seconds that a handler which watches in the background is left to look."""


@dataclass(frozen=True)
class Registered:
    """A handler of a state, and the pages that open with it."""

    name: str
    state: type[rx.State]
    handler: EventHandler

    @property
    def ours(self) -> bool:
        return self.state.__module__.startswith("rxfeed.") and self.short != "setvar"

    @property
    def short(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def said(self) -> str:
        return f"{self.state.__name__}.{self.short}"

    @cached_property
    def takes(self) -> dict[str, inspect.Parameter]:
        """Its arguments, without the state."""
        return dict(list(inspect.signature(self.handler.fn).parameters.items())[1:])

    def hint(self, argument: str) -> Any:
        return (self.handler._type_hints or {}).get(argument, Any)


def handlers() -> list[Registered]:
    """All that the app answers to, by name."""
    known = RegistrationContext.get().event_handlers
    return [
        Registered(name, one.states[0], one.handler)
        for name, one in sorted(known.items())
        if one.states[0].__module__.startswith(("rxfeed.", "reflex."))
    ]


@dataclass
class Browser:
    """One tab of a caller's, open at an address. What was sent to it is kept."""

    caller: Caller
    path: str = "/"
    query: Mapping[str, str] = field(default_factory=dict)
    told: list[bytes] = field(default_factory=list)
    open: bool = False
    """Whether its page has opened."""

    def __post_init__(self) -> None:
        self.root = begun(rx.State)
        cookie = f"{session_cookie.NAME}={self.caller.cookie}" if self.caller.cookie else ""
        asked = "&".join(f"{name}={value}" for name, value in self.query.items())
        self.router_data = {
            "pathname": self.path, "asPath": f"{self.path}?{asked}" if asked else self.path, "query": dict(self.query), "ip": "198.51.100.9", "token": "t",
            "headers": {"origin": "http://localhost:3000", "cookie": cookie},
        }  # fmt: skip
        self.root.router = RouterData.from_router_data(self.router_data)
        self.root._clean()

    async def send(self, to: Registered, payload: Mapping[str, Any]) -> None:
        """Have the event done to its end. Raises what the handler raises."""
        state = self.root.get_substate(to.state.get_full_name().split("."))
        context = EventContext(
            token="t", state_manager=None, enqueue_impl=self._note_events, emit_delta_impl=self._note, emit_event_impl=self._note_events,  # type: ignore[arg-type]
            router_data=self.router_data,
        )  # fmt: skip
        token = EventContext.set(context)
        try:
            if await app._preprocess(self.root, Event(name=to.name, payload=dict(payload))) is not None:
                return
            if to.handler.is_background:
                await self._for_a_while(process_event(to.handler, dict(payload), behind(state), None))
                await self._note("t", self.root.get_delta())
                self.root._clean()
            else:
                await process_event(to.handler, dict(payload), state, self.root)
        finally:
            EventContext.reset(token)

    async def _for_a_while(self, work: Any) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await work
        except TimeoutError:
            pass

    async def _note(self, _token: str, delta: Mapping[str, Any]) -> None:
        self.told.append(json_dumps(delta).encode())

    async def _note_events(self, _token: str, *events: Event) -> None:
        self.told.extend(repr(event).encode() for event in events)


@cache
def opening(state: type[rx.State]) -> Registered | None:
    """What a page of that state calls first."""
    arriving = [one for one in handlers() if one.short == "arrive"]
    return next((one for one in arriving if issubclass(state, one.state) or issubclass(one.state, state)), None)


@cache
def pages(state: type[rx.State]) -> tuple[str, ...]:
    """Addresses of the pages that open with a handler of that state, with a blank for what they are about."""
    opens = opening(state)
    return tuple(
        "/" + route.replace("index", "")
        for route, events in app._load_events.items()
        if opens and any(getattr(event, "state_full_name", "") == opens.state.get_full_name() for event in events)
    )
