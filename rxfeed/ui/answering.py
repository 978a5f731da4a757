"""What people do with a post by one press, as the browser's store wishes it (`assets/store.js`), and what it is told of everybody's."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from rxfeed.domain import marks
from rxfeed.domain.errors import RxfeedError
from rxfeed.ui.binding import viewer_of
from rxfeed.ui.collections.collect import Collect
from rxfeed.ui.credentials.panel import CredentialPanel
from rxfeed.ui.feed.store import STORE
from rxfeed.ui.here import Here
from rxfeed.ui.live import Live
from rxfeed.ui.safety.post_menu_state import PostMenu
from rxfeed.wiring import house


class Answers(rx.State):
    """`heard`: the last wish that has been answered: post, deed, whether it is to be so, and, where it was refused, the sentence with its blanks."""

    heard: list[Any] = []
    looks: float = 0.0
    """Changes when all lists are to be looked over: the server sends it, and keeps it nowhere."""

    @rx.event
    async def mark(self, post_id: str, deed: str, on: bool) -> None:
        """Like, repost or save a post, or not any more."""
        wish = [str(post_id)[:20], str(deed)[:20], bool(on)]
        try:
            await house().together(marks.mark, await viewer_of(self), deed, post_id, on=on)
            self.heard = wish
        except RxfeedError as error:
            self.heard = [*wish, error.message, {name: str(value) for name, value in error.values.items()}]


class AnswerSink(rx.Component):
    """Unseen: carries presses to the server and its answers to the store. One on every page."""

    library = STORE
    tag = "AnswerSink"
    known: rx.Var[bool]
    """Whether the server has said who looks."""
    viewer: rx.Var[str]
    """Their handle; empty for guests."""
    away: rx.Var[bool]
    """Whether there is no socket just now."""
    ready: rx.Var[bool]
    heard: rx.Var[list[Any]]
    looks: rx.Var[float]
    told: rx.Var[list[Any]]
    on_mark: rx.EventHandler[rx.event.passthrough_event_spec(str, str, bool)]  # type: ignore[type-arg]
    collect: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[type-arg]
    menu: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[type-arg]
    credentials: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[type-arg]


def answering() -> rx.Component:
    """The sink, with what the presses do."""
    return AnswerSink.create(
        known=Here.known,
        viewer=Here.viewer.handle,
        away=has_connection_errors,
        ready=rx.State.is_hydrated,
        heard=Answers.heard,
        looks=Answers.looks,
        told=Live.answered,
        on_mark=Answers.mark,
        collect=Collect.open,
        menu=PostMenu.open,
        credentials=CredentialPanel.open,
    )
