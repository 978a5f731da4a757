"""The graph: pictures in columns, thin lines from each to what came of it.

It lies in a region that scrolls, so fingers, wheels, touchpads and arrow keys move it as they move everything else; a mouse drags what is between the
pictures, + and − change the size, and a picture or label that gets the focus comes into sight by itself, and what is next to it with it. Lines are one SVG
below, in columns and rows; pictures and labels are ordinary links and buttons. Only what is in sight is drawn (`viewport.py`). Letters have one size, so that
they are never smaller than 12 px.
"""

from __future__ import annotations

from collections.abc import Callable

import reflex as rx
from reflex.vars import VarData

from rxfeed.domain.lineage_views import GraphView, SpotView, WayView
from rxfeed.ui.components.controls import Text, go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.lineage_thread import mode_words
from rxfeed.ui.lineage.viewport import LEAST, MOST, STEP, sizes, spots, viewport, ways
from rxfeed.ui.words import say

LABEL = "absolute -translate-x-1/2 -translate-y-1/2 inline-flex items-center min-h-6 px-1.5 rounded-full bg-sunken text-tiny text-ink-2 whitespace-nowrap"
_ZOOM = "size-10 grid place-items-center rounded-full text-ink-2 hover:text-ink hover:bg-shade disabled:opacity-40"
_FACE = "block size-(--side) rounded-md overflow-hidden bg-line border border-line"
_REGION = (
    "cursor-grab active:cursor-grabbing select-none overflow-auto [overflow-anchor:none] overscroll-x-contain focus-visible:-outline-offset-2 plain-scroll"
)
_LINES = (
    "absolute inset-0 size-full text-line-strong overflow-visible pointer-events-none"
    " *:fill-none *:stroke-current *:[stroke-width:1.5] *:[vector-effect:non-scaling-stroke]"
)
_HERE = "block size-(--side) rounded-md overflow-hidden bg-line outline-2 outline-accent outline-offset-2"

_GRAB: rx.Var[object] = rx.Var(
    "(event) => event.pointerType === 'mouse' && event.button === 0 && event.target !== event.currentTarget && !event.target.closest('a, button')"
    " && event.currentTarget.setPointerCapture(event.pointerId)"
)
"""A press between the pictures holds the sheet until the button is let go, also outside; one on the region itself is one on its scroll bar."""
_DRAG: rx.Var[object] = rx.Var(
    "({currentTarget: sheet, pointerId, movementX, movementY}) => sheet.hasPointerCapture(pointerId) && sheet.scrollBy(-movementX, -movementY)"
)


def drawing(graph: rx.Var[GraphView], label: Callable[..., rx.Component], *, title: Text, tall: str) -> rx.Component:
    """`graph` is a prop of the component that this is drawn in; `label`, a component, stands on each line; `tall`: how high the region may be (CSS)."""
    data = viewport(graph)
    sheet = rx.el.div(
        _lines(graph, data),
        rx.el.ul(rx.foreach(spots(graph, data), lambda spot: picture_in_graph(spot=spot, key=f"{spot.column} {spot.row}")), role="list"),
        rx.el.ul(rx.foreach(ways(graph, data, labels=True), lambda way: label(way=way, key=f"{way.number} {way.path}")), role="list"),
        custom_attrs={"style": {"width": f"calc(var(--col) * {graph.columns})", "height": f"calc(var(--step) * {graph.rows})"}},
        class_name="relative",
    )
    moved = {"onPointerDown": _GRAB, "onPointerMove": _DRAG, "onScroll": rx.Var("scrolled", _var_data=data), "onKeyDown": _key(data)}
    return rx.el.div(
        rx.el.div(
            rx.el.div(sheet, class_name="w-max min-w-full min-h-full p-6 pb-14"),
            tab_index=0,
            role="region",
            aria_label=title,
            custom_attrs={"ref": rx.Var("region", _var_data=data), "style": {"maxHeight": tall}, **moved},
            class_name=_REGION,
        ),
        rx.el.div(
            _step(data, "-", say("Smaller"), -STEP, LEAST),
            rx.el.output(_zoom(data), " %", aria_label=say("Size"), class_name="text-tiny text-ink-2 tabular-nums min-w-10 text-center"),
            _step(data, "+", say("Larger"), STEP, MOST),
            class_name="absolute right-2 bottom-2 flex items-center rounded-full bg-paper border border-line",
        ),
        custom_attrs={"style": sizes(data)},
        class_name="relative md:rounded-lg bg-sunken overflow-hidden",
    )


