"""The conversation, as it stands on the page of a post."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.talk import FormerView, ThreadView
from rxfeed.ui.components.controls import Text, button, link_button
from rxfeed.ui.components.notices import dialog, notice, skeleton
from rxfeed.ui.talk.comment import PROSE, comment, found
from rxfeed.ui.talk.field import field
from rxfeed.ui.talk.state import Talk
from rxfeed.ui.words import moment, number, say, say_n, told


def conversation() -> rx.Component:
    """What is said about the post that the address names."""
    return rx.el.section(
        rx.cond((Talk.status == "ready") & (Talk.linked == "comments"), found(), rx.fragment()),
        _head(),
        rx.match(Talk.status, ("ready", _ready()), ("failed", _failed()), _waiting()),
        _delete_dialog(),
        _former_dialog(),
        id="comments",
        aria_labelledby="talk-title",
        class_name="relative flex flex-col gap-4 px-4 md:px-0",
    )


def _head() -> rx.Component:
    count = rx.cond(Talk.count > 0, rx.el.span(" · ", number(Talk.count), class_name="tabular-nums"), rx.fragment())
    orders = rx.el.div(_order("best", say("Best")), _order("new", say("New")), role="group", aria_label=say("Sorted by"), class_name="ml-auto flex gap-1")
    return rx.el.div(
        rx.el.h2(say("Conversation"), count, id="talk-title", class_name="text-sm font-semibold text-ink-2"),
        rx.cond(Talk.threads.length() > 1, orders, rx.fragment()),
        class_name="flex items-center min-h-10",
    )


def _order(order: str, words: Text) -> rx.Component:
    look = "min-h-10 px-3 rounded-full text-sm text-ink-3 hover:text-ink aria-pressed:text-ink aria-pressed:font-semibold aria-pressed:bg-sunken"
    return rx.el.button(words, type="button", aria_pressed=Talk.order == order, on_click=Talk.sort(order), class_name=look)


def _ready() -> rx.Component:
    more = button(say("More comments"), kind="quiet", on_click=Talk.more, class_name="self-start")
    return rx.fragment(
        _new(),
        notice(rx.cond((Talk.answering == "") & (Talk.editing == ""), told(Talk.other_problem), ""), tone="error"),
        rx.el.div(rx.foreach(Talk.threads, _thread), class_name="flex flex-col gap-5 empty:hidden"),
        rx.cond(Talk.next != "", more, rx.cond(Talk.threads.length() == 0, _nothing_yet(), rx.fragment())),
    )


def _new() -> rx.Component:
    write = field("new", say("Say something about it"), say("Send"), trouble=told(Talk.problem), on_submit=Talk.write)
    enter = link_button(say("Sign in to join in"), href=rx.Var.create(f"/sign-in?next=/p/{Talk.post}"), kind="quiet", class_name="self-start")
    return rx.match(
        Talk.may,
        ("yes", write),
        ("sign in", enter),
        ("followers", _why(say("Only those who follow its author can comment on this picture."))),
        ("nobody", _why(say("Its author takes no comments on this picture."))),
        rx.fragment(),
    )


def _why(words: Text) -> rx.Component:
    return rx.el.p(words, class_name="text-sm text-ink-3")


def _nothing_yet() -> rx.Component:
    return rx.cond(Talk.may == "nobody", rx.fragment(), _why(say("Nobody has said anything yet.")))


def _thread(thread: rx.Var[ThreadView]) -> rx.Component:
    words = rx.cond(thread.more < 0, say("More answers"), say_n("{count} more answer", "{count} more answers", thread.more))
    look = "self-start min-h-10 px-1.5 -mx-1.5 rounded-sm text-sm font-semibold text-ink-2 hover:text-ink"
    more = rx.el.button(words, type="button", on_click=Talk.more_answers(thread.id, thread.next), class_name=look)
    answers = rx.el.div(
        rx.foreach(thread.answers, lambda view: rx.el.div(comment(view, thread.id, begins=False), key=view.id)),
        rx.cond(thread.next != "", more, rx.fragment()),
        class_name="flex flex-col gap-3 ml-4 pl-4 border-l border-line",
    )
    return rx.el.div(
        comment(thread.begins, thread.id, begins=True),
        rx.cond((thread.answers.length() > 0) | (thread.next != ""), answers, rx.fragment()),
        key=thread.id,
        class_name="flex flex-col gap-2",
    )


def _failed() -> rx.Component:
    return notice(told(Talk.problem), button(say("Try again"), kind="quiet", on_click=Talk.sort(Talk.order)), tone="error")


def _waiting() -> rx.Component:
    one = rx.el.div(skeleton("size-8 rounded-full shrink-0"), rx.el.div(skeleton("h-4 w-32"), skeleton("h-4 w-full"), class_name="grow flex flex-col gap-2"))
    return rx.el.div(*(rx.el.div(one, class_name="[&>div]:flex [&>div]:gap-2.5") for _ in range(2)), aria_busy=True, class_name="flex flex-col gap-5")


def _delete_dialog() -> rx.Component:
    return dialog(
        say("Delete this comment?"),
        rx.el.p(say("Its words are gone at once. Answers to it stay."), class_name="text-ink-2"),
        rx.el.div(
            button(say("Cancel"), kind="bare", on_click=Talk.leave_delete),
            button(say("Delete"), kind="danger", icon_name="bin", on_click=Talk.delete),
            class_name="flex justify-end gap-2 mt-6",
        ),
        is_open=Talk.deleting != "",
        on_dismiss=Talk.leave_delete,
        key="delete-comment",
    )


def _former_dialog() -> rx.Component:
    def one(former: rx.Var[FormerView]) -> rx.Component:
        when: Any = rx.el.p(say("As written on {day}", day=moment(former.at)), class_name="text-sm text-ink-3")
        return rx.el.li(when, rx.html(former.html, class_name=PROSE), class_name="flex flex-col gap-1 py-3")

    lines = rx.el.ol(rx.foreach(Talk.former, one), class_name="divide-y divide-line")
    return dialog(say("What it said before"), lines, is_open=Talk.former_of != "", on_dismiss=Talk.leave_former, key="former")
