"""The dialog in which one chooses what to blend with."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.remixing_views import CandidateView
from rxfeed.ui.components.controls import button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.components.pictures import blurred
from rxfeed.ui.composer.choices_part import group, pill
from rxfeed.ui.remix.state import Remix
from rxfeed.ui.words import said, say, told

APART = say("The licences of some pictures exclude each other: what is blended of them could never be published. Those can't be chosen together.")


def picker() -> rx.Component:
    """From four places; a press chooses, another takes out again."""
    names = {"latest": say("Latest"), "library": say("Your own"), "likes": say("Likes"), "collections": say("Collections")}
    where = group(say("From"), *(pill("blend-from", name, Remix.where == name, words, Remix.choose_from(name)) for name, words in names.items()))
    more = button(say("More"), kind="quiet", on_click=Remix.more_to_blend, class_name="self-center")
    nothing = rx.el.p(say("There is nothing here that you can blend with."), class_name="text-ink-2 py-6 text-center")
    return dialog(
        say("Blend with"),
        rx.el.div(
            where,
            notice(told(Remix.blend_problem), tone="error"),
            rx.cond(
                Remix.candidates.length() > 0,
                rx.el.ul(rx.foreach(Remix.candidates, _candidate), role="list", class_name="grid grid-cols-3 gap-2 max-h-[48vh] overflow-y-auto p-1 -m-1"),
                nothing,
            ),
            rx.cond(Remix.apart.length() > 0, rx.el.p(APART, class_name="text-sm text-ink-2"), rx.fragment()),
            rx.cond(Remix.more_candidates != "", more, rx.fragment()),
            button(say("Done"), kind="ink", on_click=Remix.choose_no_more),
            class_name="flex flex-col gap-4 [&>:empty]:absolute",
        ),
        is_open=Remix.choosing,
        on_dismiss=Remix.choose_no_more,
        key="blend",
    )


def _candidate(one: rx.Var[CandidateView]) -> rx.Component:
    whose = rx.cond(one.mine, say("Your picture"), say("@{handle}'s picture", handle=one.handle))
    name = rx.cond(one.words != "", whose + ": " + one.words, whose)
    chosen = rx.el.span(
        icon("check", 18),
        aria_hidden="true",
        class_name="absolute left-2 top-2 size-8 grid place-items-center rounded-full bg-ink text-paper not-in-[[aria-pressed=true]]:hidden",
    )
    apart = Remix.apart.contains(one.post_id)
    press = rx.el.button(
        blurred(one.rating, rx.el.img(src=one.image.src, alt="", loading="lazy", class_name="size-full object-cover rounded-sm bg-sunken")),
        chosen,
        type="button",
        aria_label=name,
        title=rx.cond(one.allowed, rx.cond(apart, say("Its licence doesn't go with that of the others."), name), said(one.why, one.why_values)),
        aria_pressed=Remix.blended.contains(one.post_id),
        disabled=~one.allowed | apart,
        on_click=Remix.blend(one.post_id, one.picture),
        class_name=(
            "relative block w-full aspect-square rounded-sm disabled:opacity-40 "
            "aria-pressed:outline-2 aria-pressed:outline-ink aria-pressed:outline-offset-2"
        ),
    )
    return rx.el.li(press)
