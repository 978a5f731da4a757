"""One comment, and what one can do with it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.talk import CommentView
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.chips import sample_badge
from rxfeed.ui.components.controls import Text, go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.composer.browser import reveal
from rxfeed.ui.here import Here
from rxfeed.ui.safety.report import Reporting
from rxfeed.ui.talk.field import field
from rxfeed.ui.talk.state import Talk
from rxfeed.ui.words import ago, moment, say, told

PROSE = (
    "[&>*+*]:mt-2 [&_a]:underline [&_a]:underline-offset-3 [&_a]:decoration-line-strong [&_a:hover]:decoration-ink [&_ul]:list-disc [&_ol]:list-decimal "
    "[&_ul]:pl-5 [&_ol]:pl-5 [&_blockquote]:border-l-2 [&_blockquote]:border-line-strong [&_blockquote]:pl-3 [&_blockquote]:text-ink-2 "
    "[&_code]:text-sm [&_code]:bg-sunken [&_code]:rounded-[4px] [&_code]:px-1 [&_pre]:whitespace-pre-wrap [&_strong]:font-semibold"
)
_DEED = "inline-flex items-center min-h-8 pointer-coarse:min-h-10 px-1.5 -mx-1.5 rounded-sm text-sm font-medium text-ink-3 hover:text-ink"


def comment(view: rx.Var[CommentView], thread: rx.Var[str], *, begins: bool) -> rx.Component:
    """`thread` is the id of what it belongs to; it begins that thread, or is an answer in it."""
    linked = Talk.linked == view.id
    return rx.el.article(
        rx.cond(linked, found(), rx.fragment()),
        rx.cond(view.gone, _gone(), _there(view, thread, begins=begins)),
        id=f"c-{view.id}",
        class_name=rx.cond(linked, "relative flex gap-2.5 rounded-sm bg-sunken outline-8 outline-sunken", "flex gap-2.5"),
    )


@rx.memo
def found() -> rx.Component:
    """As large as the comment that the address names, and scrolls all of it into sight. A component of its own, for only such notices when it appears."""
    look = "absolute inset-0 scroll-mt-20 scroll-mb-24 pointer-events-none"
    return rx.el.span(id="linked-comment", class_name=look, on_mount=reveal("linked-comment"))


@rx.memo
def giving_back(comment: rx.Var[str]) -> rx.Component:
    """Stands beside a field that goes away with the focus in it: then what one can do with the comment has it again."""
    lost = "document.activeElement === document.body"
    back: rx.Var[object] = rx.Var(f"({lost} && document.querySelector(`[id='c-${{{comment!s}}}'] [data-deeds] button`)?.focus())")
    return rx.el.span(hidden=True, on_unmount=rx.run_script(back))


def _gone() -> rx.Component:
    return rx.el.p(say("This comment isn't there any more."), class_name="py-1 text-sm text-ink-3 italic")


def _there(view: rx.Var[CommentView], thread: rx.Var[str], *, begins: bool) -> rx.Component:
    held = rx.el.p(say("Only you see this. A moderator: {why}", why=view.held_why), class_name="text-sm text-bad font-medium")
    prose = rx.html(view.html, class_name=f"{PROSE} text-pretty")
    fold = rx.el.details(rx.el.summary(say("Has something in it that you have muted"), class_name=f"{_DEED} cursor-pointer italic"), prose)
    shown = rx.fragment(rx.cond(view.muted, fold, prose), rx.cond(view.held_why != "", held, rx.fragment()), _deeds(view, thread, begins=begins))
    words = rx.cond(Talk.editing == view.id, _correction(view), shown)
    return rx.fragment(
        avatar(view.author.avatar, view.author.name, 32 if begins else 26),
        rx.el.div(_line(view), words, rx.cond(Talk.answering == view.id, _answer(view), rx.fragment()), class_name="min-w-0 grow"),
    )


def _line(view: rx.Var[CommentView]) -> rx.Component:
    when = rx.el.time(ago(view.at), date_time=view.at, title=moment(view.at))
    to = rx.cond(view.answers_to != "", rx.el.span("→ @", view.answers_to), rx.fragment())
    edited = rx.el.button(say("edited"), type="button", on_click=Talk.show_former(view.id), class_name="underline underline-offset-3 hover:text-ink")
    pinned = rx.el.span(icon("pin", 14), say("Pinned"), class_name="inline-flex items-center gap-0.5 self-center")
    return rx.el.p(
        go(view.author.name, href=f"/u/{view.author.handle}", class_name="font-semibold text-ink hover:underline underline-offset-3"),
        rx.cond(view.author.is_sample, sample_badge(), rx.fragment()),
        to,
        when,
        rx.cond(view.edited != "", edited, rx.fragment()),
        rx.cond(view.pinned, pinned, rx.fragment()),
        class_name="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-3",
    )


def _deeds(view: rx.Var[CommentView], thread: rx.Var[str], *, begins: bool) -> rx.Component:
    pin = rx.cond(view.pinned, _deed(say("Unpin"), Talk.pin(view.id, False)), _deed(say("Pin"), Talk.pin(view.id, True)))  # noqa: FBT003  (an event's arguments)
    mine = rx.fragment(_deed(say("Edit"), Talk.begin_edit(view.id, thread)), _deed(say("Delete"), Talk.begin_delete(view.id)))
    return rx.el.div(
        rx.cond(Talk.may == "yes", _deed(say("Answer"), Talk.begin_answer(view.id, thread)), rx.fragment()),
        rx.cond(view.mine, mine, rx.cond(Here.viewer.signed_in, _deed(say("Report"), Reporting.open("comment", view.id)), rx.fragment())),
        *([rx.cond(Talk.hosts, pin, rx.fragment())] if begins else []),
        custom_attrs={"data-deeds": ""},
        class_name="flex flex-wrap gap-x-4",
    )


def _deed(words: Text, on_click: Any) -> rx.Component:
    return rx.el.button(words, type="button", on_click=on_click, class_name=_DEED)


def _answer(view: rx.Var[CommentView]) -> rx.Component:
    label = say("Answer {name}", name=view.author.name)
    return rx.el.div(_other(label, say("Answer"), on_submit=Talk.answer), giving_back(comment=view.id), class_name="mt-1.5")


def _correction(view: rx.Var[CommentView]) -> rx.Component:
    return rx.el.div(_other(say("Edit your comment"), say("Keep"), default_value=view.text, on_submit=Talk.correct), giving_back(comment=view.id))


def _other(label: Text, send: Text, **props: Any) -> rx.Component:
    return field("other", label, send, trouble=told(Talk.other_problem, "text", ""), on_leave=Talk.leave, auto_focus=True, **props)
