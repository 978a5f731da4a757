"""Two pictures in one frame, and a line between them that one moves: by mouse, by finger, by the arrow keys."""

from __future__ import annotations

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from rxfeed.domain.views import PictureView
from rxfeed.ui.components.icons import icon
from rxfeed.ui.words import say

_NAME = "absolute bottom-3 max-w-[45%] truncate px-2.5 py-1 rounded-full text-tiny font-medium bg-veil text-[white] pointer-events-none"
_RANGE = (
    "absolute inset-y-0 -left-6 w-[calc(100%+48px)] h-full m-0 appearance-none bg-transparent opacity-0 cursor-ew-resize touch-pan-y "
    "[&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:w-12 [&::-webkit-slider-thumb]:h-full "
    "[&::-moz-range-thumb]:w-12 [&::-moz-range-thumb]:h-full"
)


@rx.memo
def compare(
    before: rx.Var[PictureView], after: rx.Var[PictureView], before_name: rx.Var[str], after_name: rx.Var[str], limit: rx.Var[str], rest: rx.RestProp
) -> rx.Component:
    """`before` on the left of the line, `after` on its right, in the shape of `after` and at most `limit` high (a CSS length).

    The control is a range, so everybody's keyboard and screen reader knows how to work it.
    """
    share = ClientStateVar.create("share", default=50, global_ref=False)
    at = share.value.to_string()
    ratio = f"{after.width} / {after.height}"
    box = {"aspectRatio": ratio, "width": f"min(100%, calc({limit} * {after.width} / {after.height}))"}
    control = rx.el.input(
        type="range",
        min=0,
        max=100,
        value=share.value,
        on_change=share.set,
        aria_label=say("Where the one picture ends and the other begins"),
        aria_valuetext=say("{share} % {name}", share=share.value, name=before_name),
        class_name=_RANGE,
    )
    return rx.el.div(
        _side(before, before_name),
        rx.el.div(_side(after, after_name), custom_attrs={"style": {"clipPath": "inset(0 0 0 " + at + "%)"}}, class_name="absolute inset-0"),
        rx.el.span(before_name, aria_hidden="true", class_name=f"left-3 {_NAME}"),
        rx.el.span(after_name, aria_hidden="true", class_name=f"right-3 {_NAME}"),
        _line(at),
        control,
        custom_attrs={"style": rx.Var.create(box)},
        class_name=(
            "relative mx-auto overflow-hidden md:rounded-lg bg-sunken select-none "
            "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ink has-[:focus-visible]:outline-offset-2"
        ),
    )


def _line(at: rx.Var[str]) -> rx.Component:
    """`at`: hundredths of the width."""
    look = "absolute top-1/2 left-1/2 -translate-1/2 grid grid-cols-2 place-items-center size-10 px-1 rounded-full bg-paper text-ink shadow-md"
    return rx.el.div(
        rx.el.span(icon("left", 16), icon("right", 16), class_name=look),
        aria_hidden="true",
        custom_attrs={"style": {"left": at + "%"}},
        class_name="absolute inset-y-0 w-0.5 -ml-px bg-paper pointer-events-none",
    )


def _side(view: rx.Var[PictureView], name: rx.Var[str]) -> rx.Component:
    words = rx.cond(view.alt != "", view.alt, name)
    return rx.el.img(src=view.full, alt=words, draggable=False, class_name="absolute inset-0 size-full object-contain bg-sunken")
