"""A post in the library: published, scheduled, or in the bin."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.library_views import PostItem
from rxfeed.ui.components.controls import Text, button, go, icon_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.pictures import framed, picture
from rxfeed.ui.library.state import LibraryPage
from rxfeed.ui.library.store import drop
from rxfeed.ui.words import ago, day, moment, say, say_n


@rx.memo
def post_tile(post: rx.Var[PostItem], place: rx.Var[str], rest: rx.RestProp) -> rx.Component:
    """Its first picture, its words, and what its author does with it here. What has been done with it leaves the list called `place`."""
    words = rx.cond(post.words != "", post.words, say("Without words"))
    shown = picture(post.picture, sizes="(min-width: 760px) 350px, 50vw", alt=words, class_name="absolute inset-0 size-full object-contain")

    def act(name: Text, sign: str, handler: Any) -> rx.Component:
        return button(name, kind="quiet", icon_name=sign, on_click=[drop(place, post.id), handler], class_name="mt-2 text-sm px-4 min-h-10")

    delete = icon_button("bin", say("Delete"), on_click=[drop(place, post.id), LibraryPage.bin(post.id)], class_name="shrink-0 -mt-2 -mr-2.5")

    return rx.el.li(
        go(
            framed(post.picture, shown, limit="300px"),
            _several(post),
            href=f"/p/{post.id}",
            tab_index=-1,
            aria_hidden="true",  # the words below lead there too
            class_name="relative block rounded-md overflow-hidden",
        ),
        go(words, href=f"/p/{post.id}", class_name="mt-2 line-clamp-2 font-serif italic text-lg hover:text-ink-2"),
        rx.el.div(
            _when(post),
            rx.cond(post.status != "binned", delete, rx.fragment()),
            class_name="flex justify-between gap-2 mt-0.5",
        ),
        rx.cond(post.status == "binned", act(say("Put it back"), "undo", LibraryPage.restore(post.id)), rx.fragment()),
        rx.cond(post.status == "scheduled", act(say("Publish now"), "up", LibraryPage.publish_now(post.id)), rx.fragment()),
    )


def _when(post: rx.Var[PostItem]) -> rx.Component:
    return rx.el.p(
        rx.match(
            post.visibility,
            ("unlisted", rx.fragment(say("Unlisted"), " · ")),
            ("followers", rx.fragment(say("For followers"), " · ")),
            rx.fragment(),
        ),
        rx.match(
            post.status,
            ("binned", rx.fragment(say("Gone for good on {day}", day=day(post.gone_at)))),
            ("scheduled", rx.fragment(say("Appears {when}", when=moment(post.publish_at)))),
            ("hidden", rx.fragment(say("Hidden by a moderator"))),
            ("removed", rx.fragment(say("Removed by a moderator"))),
            rx.el.time(ago(post.published_at), date_time=post.published_at, title=moment(post.published_at)),
        ),
        class_name="text-sm text-ink-3",
    )


def _several(post: rx.Var[PostItem]) -> rx.Component:
    badge = rx.el.span(
        icon("picture", 14), say_n("{count} picture", "{count} pictures", post.pictures),
        class_name="absolute right-2 top-2 inline-flex items-center gap-1 px-2 py-0.5 rounded-full text-tiny font-medium bg-veil text-[white]",
    )
    return rx.cond(post.pictures > 1, badge, rx.fragment())
