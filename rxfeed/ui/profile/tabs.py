"""The parts of somebody's page: posts, and at addresses of their own reposts, collections and likes."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import Text, checkbox, tab
from rxfeed.ui.components.notices import empty_box, pictures_lost
from rxfeed.ui.components.post_tile import busy, tiles, waiting_tiles
from rxfeed.ui.feed.store import CardList, Sentinel
from rxfeed.ui.profile.state import ProfilePage
from rxfeed.ui.profile.store import liked_list, list_name, more, reposted_list
from rxfeed.ui.words import say

WHO = ProfilePage.profile
EAGER = 4


def tabs(here: str) -> rx.Component:
    """`here`: `posts`, `reposts`, `collections` or `likes`. Likes are for their person, and for others where they have said so."""
    likes = rx.cond(WHO.mine | WHO.shows_likes, tab(say("Likes"), f"/u/{WHO.handle}/likes", here == "likes"), rx.fragment())
    return rx.el.nav(
        tab(say("Pictures"), f"/u/{WHO.handle}", here == "posts"),
        tab(say("Reposts"), f"/u/{WHO.handle}/reposts", here == "reposts"),
        tab(say("Collections"), f"/u/{WHO.handle}/collections", here == "collections"),
        likes,
        aria_label=say("On this page"),
        class_name="flex gap-1 px-2 md:px-0 border-b border-line overflow-x-auto overflow-y-hidden [scrollbar-width:none]",
    )


@rx.memo
def liked_wall() -> rx.Component:
    """What they like. A component of its own: it is asked for once it is known that there is somebody."""
    nothing = say("Pictures that {name} likes hang here.", name=WHO.name)
    return _wall("likes", say("Likes"), liked_list(), nothing, rx.cond(WHO.mine, _choice(), rx.fragment()))


def unseen_likes() -> rx.Component:
    """In their place for those whom they aren't shown."""
    return rx.el.div(empty_box(say("Not for others to see"), say("{name} shows nobody what they like.", name=WHO.name)), class_name="mx-4 md:mx-0")


@rx.memo
def reposted_wall() -> rx.Component:
    """What they have reposted, the last first; of its own for the same reason."""
    return _wall("reposts", say("Reposts"), reposted_list(), say("Pictures that {name} reposts hang here.", name=WHO.name))


def _wall(which: str, title: Text, marked: rx.Var[CardList], nothing: Text, *before: rx.Component) -> rx.Component:
    empty = rx.el.div(empty_box(say("Nothing yet"), nothing), class_name="mx-2.5 md:mx-0")
    return rx.el.section(
        rx.el.h2(title, class_name="sr-only"),
        *before,
        tiles(marked.cards, EAGER, aria_busy=busy(marked.status)),
        rx.match(
            marked.status,
            ("ready", rx.cond((marked.cards.length() == 0) & (marked.next == ""), empty, rx.fragment())),
            ("failed", pictures_lost(more(which))),
            waiting_tiles(),
        ),
        Sentinel.create(list=list_name(which)),
        class_name="px-1.5 md:px-0 flex flex-col gap-3",
    )


def _choice() -> rx.Component:
    hint = say("Off: only you see this page. On: whoever sees yours.")
    box = checkbox(say("Show what I like to others"), name="show_likes", hint=hint, checked=WHO.shows_likes, on_change=ProfilePage.show_likes)
    return rx.el.div(box, class_name="px-2.5 md:px-0")
