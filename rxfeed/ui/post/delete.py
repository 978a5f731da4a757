"""The question before a post goes into the bin."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import button
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.post.state import PostPage
from rxfeed.ui.words import say, told


def delete_dialog() -> rx.Component:
    """Says what will happen, and that it can be undone."""
    return dialog(
        say("Delete this post?"),
        rx.el.p(say("It disappears for everybody at once. For 30 days you can put it back from the bin in your library."), class_name="text-ink-2"),
        notice(told(PostPage.problem), tone="error"),
        rx.el.div(
            button(say("Cancel"), kind="bare", on_click=PostPage.leave_delete),
            button(say("Delete"), kind="danger", icon_name="bin", on_click=PostPage.delete),
            class_name="flex justify-end gap-2 mt-6",
        ),
        is_open=PostPage.deleting,
        on_dismiss=PostPage.leave_delete,
        key="delete",
    )
