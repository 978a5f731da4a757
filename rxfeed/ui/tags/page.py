"""`/t/{tag}`: what has a tag, newest first."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.views import PostCard
from rxfeed.ui.components.controls import button, link_button
from rxfeed.ui.components.first_content import kept_content
from rxfeed.ui.components.notices import empty_box, notice, pictures_lost
from rxfeed.ui.components.post_tile import busy, tiles, waiting_tiles
from rxfeed.ui.components.title import titled
from rxfeed.ui.feed.store import Listed, Sentinel
from rxfeed.ui.here import Here
from rxfeed.ui.shell import frame
from rxfeed.ui.tags.state import TagPage
from rxfeed.ui.words import say, say_n, told

TAG = TagPage.view
POSTS = Listed("tagged", '`v1/tags/${encodeURIComponent((useParams().tag ?? "").toLowerCase())}`', libraries={"react-router": "useParams"})
EAGER = 4
_PAGE, _WALL = "flex flex-col gap-5", "px-1.5 md:px-0 flex flex-col gap-3"


def page() -> rx.Component:
    """Head and wall."""
    back = link_button(say("Back to the feed"), href="/", kind="ink")
    gone = empty_box(say("No such tag"), say("A tag is one word of letters and figures."), back, whole_page=True)
    failed = notice(told(TagPage.problem), button(say("Try again"), kind="quiet", on_click=TagPage.arrive), tone="error")
    shown = rx.el.div(_head(), wall(), class_name=_PAGE)
    title = titled(TagPage.status == "ready", rx.Var.create(f"#{TagPage.view.tag} on rxfeed"))
    return frame(title, rx.match(TagPage.status, ("missing", gone), ("failed", failed), ("", kept_content(shown)), shown), wide=True)


def first_look(cards: rx.Var[list[PostCard]]) -> rx.Component:
    """What the server draws of it before any script has run."""
    return rx.el.div(_head(), rx.el.section(tiles(cards, EAGER), class_name=_WALL), class_name=_PAGE)


def _head() -> rx.Component:
    pictures = rx.cond(
        TAG.more,
        say("More than {count} pictures", count=TAG.posts),
        say_n("{count} picture", "{count} pictures", TAG.posts),
    )
    follow = rx.cond(
        TAG.follows,
        button(say("Following"), kind="quiet", on_click=TagPage.unfollow, aria_pressed="true"),
        button(say("Follow"), kind="ink", on_click=TagPage.follow, aria_pressed="false"),
    )
    ways = rx.cond(Here.viewer.signed_in, follow, link_button(say("Sign in to follow"), href="/sign-in", kind="quiet"))
    facts = rx.el.p(pictures, " · ", say_n("{count} follower", "{count} followers", TAG.followers), class_name="text-sm text-ink-3 min-h-5")
    return rx.el.header(
        rx.el.div(rx.el.h1("#", TAG.tag, class_name="font-serif text-title [overflow-wrap:anywhere]"), facts, class_name="min-w-0"),
        rx.cond(TagPage.status == "ready", ways, rx.fragment()),
        rx.cond(TagPage.problem.message != "", notice(told(TagPage.problem), tone="error"), rx.fragment()),
        class_name="flex flex-wrap items-center justify-between gap-3 px-4 md:px-0 min-h-18",
    )


@rx.memo
def wall() -> rx.Component:
    """Its posts."""
    posts = POSTS.found
    nothing = empty_box(
        say("Nothing here yet"),
        say("No picture has this tag. Publish one that does, and it hangs here."),
        link_button(say("Create"), href="/create", kind="ink", icon_name="plus"),
    )
    return rx.el.section(
        rx.el.h2(say("Pictures"), class_name="sr-only"),
        tiles(posts.cards, EAGER, aria_busy=busy(posts.status)),
        rx.match(
            posts.status,
            ("ready", rx.cond((posts.cards.length() == 0) & (posts.next == ""), rx.el.div(nothing, class_name="mx-2.5 md:mx-0"), rx.fragment())),
            ("failed", pictures_lost(POSTS.more())),
            waiting_tiles(),
        ),
        Sentinel.create(list=POSTS.name),
        class_name=_WALL,
    )
