"""The panel with which one asks an author: a message, what has come of it, and a way to take it back."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.remix_requests import AskView
from rxfeed.ui.components.controls import button, text_area
from rxfeed.ui.components.notices import notice
from rxfeed.ui.permission.asking_state import RemixAsking
from rxfeed.ui.words import say, told


def ask_panel(post_id: rx.Var[str]) -> rx.Component:
    """For one post. Nothing is shown where there is nothing to ask for; that one may not, and why, says the page."""
    return asking_panel(post_id=post_id, key=post_id)


@rx.memo
def asking_panel(post_id: rx.Var[str], rest: rx.RestProp) -> rx.Component:
    """A component of its own, so that there can be one for each of several posts."""
    view = RemixAsking.views[post_id]
    granted = rx.cond(view.may_ask, _form(view, post_id), rx.cond(view.allowed, _granted(view), rx.fragment()))
    shown = rx.match(view.asked, ("waiting", "wider", _waits(view, post_id)), granted)
    trouble = rx.cond((RemixAsking.of == post_id) & (RemixAsking.problem.field != "message"), told(RemixAsking.problem), "").to(str)
    return rx.el.div(
        rx.cond(RemixAsking.views.contains(post_id), shown, rx.fragment()),
        notice(trouble, tone="error"),
        on_mount=RemixAsking.look(post_id),
        class_name="flex flex-col gap-3 empty:hidden",
    )


def _form(view: rx.Var[AskView], post_id: rx.Var[str]) -> rx.Component:
    declined = rx.el.p(say("@{handle} has said no before.", handle=view.handle), class_name="text-ink-2")
    narrow = rx.el.p(say("@{handle} lets you remix this picture, but not show the remix to others.", handle=view.handle), class_name="text-ink-2")
    wider = say("This picture isn't for everybody. If @{handle} says yes, your remix may be shown to anybody.", handle=view.handle)
    return rx.el.form(
        rx.match(view.asked, ("declined", declined), ("narrow", narrow), rx.fragment()),
        rx.cond(view.wider, rx.el.p(wider, class_name="text-ink-2"), rx.fragment()),
        rx.el.input(type="hidden", name="post", value=post_id),
        text_area(
            say("Ask @{handle}", handle=view.handle), name="message", id="ask-" + post_id, max_length=500,
            placeholder=say("What would you like to make of it?"),
            hint=say("You are told of the answer. A yes is for you and this picture."),
            error=rx.cond(RemixAsking.of == post_id, told(RemixAsking.problem, "message"), "").to(str),
        ),
        rx.el.div(button(say("Ask"), type="submit", kind="ink", icon_name="fork"), class_name="flex justify-end"),
        on_submit=RemixAsking.send,
        class_name="flex flex-col gap-3",
    )  # fmt: skip


def _waits(view: rx.Var[AskView], post_id: rx.Var[str]) -> rx.Component:
    back = button(say("Take it back"), kind="quiet", on_click=RemixAsking.take_back(post_id))
    quote = rx.cond(view.message != "", rx.el.p("“", view.message, "”", class_name="text-ink-2 whitespace-pre-line wrap-anywhere"), rx.fragment())
    return rx.fragment(notice(say("You have asked. @{handle} hasn't answered yet.", handle=view.handle), back), quote)


def _granted(view: rx.Var[AskView]) -> rx.Component:
    narrow = notice(say("@{handle} lets you remix this picture, but not show the remix to others.", handle=view.handle))
    granted = notice(say("@{handle} lets you remix this picture.", handle=view.handle), tone="ok")
    return rx.match(view.asked, ("accepted", granted), ("narrow", narrow), rx.fragment())
