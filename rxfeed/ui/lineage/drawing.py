"""The graph: pictures in columns, thin lines from each to what came of it.

It lies in a region that scrolls, so fingers, wheels, touchpads and arrow keys move it as they move everything else; a mouse drags what is between the
pictures, + and − change the size, and a picture or label that gets the focus comes into sight by itself. Lines are one SVG below, in columns and rows;
pictures and labels are ordinary links and buttons. Sizes follow `--zoom`; letters don't, so that they are never smaller than 12 px.
"""

from __future__ import annotations

from collections.abc import Callable

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex.vars import VarData

from rxfeed.domain.lineage_views import GraphView, SpotView, WayView
from rxfeed.ui.components.controls import Text, go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.lineage_thread import mode_words
from rxfeed.ui.words import say

LEAST, MOST, STEP = 25, 200, 25
"""Of the size, in per cent."""
SCALE = {"--col": "calc(120px * var(--zoom) + 76px)", "--step": "calc(92px * var(--zoom) + 34px)", "--side": "calc(var(--col) * 0.42)"}
LABEL = "absolute -translate-x-1/2 -translate-y-1/2 inline-flex items-center min-h-6 px-1.5 rounded-full bg-sunken text-tiny text-ink-2 whitespace-nowrap"
_ZOOM = "size-10 grid place-items-center rounded-full text-ink-2 hover:text-ink hover:bg-shade disabled:opacity-40"
_FACE = "block size-(--side) rounded-md overflow-hidden bg-line border border-line"
_HERE = "block size-(--side) rounded-md overflow-hidden bg-line outline-2 outline-accent outline-offset-2"


_GRAB: rx.Var[object] = rx.Var(
    "(event) => event.pointerType === 'mouse' && event.button === 0 && event.target !== event.currentTarget && !event.target.closest('a, button')"
    " && event.currentTarget.setPointerCapture(event.pointerId)"
)
"""A press between the pictures holds the sheet until the button is let go, also outside; one on the region itself is one on its scroll bar."""
_DRAG: rx.Var[object] = rx.Var(
    "({currentTarget: sheet, pointerId, movementX, movementY}) => sheet.hasPointerCapture(pointerId) && sheet.scrollBy(-movementX, -movementY)"
)


def drawing(graph: rx.Var[GraphView], label: Callable[[rx.Var[WayView]], rx.Component], *, title: Text, tall: str) -> rx.Component:
    """`label` stands on each line; `tall`: how high the region may be (CSS)."""
    zoom = ClientStateVar.create("zoom", default=100, global_ref=False)
    hooks = VarData.merge(zoom._get_all_var_data())  # noqa: SLF001  (how a var passes its hooks on)
    labels = rx.foreach(graph.ways, lambda way: rx.el.li(label(way), custom_attrs={"style": _place(way.column, way.row)}, class_name="absolute"))
    sheet = rx.el.div(
        _lines(graph),
        rx.el.ul(rx.foreach(graph.spots, _spot), role="list"),
        rx.el.ul(labels, role="list"),
        custom_attrs={"style": {"width": f"calc(var(--col) * {graph.columns})", "height": f"calc(var(--step) * {graph.rows})"}},
        class_name="relative",
    )
    return rx.el.div(
        rx.el.div(
            rx.el.div(sheet, class_name="w-max min-w-full min-h-full p-6"),
            tab_index=0,
            role="region",
            aria_label=title,
            custom_attrs={"style": {"maxHeight": tall}, "onPointerDown": _GRAB, "onPointerMove": _DRAG, "onKeyDown": _key(zoom, hooks)},
            class_name="cursor-grab active:cursor-grabbing select-none overflow-auto overscroll-x-contain focus-visible:-outline-offset-2 plain-scroll",
        ),
        rx.el.div(
            _step(zoom, hooks, "-", say("Smaller"), -STEP, LEAST),
            rx.el.output(zoom.value, " %", aria_label=say("Size"), class_name="text-tiny text-ink-2 tabular-nums min-w-10 text-center"),
            _step(zoom, hooks, "+", say("Larger"), STEP, MOST),
            class_name="absolute right-2 bottom-2 flex items-center rounded-full bg-paper border border-line",
        ),
        custom_attrs={"style": {**SCALE, "--zoom": zoom.value / 100}},
        class_name="relative md:rounded-lg bg-sunken overflow-hidden",
    )


