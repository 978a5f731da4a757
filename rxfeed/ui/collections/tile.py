"""A collection in a list: its cover, its name, how many pictures."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.collections_views import CollectionItem
from rxfeed.ui.components.controls import Text, go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.pictures import picture, veiled
from rxfeed.ui.words import say, say_n

GRID = "grid grid-cols-2 lg:grid-cols-3 gap-x-4 gap-y-6"
_COVER = "relative block aspect-3/2 rounded-md overflow-hidden bg-sunken border border-line"


@rx.memo
def collection_tile(item: rx.Var[CollectionItem], rest: rx.RestProp) -> rx.Component:
    """Leads to the collection."""
    shown = picture(item.cover, sizes="(min-width: 760px) 350px, 50vw", class_name="absolute inset-0 size-full object-cover")
    empty = rx.el.span(icon("fork", 24), class_name="absolute inset-0 grid place-items-center text-ink-3 rotate-180")
    cover = rx.el.span(rx.cond(item.cover.src != "", shown, empty), class_name=_COVER)
    return rx.el.li(
        veiled(item.rating, go(cover, href=f"/c/{item.id}", tab_index=-1, aria_hidden="true"), "rounded-md"),  # the name below leads there too
        go(item.name, href=f"/c/{item.id}", class_name="block mt-2 font-semibold truncate hover:underline underline-offset-3"),
        rx.el.p(
            how_many(item.posts, item.many),
            rx.el.span("·", aria_hidden="true"),
            rx.cond(item.mine, rx.el.span(seen_by(item.visibility)), rx.el.span("@", item.owner.handle, class_name="truncate")),
            class_name="flex gap-1.5 text-sm text-ink-3 min-w-0",
        ),
        rx.cond(item.invited, rx.el.p(say("You are invited."), class_name="text-sm font-medium text-accent"), rx.fragment()),
        class_name="min-w-0",
    )


def saved_tile() -> rx.Component:
    """The list that everybody has from the start."""
    sign = rx.el.span(icon("library", 28), class_name=f"{_COVER} grid place-items-center text-ink-2")
    return rx.el.li(
        go(sign, href="/collections/saved", tab_index=-1, aria_hidden="true"),
        go(say("Saved"), href="/collections/saved", class_name="block mt-2 font-semibold hover:underline underline-offset-3"),
        rx.el.p(say("Only you see it."), class_name="text-sm text-ink-3"),
        class_name="min-w-0",
    )


def how_many(posts: rx.Var[int], many: rx.Var[bool]) -> rx.Component:
    """Of large collections only about how many."""
    return rx.el.span(rx.cond(many, say("More than {count} pictures", count=posts), say_n("{count} picture", "{count} pictures", posts)), class_name="shrink-0")


def seen_by(visibility: rx.Var[str]) -> rx.Var[str]:
    """Who sees a collection, in a word."""
    return rx.match(visibility, ("public", say("Public")), ("unlisted", say("Unlisted")), say("Private"))


def visibility_choices() -> list[tuple[str, Text]]:
    return [("private", say("Private")), ("unlisted", say("Unlisted")), ("public", say("Public"))]
