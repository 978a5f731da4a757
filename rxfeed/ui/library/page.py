"""`/library`: what one has made, by status, each thing a click away from where it goes on."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.library import POSTS
from rxfeed.ui.components.controls import Text, button, go, link_button
from rxfeed.ui.components.notices import empty_box, notice, skeleton
from rxfeed.ui.feed.store import Sentinel
from rxfeed.ui.here import Here
from rxfeed.ui.library import store
from rxfeed.ui.library.generations import generation_row
from rxfeed.ui.library.posts import post_tile
from rxfeed.ui.library.state import LibraryPage
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import said, say, told


def page() -> rx.Component:
    """The list that the address names (`?list=bin`)."""
    return frame(
        heading(
            say("Library"),
            rx.el.div(
                rx.cond(Here.viewer.signed_in, _numbers(), rx.fragment()),
                link_button(say("Create"), href="/create", kind="ink", icon_name="plus"),
                class_name="flex gap-2.5",
            ),
        ),
        _lists(),
        _guest_nudge(),
        rx.el.div(
            _what_was_done(),
            rx.el.div(_list(), _below(), Sentinel.create(list=store.name), class_name="flex flex-col gap-5"),
            class_name="px-4 md:px-0 mt-5",
        ),
        _sink(),
        place="library",
        wide=True,
    )


def _numbers() -> rx.Component:
    words = rx.el.span(say("Numbers"), class_name="max-md:sr-only")
    return link_button(words, href="/library/numbers", kind="quiet", icon_name="chart", class_name="max-md:px-3!")


def _lists() -> rx.Component:
    """The lists; those of posts are a member's."""
    generations = [
        ("all", say("All")), ("running", say("Running")), ("ready", say("Ready")), ("drafts", say("Drafts")),
        ("passed_over", say("Passed over")), ("failed", say("Failed")),
    ]
    posts = [("published", say("Published")), ("scheduled", say("Scheduled")), ("bin", say("Bin"))]
    return rx.el.nav(
        *(_link(name, text) for name, text in generations),
        rx.cond(Here.viewer.signed_in, rx.fragment(*(_link(name, text) for name, text in posts)), rx.fragment()),
        aria_label=say("Lists"),
        class_name="flex gap-1 overflow-x-auto plain-scroll px-4 scroll-px-4 md:px-0 md:flex-wrap",
    )


def _link(name: str, text: Text) -> rx.Component:
    look = (
        "shrink-0 inline-flex items-center min-h-10 px-4 rounded-full text-sm font-semibold text-ink-2 hover:bg-shade "
        "aria-[current]:bg-ink aria-[current]:text-paper aria-[current]:[scroll-initial-target:nearest]"
    )
    current = rx.cond(store.shown == name, "page", rx.Var("undefined"))
    return go(text, href=f"/library?list={name}", custom_attrs={"aria-current": current}, class_name=look)


def _guest_nudge() -> rx.Component:
    nudge = rx.el.div(
        rx.el.p(say("These are this browser's sketches. With an account they stay yours, and can be published."), class_name="grow basis-60 text-ink-2"),
        link_button(say("Sign up"), href="/sign-up?next=/library", kind="quiet"),
        class_name="flex flex-wrap items-center gap-3 mx-4 md:mx-0 mt-5 px-5 py-4 rounded-md bg-sunken",
    )
    return rx.cond(Here.known & ~Here.viewer.signed_in & (store.generations.length() > 0), nudge, rx.fragment())


def _list() -> rx.Component:
    """Generations in rows or posts as tiles."""
    posts = rx.foreach(store.posts, lambda post: post_tile(post=post, place=store.name, key=post.id))
    rows = rx.foreach(store.generations, lambda generation: generation_row(generation=generation, key=generation.id))
    busy = (store.status != "ready") & (store.status != "failed")
    return rx.fragment(
        rx.cond(
            _shows_posts(),
            rx.el.ul(posts, role="list", aria_busy=busy, class_name="grid grid-cols-2 lg:grid-cols-3 gap-x-4 gap-y-6 empty:hidden"),
            rx.el.ul(rows, role="list", aria_busy=busy, class_name="flex flex-col gap-4 empty:hidden"),
        ),
        rx.el.p(
            rx.cond(store.generations.length() > 0, say("{count} shown", count=store.generations.length()), ""),
            role="status",
            class_name="sr-only",
        ),
    )


