"""What the browser alone remembers, in its own storage: whether single keys act, and since when it knows the place."""

from __future__ import annotations

from time import time

import reflex as rx

FIRST_VISIT = 12 * 3_600 * 1_000
"""Milliseconds."""


class Kept(rx.State):
    """Sent along whenever a page connects."""

    keys: str = rx.LocalStorage("", name="rxfeed_keys")
    hint: str = rx.LocalStorage("", name="rxfeed_hint")
    """Milliseconds since 1970 when the hint was shown first; 1 once it has been put away."""

    @rx.event
    def turn_keys(self, on: bool) -> None:
        self.keys = "" if on else "off"

    @rx.event
    def show_hint(self) -> None:
        self.hint = self.hint or str(round(1_000 * time()))

    @rx.event
    def put_hint_away(self) -> None:
        self.hint = "1"


KEYS_OFF: rx.Var[bool] = (Kept.keys == "off").bool()
NEWCOMER: rx.Var[bool] = rx.Var(
    f"(Date.now() - ({Kept.hint!s} || Date.now()) < {FIRST_VISIT})", _var_type=bool, _var_data=Kept.hint._get_all_var_data()  # noqa: SLF001
).guess_type()
"""Here for the first time, for half a day, until the hint is put away."""
