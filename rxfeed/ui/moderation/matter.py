"""One reported thing, with everything that is known of it."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.safety import MatterView, RulingView
from rxfeed.domain.safety_queue import NoteView, ReasonView
from rxfeed.domain.safety_things import Evidence
from rxfeed.ui.components.controls import button, go
from rxfeed.ui.safety.names import deed_done, rating_name, reason_name, thing_name
from rxfeed.ui.words import ago, day, moment, say, say_n

_CHIP = "inline-flex items-center gap-1 px-2.5 min-h-6.5 rounded-full border border-line text-tiny text-ink-2"
_LINK = "font-semibold underline underline-offset-3 decoration-line-strong hover:decoration-ink"


def matter(view: rx.Var[MatterView], begin: rx.event.EventType) -> rx.Component:
    """`begin` asks what is to happen."""
    return rx.el.article(
        _head(view),
        rx.el.div(rx.foreach(view.evidence, _evidence), class_name="flex flex-col gap-4"),
        rx.el.ul(rx.foreach(view.reasons, _reason), role="list", aria_label=say("Reasons"), class_name="flex flex-wrap gap-1.5"),
        rx.cond(view.notes.length() > 0, rx.el.ul(rx.foreach(view.notes, _note), role="list", class_name="flex flex-col gap-3"), rx.fragment()),
        rx.cond(view.history.length() > 0, _history(view), rx.fragment()),
        rx.cond(
            view.can.length() > 0,
            button(say("Decide"), kind="ink", on_click=begin, class_name="self-start"),
            rx.el.p(say("This is about yourself or an admin: somebody else has to decide it."), class_name="text-ink-3"),
        ),
        class_name="flex flex-col gap-4 p-4 md:p-5 rounded-lg border border-line bg-surface",
    )


def _head(view: rx.Var[MatterView]) -> rx.Component:
    name = view.evidence[0].handle
    where = rx.cond(view.thing != "", f"/p/{view.thing}", f"/u/{name}")
    when = rx.el.time(ago(view.opened_at), date_time=view.opened_at, title=moment(view.opened_at))
    state = rx.match(
        view.state,
        ("gone", say("Deleted meanwhile")),
        ("binned", say("In its author's bin")),
        ("hidden", say("Hidden")),
        ("removed", say("Removed")),
        ("scheduled", say("Waits for its time")),
        "",
    )
    return rx.el.header(
        rx.el.h2(thing_name(view.kind), " · ", go("@", name, href=where, class_name=_LINK), class_name="font-serif text-card"),
        rx.el.p(
            rx.el.span(say_n("{count} report", "{count} reports", view.reports), class_name="font-semibold text-ink"),
            when,
            rx.cond(state != "", rx.el.span(state, class_name=_CHIP), rx.fragment()),
            class_name="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3",
        ),
        class_name="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1",
    )


def _evidence(view: rx.Var[Evidence]) -> rx.Component:
    """As it was when it was reported. Pictures stay blurred until one looks."""
    return rx.el.div(
        rx.cond(view.pictures.length() > 0, _pictures(view), rx.fragment()),
        rx.cond(view.words != "", rx.el.p("“", view.words, "”", class_name="font-serif italic text-lg whitespace-pre-line wrap-anywhere"), rx.fragment()),
        rx.cond(view.caption != "", rx.el.p(view.caption, class_name="text-ink-2 whitespace-pre-line wrap-anywhere"), rx.fragment()),
        rx.el.p(
            rx.foreach(view.tags, lambda tag: rx.el.span("#", tag)),
            rx.cond(view.rating != "", rx.el.span(say("Rated: {rating}", rating=rating_name(view.rating))), rx.fragment()),
            class_name="flex flex-wrap gap-x-3 text-sm text-ink-3",
        ),
        class_name="flex flex-col gap-2.5 max-h-[70vh] overflow-y-auto",
        tab_index=0,
        role="group",
        aria_label=say("As it was"),
    )


def _pictures(view: rx.Var[Evidence]) -> rx.Component:
    show = rx.el.label(
        rx.el.input(type="checkbox", class_name="size-5 accent-ink"), say("Show the pictures"), class_name="inline-flex items-center gap-2 min-h-10 text-sm"
    )

    def one(name: rx.Var[str], number: rx.Var[int]) -> rx.Component:
        """Avatars, and what nobody has described, have a number for those who hear it."""
        words = rx.cond(view.alts[number], view.alts[number], say("Picture {number}", number=number + 1))
        image = rx.el.img(src=f"/media/exhibit/{name}.webp", alt=words, loading="lazy", class_name="max-h-72 w-auto max-w-full")
        return rx.el.div(image, class_name="overflow-hidden rounded-sm bg-sunken min-h-24 min-w-24")

    shown = rx.foreach(view.pictures, one)
    return rx.el.div(show, rx.el.div(shown, class_name="flex flex-wrap gap-2"), class_name="not-has-[:checked]:[&_img]:blur-2xl")


def _reason(view: rx.Var[ReasonView]) -> rx.Component:
    return rx.el.li(reason_name(view.reason), rx.cond(view.count > 1, rx.el.span("× ", view.count), rx.fragment()), class_name=_CHIP)


def _note(view: rx.Var[NoteView]) -> rx.Component:
    by = rx.cond(view.by != "", go("@", view.by, href=f"/u/{view.by}", class_name=_LINK), rx.el.span(say("Somebody who has left")))
    about = rx.el.p(by, " · ", reason_name(view.reason), " · ", ago(view.at), class_name="text-sm text-ink-3")
    return rx.el.li(about, rx.el.p(view.text, class_name="whitespace-pre-line wrap-anywhere"), class_name="border-l-2 border-line-strong pl-3")


def _history(view: rx.Var[MatterView]) -> rx.Component:
    title = say_n("{count} earlier decision about this person", "{count} earlier decisions about this person", view.history.length())
    return rx.el.details(
        rx.el.summary(title, class_name="text-sm font-medium text-ink-2 min-h-10 inline-flex items-center"),
        rx.el.ul(rx.foreach(view.history, _earlier), role="list", class_name="flex flex-col gap-2 pt-1"),
    )


def _earlier(one: rx.Var[RulingView]) -> rx.Component:
    return rx.el.li(
        rx.el.span(deed_done(one.what), class_name="font-semibold"), " · ", day(one.decided_at), " · @", one.by,
        rx.cond(one.why != "", rx.el.span(" · ", one.why), rx.fragment()),
        class_name="text-sm text-ink-2 wrap-anywhere",
    )  # fmt: skip
