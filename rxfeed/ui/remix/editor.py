"""The mask's editor: the picture, what is painted over it, and what one paints with. Every mark can be made without a pointer too."""

from __future__ import annotations

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from rxfeed.ui.components.controls import button
from rxfeed.ui.components.notices import notice
from rxfeed.ui.composer.browser import reveal, typed
from rxfeed.ui.composer.choices_part import group, pill
from rxfeed.ui.remix.canvas import SURFACE, Canvas, breadth, brush, measure
from rxfeed.ui.remix.painting import PAINT
from rxfeed.ui.remix.state import Remix
from rxfeed.ui.words import say, told

erases = ClientStateVar.create("mask_erases", default=False)
"""Whether the brush takes away: at once, without the server."""
_SIDES = (("left", "0"), ("top", "0"), ("width", "50"), ("height", "50"))


def editor() -> rx.Component:
    """In the picture's place while one paints."""
    return rx.el.section(
        rx.el.h2(say("Paint the part that may change"), class_name="sr-only"),
        surface(_canvas()),
        _share(),
        _tools(),
        _by_numbers(),
        notice(told(Remix.mask_problem), tone="error"),
        on_mount=reveal("stage"),
        class_name="flex flex-col gap-3.5 [&>:empty]:absolute",
    )


def surface(*over: rx.Component) -> rx.Component:
    """The picture with its mask: what stays is darkened, or bleached where the picture is dark itself."""
    image = Remix.parents[0].image
    ratio = f"{image.width} / {image.height}"
    box = {"aspectRatio": ratio, "width": f"min(100%, calc(62vh * {image.width} / {image.height}))"}
    under = rx.el.img(src=Remix.mask_under, alt="", draggable=False, class_name="absolute inset-0 size-full")
    look = "absolute inset-0 bg-[black] opacity-65 "
    layer = rx.el.div(
        rx.cond(Remix.mask_under != "", under, rx.fragment()),
        *over,
        class_name=rx.cond(Remix.mask_on_dark, f"{look} mix-blend-screen invert", f"{look} mix-blend-multiply"),
    )
    shown = rx.el.img(src=image.full, alt=image.alt, draggable=False, class_name="absolute inset-0 size-full object-contain")
    room = "relative isolate mx-auto overflow-hidden md:rounded-lg bg-sunken select-none"
    return rx.el.div(shown, layer, id=SURFACE, custom_attrs={"style": rx.Var.create(box)}, class_name=room)


def _canvas() -> rx.Component:
    return rx.el.div(
        Canvas.create(
            key=Remix.mask_edition,
            width="100%",
            height="100%",
            canvas_color="transparent",
            stroke_width=breadth(),
            stroke_color=rx.cond(erases.value, "black", PAINT),
            custom_attrs={"style": {"border": "0"}},
            on_stroke=Remix.stroke,
        ),
        on_mount=measure(),
        class_name="absolute inset-0 cursor-crosshair touch-none",
        aria_hidden="true",
    )


def _share() -> rx.Component:
    nothing = say("Nothing is painted yet: paint what may change, everything else stays as it is.")
    painted = say("{percent} % of the picture may change.", percent=Remix.mask_percent)
    return rx.el.p(rx.cond(Remix.can_undo, painted, nothing), role="status", class_name="text-sm text-ink-2 px-4 md:px-0")


def _tools() -> rx.Component:
    size = rx.el.label(
        rx.el.span(say("Brush"), class_name="text-sm font-medium text-ink-2 block mb-1.5"),
        rx.el.input(
            type="range",
            min=2,
            max=40,
            value=brush.value,
            on_change=brush.set,
            class_name="w-36 h-10 accent-ink",
        ),
    )
    return rx.el.div(
        group(
            say("Brush does"),
            pill("mask-tool", "paint", ~erases.value, say("Paint"), erases.set_value(False)),
            pill("mask-tool", "erase", erases.value, say("Erase"), erases.set_value(True)),
        ),
        size,
        rx.el.div(
            button(say("Undo"), kind="quiet", icon_name="undo", disabled=~Remix.can_undo, on_click=Remix.unpaint),
            button(say("Invert"), kind="quiet", on_click=Remix.turn_round),
            button(say("Clear"), kind="bare", disabled=~Remix.can_undo, on_click=Remix.wipe),
            button(say("Done"), kind="ink", on_click=Remix.end_painting),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="flex flex-wrap items-end gap-x-5 gap-y-3 px-4 md:px-0",
    )


def _by_numbers() -> rx.Component:
    """The keyboard's way."""
    names = {"left": say("From the left"), "top": say("From the top"), "width": say("Width"), "height": say("Height")}
    look = "w-24 min-h-11 px-3 rounded-sm bg-surface text-ink border border-line-strong tabular-nums"

    def field(name: str, value: str) -> rx.Component:
        box = rx.el.input(id=f"mask-{name}", type="number", min=0, max=100, default_value=value, class_name=look)
        return rx.el.label(rx.el.span(names[name], class_name="text-sm font-medium text-ink-2 block mb-1.5"), box)

    numbers = [typed(f"mask-{name}") for name, _ in _SIDES]
    return rx.el.details(
        rx.el.summary(say("A rectangle by numbers"), class_name="inline-flex items-center min-h-10 text-sm font-semibold text-ink-2 hover:text-ink"),
        rx.el.p(say("In hundredths of the picture's width and height."), class_name="text-sm text-ink-3 mb-2"),
        rx.el.div(*(field(name, value) for name, value in _SIDES), class_name="flex flex-wrap gap-3 mb-3"),
        rx.el.div(
            button(say("Paint the rectangle"), kind="quiet", on_click=Remix.rectangle(*numbers, "paint")),
            button(say("Erase the rectangle"), kind="quiet", on_click=Remix.rectangle(*numbers, "erase")),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="px-4 md:px-0",
    )
