"""The state behind an open page, made as far as the page has touched it.

Reflex makes every state that there is for every page that opens, each with copies of its defaults: half of what an open page took. Here a state is made when it
is first looked for; what nobody has looked for is as its class says, the same for all, and the same that the pages were compiled with.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, ClassVar

from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import TOKEN_TYPE, BaseStateToken, StateToken
from reflex.state import BaseState


class OnDemand(StateManagerMemory):
    """Reflex's own keeper of states in memory, which begins with the root alone."""

    def _get_or_create_state(self, token: StateToken[TOKEN_TYPE]) -> TOKEN_TYPE:
        if token.cache_key not in self.states and isinstance(token, BaseStateToken):
            self.states[token.cache_key] = begun(token.cls.get_root_state())
        return super()._get_or_create_state(token)


def keeper() -> OnDemand:
    """One with nothing in it."""
    kind: Any = OnDemand  # Reflex's deprecated names leave its managers abstract, for whoever only reads their types
    made: OnDemand = kind()
    return made


def begun(kind: type[BaseState], parent: BaseState | None = None) -> BaseState:
    """A state whose parts are still to be made."""
    state = kind(parent, init_substates=False, _reflex_internal_init=True)
    if _parts(kind):
        state.substates = Parts(state)
    return state


class Parts(dict[str, BaseState]):
    """The parts of a state by name, each made when it is asked for. All are in it, and only those that are made are counted."""

    def __init__(self, whole: BaseState) -> None:
        super().__init__()
        self._kinds = _parts(type(whole))
        self._whole = weakref.ref(whole)  # so that whatever is let go is gone at once, and no circle waits for the collector

    def __missing__(self, name: str) -> BaseState:
        part = self[name] = begun(self._kinds[name], self._whole())
        return part

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    def values(self) -> Iterator[Any]:  # type: ignore[override]
        """One for every part. Reflex walks through them to say all that is in a state, and to set it back."""
        for name, kind in self._kinds.items():
            yield self[name] if super().__contains__(name) else _untouched(kind)


class Untouched:
    """What stands in for a part that nobody has touched."""

    substates: ClassVar[dict[str, BaseState]] = {}

    def __init__(self, kind: type[BaseState]) -> None:
        own = kind.get_full_name()
        whole = _defaults(kind.get_root_state())
        self._says = {name: said for name, said in whole.items() if name == own or name.startswith(f"{own}.")}

    def dict(self, **_: object) -> dict[str, dict[str, Any]]:
        """Its vars, and those of its parts, as Reflex names them."""
        return {name: dict(said) for name, said in self._says.items()}

    def reset(self) -> None:
        """It is as it was at first."""

    _reset_client_storage = reset


@cache
def _parts(kind: type[BaseState]) -> Mapping[str, type[BaseState]]:
    return {part.get_name(): part for part in kind.get_substates()}


@cache
def _untouched(kind: type[BaseState]) -> Untouched:
    return Untouched(kind)


@cache
def _defaults(root: type[BaseState]) -> dict[str, dict[str, Any]]:
    return root(_reflex_internal_init=True).dict()