def way_words(way: rx.Var[WayView]) -> Text:
    """What stands on a line."""
    return rx.cond(way.detached, say("detached"), rx.cond(way.mode == "edit", say("words, picture"), mode_words(way.mode)))


def _lines(graph: rx.Var[GraphView]) -> rx.Component:
    def line(way: rx.Var[WayView]) -> rx.Component:
        dashes = rx.cond(way.detached, "3 4", "none")
        return rx.el.path(d=way.path, fill="none", stroke="currentColor", stroke_width="1.5", stroke_dasharray=dashes, vector_effect="non-scaling-stroke")

    return rx.el.svg(
        rx.foreach(graph.ways, line),
        view_box=f"0 0 {graph.columns} {graph.rows}",
        preserve_aspect_ratio="none",
        aria_hidden="true",
        class_name="absolute inset-0 size-full text-line-strong overflow-visible",
    )


def _spot(spot: rx.Var[SpotView]) -> rx.Component:
    shown = rx.el.img(src=spot.thumb, alt="", loading="lazy", custom_attrs={"decoding": "async"}, class_name="size-full object-cover")
    sign = icon("hidden", 20, "m-auto text-ink-3")
    face = rx.el.span(
        rx.cond(spot.thumb != "", shown, rx.el.span(sign, class_name="grid size-full")), class_name=rx.cond(spot.state == "here", _HERE, _FACE)
    )
    name = rx.el.span(_name(spot), class_name="block mt-1 text-tiny leading-4 text-ink-2 truncate max-w-[calc(var(--col)-8px)]")
    link = go(face, name, href=f"/p/{spot.id}", aria_label=_whose(spot), class_name="block w-fit no-underline hover:opacity-92")
    place = rx.el.span(face, name, class_name="block w-fit")
    return rx.el.li(
        rx.cond(spot.id != "", link, place),
        custom_attrs={"style": {"left": f"calc(var(--col) * {spot.column})", "top": f"calc(var(--step) * ({spot.row} + 0.5) - var(--side) / 2)"}},
        class_name=rx.cond(spot.state == "here", "absolute scroll-mx-32 [scroll-initial-target:nearest]", "absolute"),
    )


def _name(spot: rx.Var[SpotView]) -> Text:
    whose = rx.cond(spot.handle != "", f"@{spot.handle}", say("Somebody"))
    gone = rx.cond(spot.handle != "", say("{name} · deleted", name=f"@{spot.handle}"), say("deleted"))
    return rx.match(spot.state, ("here", say("this picture")), ("gone", gone), whose)


def _whose(spot: rx.Var[SpotView]) -> Text:
    whose = say("Picture by {name}", name=f"@{spot.handle}")
    return rx.cond(spot.words != "", f"@{spot.handle}: {spot.words}", whose)


def _place(column: rx.Var[float], row: rx.Var[float]) -> dict[str, str]:
    return {"left": f"calc(var(--col) * {column})", "top": f"calc(var(--step) * {row})"}


def _step(zoom: ClientStateVar, hooks: VarData | None, sign: str, words: Text, by: int, limit: int) -> rx.Component:
    bound = "Math.max" if by < 0 else "Math.min"
    pressed = rx.Var(f"() => setZoom({bound}({limit}, {zoom.value!s} + {by}))", _var_type=rx.EventChain, _var_data=hooks).guess_type()
    text = "−" if by < 0 else "+"
    return rx.el.button(text, type="button", aria_label=words, disabled=zoom.value == limit, on_click=pressed, class_name=f"{_ZOOM} text-card")


def _key(zoom: ClientStateVar, hooks: VarData | None) -> rx.Var[object]:
    """+ and − while the focus is in the region; with Ctrl they are the browser's own."""
    now = f"{zoom.value!s}"
    sized = f"setZoom(event.key === '-' ? Math.max({LEAST}, {now} - {STEP}) : Math.min({MOST}, {now} + {STEP}))"
    return rx.Var(f"(event) => ['+', '=', '-'].includes(event.key) && !event.ctrlKey && !event.metaKey && {sized}", _var_data=hooks)
