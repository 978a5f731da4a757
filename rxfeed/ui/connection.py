"""What one reads on every page while the server can't be reached: presses wait, and nothing else would say so."""

from __future__ import annotations

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData
from reflex_components_core.core.banner import has_connection_errors

from rxfeed.ui.components.icons import icon
from rxfeed.ui.words import say

_BOTH = "const both = (by) => ['online', 'offline'].map((name) => by(name, hear))"
_HEAR = f"(hear) => {{ {_BOTH}; both(addEventListener); return () => both(removeEventListener); }}"
_HOOK = f"const offline = useSyncExternalStore({_HEAR}, () => !navigator.onLine, () => false);"
_OFFLINE = rx.Var("offline", _var_type=bool, _var_data=VarData(imports={"react": [ImportVar(tag="useSyncExternalStore")]}, hooks={_HOOK: None})).to(bool)
"""The browser says so itself; Reflex then hangs up (`assets/store.js`), which counts as no error."""


@rx.memo
def connection() -> rx.Component:
    """A line above the bottom of the page."""
    words = rx.el.p(icon("warning"), say("There is no connection. What you press and send goes out once there is one."), class_name=_LINE)
    return rx.el.div(rx.cond(_OFFLINE | has_connection_errors, words, rx.fragment()), role="status", class_name=_PLACE)


_PLACE = "fixed z-20 inset-x-4 bottom-20 md:bottom-6 flex justify-center pointer-events-none"
_LINE = "arrive flex items-center gap-2.5 px-4 py-2.5 rounded-md bg-ink text-paper text-sm font-medium text-balance"
