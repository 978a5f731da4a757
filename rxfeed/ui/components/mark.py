"""The mark: the name, with the lineage thread leaving it."""

from __future__ import annotations

import reflex as rx


def mark(*, narrow: bool = False) -> rx.Component:
    """`rx` in ink, `feed` in the accent, and a thread that forks; `narrow`: only `rx` where the rail is narrow."""
    return rx.el.span(
        rx.el.span("rx", class_name="text-ink"),
        rx.el.span("feed", class_name="text-accent max-lg:hidden" if narrow else "text-accent"),
        thread(),
        class_name="inline-flex items-baseline whitespace-nowrap font-serif italic text-[30px] leading-10 tracking-tight select-none",
    )


def thread(class_name: str = "ml-1 text-accent") -> rx.Component:
    """The signature of the look: one line that becomes two."""
    return rx.el.svg(
        rx.el.path(d="M0 9h6c5 0 4-6 9-6M6 9c5 0 4 6 9 6"),
        rx.el.circle(cx="17", cy="3", r="2"),
        rx.el.circle(cx="17", cy="15", r="2"),
        width=20,
        height=18,
        view_box="0 0 20 18",
        fill="none",
        stroke="currentColor",
        stroke_width="1.3",
        aria_hidden="true",
        class_name=f"shrink-0 max-lg:hidden {class_name}",
    )
