"""A post in the library: published, scheduled, or in the bin."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.views import PostView
from rxfeed.ui.components.controls import button, go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.pictures import framed, picture
from rxfeed.ui.library.state import LibraryPage
from rxfeed.ui.words import ago, moment, say, say_n


def post_tile(post: rx.Var[PostView]) -> rx.Component:
    """Its first picture and its prompt; from the bin it can be put back."""
    card = post.card
    first = card.pictures[0]
    words = rx.cond(card.prompt != "", card.prompt, card.caption)
    shown = picture(first, sizes="(min-width: 760px) 350px, 50vw", alt=words, class_name="absolute inset-0 size-full object-contain")
    back = button(say("Put it back"), kind="quiet", icon_name="undo", on_click=LibraryPage.restore(card.id), class_name="mt-2 text-sm")
    return rx.el.li(
        go(
            framed(first, shown, limit="300px"),
            _several(post),
            href=f"/p/{card.id}",
            class_name="relative block rounded-md overflow-hidden",
        ),
        go(words, href=f"/p/{card.id}", class_name="mt-2 line-clamp-2 font-serif italic text-lg hover:text-ink-2"),
        rx.el.p(
            rx.cond(post.visibility == "unlisted", rx.fragment(say("Unlisted"), " · "), rx.fragment()),
            rx.cond(card.published_at != "", ago(card.published_at), say("Appears {when}", when=moment(post.publish_at))),
            class_name="text-sm text-ink-3",
        ),
        rx.cond(post.status == "binned", back, rx.fragment()),
    )


def _several(post: rx.Var[PostView]) -> rx.Component:
    count = post.card.pictures.length()
    badge = rx.el.span(
        icon("picture", 14), say_n("{count} picture", "{count} pictures", count),
        class_name="absolute right-2 top-2 inline-flex items-center gap-1 px-2 py-0.5 rounded-full text-tiny font-medium bg-veil text-[white]",
    )
    return rx.cond(count > 1, badge, rx.fragment())
