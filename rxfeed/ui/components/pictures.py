"""Pictures with their boxes reserved: nothing moves when they arrive, and until then their placeholder is there."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.views import PictureView
from rxfeed.ui.components.controls import Text
from rxfeed.ui.words import say


def picture(view: rx.Var[PictureView], *, sizes: Text, alt: Text = "", eager: rx.Var[bool] | bool = False, class_name: str = "", **props: Any) -> rx.Component:
    """An `<img>` in the size that the screen needs. `alt` stands in where the view has none; `eager` for what one sees first."""
    return rx.el.img(
        src=view.src,
        src_set=view.srcset,
        sizes=sizes,
        alt=rx.cond(view.alt != "", view.alt, alt),
        loading=rx.cond(eager, "eager", "lazy"),
        custom_attrs={"width": view.width, "height": view.height, "fetchPriority": rx.cond(eager, "high", "auto"), "decoding": "async"},
        class_name=f"block {class_name}",
        **props,
    )


def framed(view: rx.Var[PictureView], *children: Any, limit: str = "", class_name: str = "w-full", **props: Any) -> rx.Component:
    """A box of the picture's shape, at most `limit` high (a CSS length), filled with its placeholder; the picture is fitted in whole."""
    shape = {"aspectRatio": f"{view.width} / {view.height}", "backgroundImage": rx.cond(view.placeholder != "", f"url({view.placeholder})", "none")}
    if limit:
        shape |= {"maxHeight": limit, "backgroundSize": f"min(100%, {limit}*{view.width}/{view.height}) 100%"}  # a few pixels have a ratio of their own
    look = f"relative overflow-hidden bg-sunken bg-size-[100%_100%] bg-no-repeat bg-center {class_name}"
    return rx.el.div(*children, custom_attrs={"style": rx.Var.create(shape)}, class_name=look, **props)


def veiled(rating: rx.Var[str], inner: rx.Component, class_name: str = "") -> rx.Component:
    """The picture, blurred behind its rating until the viewer asks for it. General pictures are shown as they are, and so are those of a rating that the
    frame's `data-shows` names (`assets/rxfeed.css`).
    """
    names = rx.match(rating, ("mature", say("Rated mature")), say("Rated suggestive"))
    veil = rx.el.div(
        rx.el.span(names, class_name="font-medium"),
        rx.el.label(
            rx.el.input(type="checkbox", class_name="sr-only"),
            say("Show"),
            class_name=(
                "inline-flex items-center min-h-10 px-5 rounded-full bg-paper text-ink font-semibold "
                "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-paper"
            ),
        ),
        class_name="absolute inset-0 z-1 flex flex-col items-center justify-center gap-3 bg-veil text-[white] has-[:checked]:hidden veil",
    )
    hidden = "relative overflow-hidden not-has-[:checked]:[&_img]:blur-3xl not-has-[:checked]:[&_img]:scale-110 not-has-[:checked]:[&_a]:pointer-events-none"
    return rx.cond(rating == "general", inner, rx.el.div(inner, veil, class_name=f"{hidden} {class_name}", custom_attrs={"data-rating": rating}))


def blurred(rating: rx.Var[str], inner: rx.Component, class_name: str = "block size-full rounded-sm") -> rx.Component:
    """A small picture that is pressed for something else: of what is rated only the colours, unless the viewer wants pictures of that rating shown."""
    frame = rx.el.span(inner, class_name=f"overflow-hidden [&_img]:blur-lg {class_name}", custom_attrs={"data-rating": rating})
    return rx.cond(rating == "general", inner, frame)
