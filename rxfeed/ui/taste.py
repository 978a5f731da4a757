"""The account's language and appearance on whichever browser it has signed in. What they are is known on the server; only the page can put them on."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.style import color_mode
from reflex.vars import VarData

from rxfeed.ui.here import Here
from rxfeed.ui.words import language


class _Taste(rx.Component):
    """Shows nothing."""

    library = "react"
    tag = "Fragment"

    def add_imports(self) -> dict[str, Any]:
        return {"react": ["useEffect"], "$/public/words.js": ["speak"]}

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        spoken, worn = Here.taste.language, Here.taste.appearance
        needs = VarData.merge(*(var._get_all_var_data() for var in (spoken, worn, language, color_mode)))  # noqa: SLF001  (how a var says what it needs)
        return [
            "const { setColorMode } = useContext(ColorModeContext)",
            rx.Var(f"useEffect(() => {{ if ({spoken!s} && {spoken!s} !== {language!s}) speak({spoken!s}); }}, [{spoken!s}]);", _var_data=needs),
            rx.Var(f"useEffect(() => {{ if ({worn!s}) setColorMode({worn!s}); }}, [{worn!s}]);", _var_data=needs),
        ]


def taste() -> rx.Component:
    """Part of the shell."""
    return _Taste.create()
