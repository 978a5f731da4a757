"""The picture that is shown over the whole page (`assets/keys.js`), as a var, and what opens and moves it. No events: those wait while there is no socket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.domain.views import PictureView, PostCard

KEYS = "$/public/keys.js"


@dataclass(frozen=True)
class Lit:
    """`number`: which of the card's pictures; `near`: the ones before and behind it in the list, without a `src` where there is none."""

    open: bool
    card: PostCard
    picture: PictureView
    number: int
    bare: bool
    """Whether its viewer has lifted its veil already."""
    near: list[PictureView]


LIT: rx.Var[Lit] = rx.Var(
    "lit", _var_type=Lit, _var_data=VarData(imports={KEYS: [ImportVar(tag="useLit")]}, hooks={"const lit = useLit();": None})
).guess_type()


def zoom(card: rx.Var[PostCard], number: rx.Var[int]) -> Any:
    """For `on_click` of a link to the picture's file."""
    return _handler("zoom", f"zoom({card!s}, {number!s})", VarData.merge(card._get_all_var_data(), number._get_all_var_data()))  # noqa: SLF001  (how a var passes on what it needs)


def step(by: int) -> Any:
    """To the next picture, or back."""
    return _handler("step", f"() => step({by})")


def close() -> Any:
    """Away with it."""
    return _handler("dark", "() => dark()")


def _handler(tool: str, script: str, data: VarData | None = None) -> Any:
    needs = VarData.merge(data, VarData(imports={KEYS: [ImportVar(tag=tool)]}))
    return rx.Var(script, _var_type=rx.EventChain, _var_data=needs).guess_type()
