"""Whatever a browser sends as an event's arguments fits what its handler takes, or the event is none.

Everybody can open a socket and send anything; our own pages send what the handlers' types say. Here it is seen to for all of them at once, so that no handler
need ask whether a form is a form.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, get_args, get_origin

import reflex as rx
from reflex.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event, EventHandler
from reflex_base.registry import RegistrationContext

log = logging.getLogger(__name__)
KINDS: dict[Any, tuple[type, ...]] = {str: (str,), bool: (bool,), int: (int, float, str), float: (int, float, str), dict: (dict,), list: (list,)}
"""What JSON may bring for a type; Reflex makes numbers of figures. Other types take anything."""


class Fitting(Middleware):
    """Before every event, of all states."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """An empty answer, which ends the event, where it fits nothing."""
        known = RegistrationContext.get().event_handlers.get(event.name)
        if known is None or fits(known.handler, event.payload):
            return None
        given = ", ".join(f"{name[:40]} {type(value).__name__}" for name, value in event.payload.items())
        log.warning("%s is not called with what doesn't fit: %s", event.name, given[:400])
        return StateUpdate()


def fits(handler: EventHandler, payload: Mapping[str, Any]) -> bool:
    """Whether the handler can be called with these arguments, and whether all text in them can be written down."""
    takes = _takes(handler)
    there = set(payload) <= set(takes) and all(name in payload for name, (_, needed) in takes.items() if needed)
    return there and all(_is_one(payload[name], takes[name][0]) for name in payload) and _can_be_written(payload)


@lru_cache(maxsize=1000)
def _takes(handler: EventHandler) -> dict[str, tuple[tuple[type, ...], bool]]:
    """For each argument what it may be, and whether it has to be there."""
    hints = handler._type_hints or {}  # noqa: SLF001 -- as Reflex itself reads them before each call
    parameters = list(inspect.signature(handler.fn).parameters.values())[1:]
    return {one.name: (_kinds(hints.get(one.name, Any)), one.default is one.empty) for one in parameters}


def _kinds(hint: Any) -> tuple[type, ...]:
    options = get_args(hint) if type(None) in get_args(hint) else (hint,)
    found: list[type] = []
    for option in options:
        found += (type(None),) if option is type(None) else KINDS.get(get_origin(option) or option, (object,))
    return tuple(found)


def _is_one(value: Any, kinds: tuple[type, ...]) -> bool:
    return isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds and object not in kinds)


def _can_be_written(value: Any) -> bool:
    try:
        for text in _texts(value):
            text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from (str(name), *_texts(one))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