def _below() -> rx.Component:
    """How the list goes on, or that it doesn't."""
    settled = rx.cond(store.generations.length() > 0, rx.cond(store.following == "", _end(), rx.fragment()), _empty())
    return rx.match(
        store.status,
        ("ready", settled),
        ("checking", settled),
        ("failed", _failed()),
        ("growing", _waiting()),
        rx.fragment(_waiting(), _waiting()),
    )


def _sink() -> rx.Component:
    grows = (store.shown == "all") | (store.shown == "running")
    return store.ChangeSink.create(list=store.name, grows=grows, changed=LibraryPage.changed, moves=LibraryPage.moves)


def _shows_posts() -> rx.Var[bool]:
    return rx.Var.create(list(POSTS)).contains(store.shown)


def _what_was_done() -> rx.Component:
    """What has become of the post that has just left the list, and the way back."""
    words = rx.match(
        LibraryPage.done,
        ("restored", say("It hangs in its place again.")),
        ("published", say("It is published.")),
        ("binned", say("It is in the bin, for 30 days.")),
        ("worn", say("That is you now.")),
        "",
    )
    undo = button(say("Undo"), kind="bare", icon_name="undo", on_click=LibraryPage.undo)
    see = link_button(say("See it"), href=f"/p/{LibraryPage.moved}", kind="bare")
    return rx.el.div(
        notice(words, rx.match(LibraryPage.done, ("binned", undo), ("worn", rx.fragment()), see), tone="ok"),
        notice(told(LibraryPage.problem), tone="error"),
        class_name="has-[p]:mb-5",
    )


def _empty() -> rx.Component:
    texts = rx.match(
        store.shown,
        ("running", say("Nothing is forming just now.")),
        ("drafts", say("No drafts. What you put aside in the composer waits here.")),
        ("passed_over", say("Nothing passed over: every picture is published.")),
        ("failed", say("Nothing failed. Good.")),
        ("published", say("Nothing published yet.")),
        ("scheduled", say("Nothing waits for its time.")),
        ("bin", say("The bin is empty.")),
        say("Whatever you make is kept here: pictures still forming, drafts, and those you passed over."),
    )
    return empty_box(say("Nothing here"), texts, link_button(say("Create a picture"), href="/create", kind="ink"))


def _failed() -> rx.Component:
    words = rx.cond(store.problem != "", said(store.problem, store.values), say("Your pictures didn't come. Is the connection there?"))
    again = button(say("Try again"), kind="quiet", on_click=store.again())
    sign_in = link_button(say("Sign in"), href="/sign-in?next=/library", kind="ink")
    return notice(words, rx.cond(Here.known & ~Here.viewer.signed_in & _shows_posts(), sign_in, again), tone="error")


def _end() -> rx.Component:
    return rx.el.p(say("That was everything."), class_name="py-6 text-center text-sm text-ink-3")


def _waiting() -> rx.Component:
    """The shape of what is on its way."""
    row = rx.el.div(skeleton("h-6 w-2/3"), skeleton("h-40 w-full mt-4"), key="row", class_name="rounded-lg border border-line p-5")
    tile = rx.el.div(skeleton("aspect-3/2 max-h-[300px] w-full rounded-md"), skeleton("h-6 w-3/4 mt-2"))
    tiles = rx.el.div(tile, tile, rx.el.div(tile, class_name="max-lg:hidden"), key="tiles", class_name="grid grid-cols-2 lg:grid-cols-3 gap-x-4 gap-y-6")
    return rx.cond(_shows_posts(), tiles, row)
