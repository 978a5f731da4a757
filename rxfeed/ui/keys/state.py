"""Whether the sheet of shortcuts is open."""

from __future__ import annotations

import reflex as rx


class Sheet(rx.State):
    """Of this page alone."""

    is_open: bool = False

    @rx.event
    def show(self) -> None:
        self.is_open = True

    @rx.event
    def hide(self) -> None:
        self.is_open = False
