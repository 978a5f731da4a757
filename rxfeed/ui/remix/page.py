"""`/p/{id}/remix`: the picture on the left, the composer that takes it further on the right."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import link_button
from rxfeed.ui.components.notices import empty_box, skeleton
from rxfeed.ui.components.refusals import alone, failed, for_members, missing
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.browser import PictureTaker, pressed
from rxfeed.ui.composer.choices_part import choices_part, generate_part
from rxfeed.ui.composer.pictures_part import pictures_part
from rxfeed.ui.composer.post_part import post_part
from rxfeed.ui.composer.prompt_part import passing_part
from rxfeed.ui.permission.asking import ask_panel
from rxfeed.ui.post.page import ADDRESSED
from rxfeed.ui.remix.gathered import gathered
from rxfeed.ui.remix.picker import picker
from rxfeed.ui.remix.stage import parent_cards, permission, stage
from rxfeed.ui.remix.state import Remix
from rxfeed.ui.remix.ways import credit_part, ways_part, words_part
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import said, say, told


def page() -> rx.Component:
    """One below the other where there is less room: the picture, the wish, what comes of it."""
    why = told(Remix.remix_problem)
    shown = rx.match(
        Remix.remix_status,
        ("ready", rx.cond(Remix.parents.length() == 0, _waiting(), rx.cond(Remix.permitted, _open(), _closed()))),  # on the way to the post there are none
        ("missing", missing(why)),
        ("guest", for_members(why, rx.Var.create(f"/p/{Remix.of}/remix"))),
        ("blocked", alone(_refused())),
        ("failed", failed(why, Remix.arrive_at)),
        _waiting(),
    )
    return frame(rx.cond(Remix.of == ADDRESSED, shown, _waiting()), wide=True)


def _open() -> rx.Component:
    asked = (pressed.value > Composer.answered) | (Composer.generation.id != "") | (Composer.kept_draft != "")
    others = rx.cond(Remix.blank_names.length() > 0, gathered(Remix.of), rx.fragment())
    left = (
        rx.el.div(stage(), class_name="max-lg:order-1"),
        rx.el.div(rx.cond(asked, pictures_part(), rx.el.div(id="pictures")), class_name="max-lg:order-3 px-4 md:px-0 has-[#pictures:empty]:absolute"),
        rx.el.div(parent_cards(), others, class_name="max-lg:order-5 flex flex-col gap-5"),
    )
    wish = (words_part(), ways_part(), rx.el.div(choices_part(), class_name="px-4 md:px-0"), generate_part(), _passing(), credit_part())
    right = (
        rx.el.div(*wish, class_name="max-lg:order-2 flex flex-col gap-6 [&>:empty]:absolute"),
        rx.el.div(post_part(), class_name="max-lg:order-4 px-4 md:px-0 empty:absolute"),
    )
    column = "max-lg:contents lg:flex lg:flex-col lg:gap-6 lg:flex-1 lg:min-w-0"
    return rx.fragment(
        _title(),
        PictureTaker.create(
            rx.el.div(*left, class_name=column),
            rx.el.div(*right, class_name=column),
            on_taken=Composer.take_picture,
            on_refused=Composer.refuse_picture,
            lost=say("The server did not answer. Try again in a moment."),
            class_name="flex flex-col lg:flex-row items-stretch lg:items-start gap-6 max-md:pb-20",
        ),
        picker(),
    )


def _passing() -> rx.Component:
    return rx.el.div(passing_part(), class_name="px-4 md:px-0 not-has-[p]:absolute")


def _title() -> rx.Component:
    first = Remix.parents[0]
    whose = rx.cond(first.mine, say("of your own picture"), say("of @{handle}'s picture", handle=first.author.handle))
    licence = rx.cond(first.licence_url != "", first.licence_name, say("All rights reserved"))
    return heading(say("Remix"), rx.el.p(whose, " · ", licence, " · ", permission(first), class_name="text-sm text-ink-2 grow"))


def _closed() -> rx.Component:
    """Somebody doesn't allow it: why, and what one can do."""
    barred = rx.foreach(
        Remix.parents, lambda parent: rx.cond(parent.allowed, rx.fragment(), rx.el.p(said(parent.why, parent.why_values), class_name="text-ink"))
    )
    back = link_button(say("Back to the picture"), href=rx.Var.create(f"/p/{Remix.of}"), icon_name="left")
    made = link_button(say("What you made of it"), href=rx.Var.create(f"/create?generation={Remix.generation.id}"), icon_name="picture")
    panel = rx.el.div(
        barred,
        ask_panel(Remix.to_be_asked),
        rx.el.div(rx.cond(Remix.generation.id != "", made, rx.fragment()), back, class_name="flex flex-wrap gap-2"),
        class_name="flex flex-col gap-4 p-5 mx-4 md:mx-0 rounded-lg border border-line bg-surface",
    )
    return rx.fragment(
        _title(), rx.el.div(stage(), rx.el.div(panel, parent_cards(), class_name="flex flex-col gap-4"), class_name="grid lg:grid-cols-2 items-start gap-6")
    )


def _refused() -> rx.Component:
    return empty_box(say("Not to be remixed"), told(Remix.remix_problem), link_button(say("Back to the feed"), href="/", kind="ink"), whole_page=True)


def _waiting() -> rx.Component:
    """The shape of what is on its way."""
    return rx.el.div(
        rx.el.h1(say("Remix"), class_name="font-serif text-title px-4 md:px-0 py-3 md:py-0 md:mb-5"),
        rx.el.div(
            skeleton("w-full aspect-3/2 md:rounded-lg"),
            rx.el.div(skeleton("h-40 w-full"), skeleton("h-10 w-72 mt-6"), skeleton("h-11 w-36 mt-6"), class_name="max-lg:mx-4"),
            class_name="grid lg:grid-cols-2 gap-6",
        ),
        aria_busy=True,
    )
