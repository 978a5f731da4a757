"""Somebody in a list of people."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.people_views import PersonView
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import go


def person_row(person: rx.Var[PersonView], *answers: rx.Component) -> rx.Component:
    """Face, name, and what they say of themselves, leading to their page; and beside it what one can answer them."""
    words = rx.cond(person.bio != "", rx.el.span(person.bio, class_name="block text-sm text-ink-2 truncate"), rx.fragment())
    return rx.el.li(
        go(
            avatar(person.avatar, person.name, 46),
            rx.el.span(
                rx.el.span(
                    rx.el.span(person.name, class_name="font-semibold truncate"),
                    rx.el.span("@", person.handle, class_name="text-sm text-ink-3 truncate"),
                    class_name="flex flex-wrap items-baseline gap-x-1.5 min-w-0",
                ),
                words,
                class_name="min-w-0 grow",
            ),
            href=f"/u/{person.handle}",
            class_name="flex items-center gap-3 py-1.5 grow basis-40 min-w-0 hover:bg-shade md:px-3 md:-mx-3 rounded-sm",
        ),
        *answers,
        key=person.id,
        class_name="flex flex-wrap items-center gap-2 py-1.5 border-b border-line last:border-0",
    )
