"""The feed."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say


def page() -> rx.Component:
    """What one sees first."""
    return frame(heading(say("Latest")), place="feed")
