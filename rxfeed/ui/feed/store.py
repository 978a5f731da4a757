"""The browser's store of cards (`assets/store.js`), as vars, events and two unseen components."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.domain.views import PostCard, Reposter

STORE = "$/public/store.js"


@dataclass(frozen=True)
class CardList:
    """What the store knows of a list."""

    cards: list[PostCard] = field(default_factory=list)
    next: str = ""
    status: str = "new"
    """`new`, `loading` (nothing there yet), `growing`, `ready` or `failed`."""
    fresh: int = 0
    """How many new posts wait."""
    many: bool = False
    """Whether there are more of them."""
    reposters: dict[str, Reposter] = field(default_factory=dict)
    """Of the posts that a repost has brought, by their ids."""


@dataclass(frozen=True)
class Listed:
    """A list of cards in the store; asking for it loads its first page from `/api/<name>`, unless the page's HTML has brought it."""

    key: str
    """What the page's script calls it: letters and `_`."""
    address: str
    """JavaScript for its name, which may ask the page's address."""
    tools: tuple[str, ...] = ()
    """Which of the store's functions that takes."""
    libraries: Mapping[str, str] = field(default_factory=dict)
    """And which of others': function by library."""

    @property
    def name(self) -> rx.Var[str]:
        """As the store calls it: its address below `/api/`."""
        return rx.Var(f"name_of_{self.key}", _var_type=str, _var_data=self._data()).guess_type()

    @property
    def found(self) -> rx.Var[CardList]:
        """What the store knows of it."""
        return rx.Var(f"list_{self.key}", _var_type=CardList, _var_data=self._data()).guess_type()

    def more(self) -> rx.event.EventSpec:
        """Load the next page, or try again what failed."""
        return _call("more", self.name)

    def news(self) -> rx.event.EventSpec:
        """Put what is new on top, and go there."""
        return _call("news", self.name)

    def _data(self) -> VarData:
        """One hook names the list and asks for it, for hooks have no promised order."""
        hook = f"const name_of_{self.key} = {self.address}, list_{self.key} = useList(name_of_{self.key});"
        others = {library: [ImportVar(tag=tag)] for library, tag in self.libraries.items()}
        return VarData(imports={**others, STORE: [ImportVar(tag=tag) for tag in ("useList", *self.tools)]}, hooks={hook: None})


def listed(name: str) -> Listed:
    """The list of that name."""
    return Listed(re.sub(r"\W", "_", name), f'"{name}"')


def asked(what: str, otherwise: str) -> rx.Var[str]:
    """What the page's address asks for; empty until that is known."""
    data = VarData(imports={STORE: [ImportVar(tag="useAsked")]}, hooks={f'const asked_{what} = useAsked("{what}", "{otherwise}");': None})
    return rx.Var(f"asked_{what}", _var_type=str, _var_data=data).guess_type()


def forget_all() -> rx.event.EventSpec:
    """Whom or what one doesn't want to see may stand in any list: all are asked for anew."""
    return _call("forget", rx.Var.create(""))


class Sentinel(rx.Component):
    """Stands below a list; when it comes near the screen, the list grows."""

    library = STORE
    tag = "Sentinel"
    list: rx.Var[str]


class LiveSink(rx.Component):
    """Hands what the server pushes to a list of the store; without a name, to all of them."""

    library = STORE
    tag = "LiveSink"
    list: rx.Var[str]
    newest: rx.Var[str]
    count: rx.Var[int]
    gone: rx.Var[list[str]]
    choosy: rx.Var[bool]
    """Whether there is anybody whom the viewer doesn't see: then it is asked how much of the news is for them."""


def _call(function: str, name: rx.Var[str]) -> rx.event.EventSpec:
    data = VarData.merge(VarData(imports={STORE: [ImportVar(tag=function)]}), name._get_all_var_data())  # noqa: SLF001  (how a var passes on what it needs)
    return rx.run_script(rx.Var(f"{function}({name!s})", _var_data=data))
