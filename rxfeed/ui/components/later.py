"""Parts whose code is fetched when they are first drawn, so that the first load of a page doesn't carry them."""

from __future__ import annotations

from functools import cache
from typing import Any

import reflex as rx
from reflex_base.utils.memo_paths import library_and_symbol


def later(memo: Any) -> rx.Component:
    """A memo without properties, drawn as soon as its code is there: within a dialog that is when it first opens.

    Its module is a chunk of its own as long as nothing else names a memo of it.
    """
    definition = memo._definition  # noqa: SLF001  (the memo as Reflex compiles it)
    return _kind(*library_and_symbol(definition.source_module, definition.export_name)).create()


@cache
def _kind(library: str, tag: str) -> type[rx.Component]:
    return type(f"Later{tag}", (rx.NoSSRComponent,), {"library": library, "tag": tag, "__module__": __name__})
