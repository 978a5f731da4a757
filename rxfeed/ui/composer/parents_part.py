"""On the composer's own page: what the pictures take further, where they are a remix."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.remixing_views import ParentView
from rxfeed.ui.components.controls import button, link_button
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.words import say


def parents_part() -> rx.Component:
    """The parents, the way to the remix view, and the way out."""

    def parent(one: rx.Var[ParentView]) -> rx.Component:
        picture = rx.el.img(src=one.image.src, alt="", class_name="size-10 rounded-sm object-cover bg-sunken")
        return rx.el.li(picture, rx.el.span("@", one.author.handle, class_name="text-sm font-medium"), class_name="flex items-center gap-2")

    first = Composer.parents[0]
    address = rx.Var.create(f"/p/{first.post_id}/remix?picture={first.picture}&generation={Composer.generation.id}")
    shown = rx.el.section(
        rx.el.h2(say("A remix of"), class_name="text-sm font-medium text-ink-2"),
        rx.el.ul(rx.foreach(Composer.parents, parent), role="list", class_name="flex flex-wrap gap-x-4 gap-y-2 grow"),
        link_button(say("To the remix view"), href=address, kind="soft", icon_name="fork"),
        button(say("Begin something else"), kind="bare", on_click=Composer.begin_without),
        class_name="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 rounded-md border border-line bg-surface",
    )
    return rx.cond(Composer.mode != "", shown, rx.fragment())
