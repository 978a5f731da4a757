"""A person's picture, or the first letter of their name."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import Text


def avatar(src: rx.Var[str], name: Text, size: int = 36) -> rx.Component:
    """Round, `size` pixels; decorative, for the name stands beside it or labels the button around it."""
    room = {"width": f"{size}px", "height": f"{size}px"}
    look = "rounded-full bg-sunken border border-line shrink-0 object-cover"
    initial = rx.el.span(
        name[0].upper() if isinstance(name, str) else name.to(str)[0],
        aria_hidden="true",
        custom_attrs={"style": room},
        class_name=f"{look} inline-grid place-items-center font-serif italic text-lg text-ink-2 uppercase",
    )
    return rx.cond(src != "", rx.el.img(src=src, alt="", loading="lazy", custom_attrs={"width": size, "height": size, "style": room}, class_name=look), initial)
