"""The parts of somebody's page: posts, collections, likes; the last two at addresses of their own."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import button, checkbox, tab
from rxfeed.ui.components.notices import empty_box, notice
from rxfeed.ui.components.post_tile import WALL, last_row, post_tile, waiting_tiles
from rxfeed.ui.feed.store import Sentinel
from rxfeed.ui.profile.state import ProfilePage
from rxfeed.ui.profile.store import liked_list, list_name, more
from rxfeed.ui.words import say

WHO = ProfilePage.profile
EAGER = 4


def tabs(here: str) -> rx.Component:
    """`here`: `posts`, `collections` or `likes`. Likes are for their person, and for others where they have said so."""
    likes = rx.cond(WHO.mine | WHO.shows_likes, tab(say("Likes"), f"/u/{WHO.handle}/likes", here == "likes"), rx.fragment())
    return rx.el.nav(
        tab(say("Pictures"), f"/u/{WHO.handle}", here == "posts"),
        tab(say("Collections"), f"/u/{WHO.handle}/collections", here == "collections"),
        likes,
        aria_label=say("On this page"),
        class_name="flex gap-1 px-2 md:px-0 border-b border-line",
    )


@rx.memo
def liked_wall() -> rx.Component:
    """What they like. A component of its own: it is asked for once it is known that there is somebody."""
    liked, again = liked_list(), button(say("Try again"), kind="quiet", on_click=more("likes"))
    nothing = empty_box(say("Nothing yet"), say("Pictures that {name} likes hang here.", name=WHO.name))
    return rx.el.section(
        rx.el.h2(say("Likes"), class_name="sr-only"),
        rx.cond(WHO.mine, _choice(), rx.fragment()),
        rx.el.ul(
            rx.foreach(liked.cards, lambda card, number: post_tile(card=card, eager=number < EAGER, pinned=False, key=card.id)),
            last_row(),
            role="list",
            aria_busy=(liked.status == "loading") | (liked.status == "growing"),
            class_name=WALL,
        ),
        rx.match(
            liked.status,
            ("ready", rx.cond((liked.cards.length() == 0) & (liked.next == ""), rx.el.div(nothing, class_name="mx-2.5 md:mx-0"), rx.fragment())),
            ("failed", notice(say("The pictures didn't come. Is the connection there?"), again, tone="error")),
            waiting_tiles(),
        ),
        Sentinel.create(list=list_name("likes")),
        class_name="px-1.5 md:px-0 flex flex-col gap-3",
    )


def _choice() -> rx.Component:
    hint = say("Off: only you see this page. On: whoever sees yours.")
    box = checkbox(say("Show what I like to others"), name="show_likes", hint=hint, checked=WHO.shows_likes, on_change=ProfilePage.show_likes)
    return rx.el.div(box, class_name="px-2.5 md:px-0")
