"""The title of a page whose address names something: what the server has sent with it (`rxfeed/web/head.py`), and in the app the same words."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.vars import VarData

UNTIL_KNOWN: rx.Var[str] = rx.Var('(globalThis.document?.title || "rxfeed")', _var_type=str).guess_type()
"""For `add_page`: the page is called as it was."""


class _Titled(rx.Component):
    """Shows nothing."""

    library = "react"
    tag = "Fragment"
    words: rx.Var[str]

    def add_imports(self) -> dict[str, Any]:
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        data = VarData.merge(self.words._get_all_var_data())  # noqa: SLF001  (how a var says what it needs)
        return [rx.Var(f"useEffect(() => {{ if ({self.words!s}) document.title = {self.words!s}; }}, [{self.words!s}]);", _var_data=data)]

    def _exclude_props(self) -> list[str]:
        return ["words"]


def titled(known: rx.Var[bool], words: rx.Var[str]) -> rx.Component:
    """Part of a page: its title, once that is known."""
    return _Titled.create(words=rx.cond(known, words, "").to(str))
