"""The feed."""

from __future__ import annotations

import reflex as rx


def page() -> rx.Component:
    """What one sees first."""
    return rx.el.main(rx.el.h1("rxfeed", class_name="text-2xl"))