@rx.memo
def picture_in_graph(spot: rx.Var[SpotView]) -> rx.Component:
    """A post where it stands, or the place where one was."""
    shown = rx.el.img(src=spot.thumb, alt="", loading="lazy", custom_attrs={"decoding": "async"}, class_name="size-full object-cover")
    sign = icon("hidden", 20, "m-auto text-ink-3")
    face = rx.el.span(rx.cond(spot.thumb != "", shown, rx.el.span(sign, class_name="grid size-full")), class_name=rx.cond(spot.state == "here", _HERE, _FACE))
    name = rx.el.span(_name(spot), class_name="block mt-1 text-tiny leading-4 text-ink-2 truncate max-w-[calc(var(--col)-8px)]")
    link = go(face, name, href=f"/p/{spot.id}", aria_label=_whose(spot), class_name="block w-fit no-underline hover:opacity-92")
    place = rx.el.span(face, name, class_name="block w-fit")
    return rx.el.li(
        rx.cond(spot.id != "", link, place),
        custom_attrs={"style": {"left": f"calc(var(--col) * {spot.column})", "top": f"calc(var(--step) * ({spot.row} + 0.5) - var(--side) / 2)"}},
        class_name="absolute",
    )


def on_the_line(way: rx.Var[WayView], label: rx.Component) -> rx.Component:
    """A label where it stands."""
    place = {"left": f"calc(var(--col) * {way.column})", "top": f"calc(var(--step) * {way.row})"}
    return rx.el.li(label, custom_attrs={"style": place}, class_name="absolute")


def way_words(way: rx.Var[WayView]) -> Text:
    """What stands on a line."""
    return rx.cond(way.detached, say("detached"), rx.cond(way.mode == "edit", say("words, picture"), mode_words(way.mode)))


def _lines(graph: rx.Var[GraphView], data: VarData) -> rx.Component:
    def line(way: rx.Var[WayView]) -> rx.Component:
        return rx.el.path(d=way.path, class_name=rx.cond(way.detached, "[stroke-dasharray:3_4]", ""), key=f"{way.number} {way.path}")

    return rx.el.svg(
        rx.foreach(ways(graph, data), line),
        view_box=f"0 0 {graph.columns} {graph.rows}",
        preserve_aspect_ratio="none",
        aria_hidden="true",
        class_name=_LINES,
    )


def _name(spot: rx.Var[SpotView]) -> Text:
    whose = rx.cond(spot.handle != "", f"@{spot.handle}", say("Somebody"))
    gone = rx.cond(spot.handle != "", say("{name} · deleted", name=f"@{spot.handle}"), say("deleted"))
    return rx.match(spot.state, ("here", say("this picture")), ("gone", gone), whose)


def _whose(spot: rx.Var[SpotView]) -> Text:
    whose = say("Picture by {name}", name=f"@{spot.handle}")
    return rx.cond(spot.words != "", f"@{spot.handle}: {spot.words}", whose)


def _step(data: VarData, sign: str, words: Text, by: int, limit: int) -> rx.Component:
    bound = "Math.max" if by < 0 else "Math.min"
    pressed = rx.Var(f"() => setZoom({bound}({limit}, zoom + {by}))", _var_type=rx.EventChain, _var_data=data).guess_type()
    text = "−" if by < 0 else "+"
    return rx.el.button(text, type="button", aria_label=words, disabled=_zoom(data) == limit, on_click=pressed, class_name=f"{_ZOOM} text-card")


def _zoom(data: VarData) -> rx.Var[int]:
    return rx.Var("zoom", _var_type=int, _var_data=data).guess_type()


def _key(data: VarData) -> rx.Var[object]:
    """+ and − while the focus is in the region; with Ctrl they are the browser's own."""
    sized = f"setZoom(event.key === '-' ? Math.max({LEAST}, zoom - {STEP}) : Math.min({MOST}, zoom + {STEP}))"
    return rx.Var(f"(event) => ['+', '=', '-'].includes(event.key) && !event.ctrlKey && !event.metaKey && {sized}", _var_data=data)
