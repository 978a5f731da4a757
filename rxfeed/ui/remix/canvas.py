"""What one paints a mask on. Its library is fetched when it is drawn for the first time, so it stands in a module of its own."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

brush = ClientStateVar.create("brush", default=12)
"""Breadth of the brush, in hundredths of the picture's width: as it is moved, without the server."""
wide = ClientStateVar.create("mask_wide", default=0)
"""Pixels of the surface, once it is drawn: nobody can measure it before."""
SURFACE = "mask-surface"
_WIDTH = f'(document.getElementById("{SURFACE}")?.clientWidth ?? 1)'


def breadth() -> rx.Var[Any]:
    """Of the brush, in pixels of the surface."""
    return brush.value.to(int) / 100 * wide.value.to(int)


def measure() -> rx.Var[Any]:
    """The surface is there."""
    return wide.set_value(rx.Var(_WIDTH))


def _stroke(path: rx.Var[dict[str, Any]], _is_eraser: rx.Var[bool]) -> tuple[rx.Var[dict[str, Any]], rx.Var[int]]:
    """The stroke, and how wide the surface is on this screen: both in its pixels."""
    return path, rx.Var(_WIDTH, _var_type=int).guess_type()


class Canvas(rx.NoSSRComponent):
    """Takes strokes by mouse, finger and pen and shows them at once."""

    library = "react-sketch-canvas@8.0.0"
    tag = "ReactSketchCanvas"
    stroke_width: rx.Var[int]
    stroke_color: rx.Var[str]
    canvas_color: rx.Var[str]
    width: rx.Var[str]
    height: rx.Var[str]
    on_stroke: rx.EventHandler[_stroke]  # type: ignore[type-arg]
