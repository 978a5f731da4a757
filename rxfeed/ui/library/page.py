"""`/library`: what one has made, by status, each thing a click away from where it goes on."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.views import GenerationView
from rxfeed.ui.components.controls import Text, button, go, link_button
from rxfeed.ui.components.notices import empty_box, notice, skeleton
from rxfeed.ui.here import Here
from rxfeed.ui.library.generations import generation_row
from rxfeed.ui.library.posts import post_tile
from rxfeed.ui.library.state import POSTS, LibraryPage
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say, told


def page() -> rx.Component:
    """The list that the address names (`?list=bin`)."""
    return frame(
        heading(say("Library"), link_button(say("Create"), href="/create", kind="ink", icon_name="plus")),
        _lists(),
        _guest_nudge(),
        rx.el.div(
            rx.match(LibraryPage.status, ("ready", _list()), ("failed", _failed()), _waiting()),
            class_name="px-4 md:px-0 mt-5",
            aria_live="polite",
        ),
        place="library",
        wide=True,
    )


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
        class_name="flex gap-1 overflow-x-auto plain-scroll px-4 md:px-0 md:flex-wrap",
    )


def _link(name: str, text: Text) -> rx.Component:
    look = (
        "shrink-0 inline-flex items-center min-h-10 px-4 rounded-full text-sm font-semibold text-ink-2 hover:bg-shade "
        "aria-[current]:bg-ink aria-[current]:text-paper"
    )
    current = rx.cond(LibraryPage.shown == name, "page", rx.Var("undefined"))
    return go(text, href=f"/library?list={name}", custom_attrs={"aria-current": current}, class_name=look)


def _guest_nudge() -> rx.Component:
    nudge = rx.el.div(
        rx.el.p(say("These are this browser's sketches. With an account they stay yours, and can be published."), class_name="grow basis-60 text-ink-2"),
        link_button(say("Sign up"), href="/sign-up?next=/library", kind="quiet"),
        class_name="flex flex-wrap items-center gap-3 mx-4 md:mx-0 mt-5 px-5 py-4 rounded-md bg-sunken",
    )
    return rx.cond(Here.known & ~Here.viewer.signed_in & (LibraryPage.generations.length() > 0), nudge, rx.fragment())


def _list() -> rx.Component:
    posts = rx.el.ul(rx.foreach(LibraryPage.posts, post_tile), role="list", class_name="grid grid-cols-2 lg:grid-cols-3 gap-x-4 gap-y-6")
    rows = rx.foreach(LibraryPage.generations, lambda generation: generation_row(generation=_as_it_is_now(generation)))
    generations = rx.el.ul(rows, role="list", class_name="flex flex-col gap-4")
    is_posts = rx.Var.create(list(POSTS)).contains(LibraryPage.shown)
    count = rx.cond(is_posts, LibraryPage.posts.length(), LibraryPage.generations.length())
    return rx.el.div(
        _put_back(),
        notice(told(LibraryPage.problem), tone="error"),
        rx.cond(count > 0, rx.cond(is_posts, posts, generations), _empty()),
        rx.cond(LibraryPage.next != "", button(say("Show more"), kind="quiet", on_click=LibraryPage.show_more, class_name="self-center"), rx.fragment()),
        class_name="flex flex-col gap-5",
    )


def _as_it_is_now(generation: rx.Var[GenerationView]) -> rx.Var[GenerationView]:
    formed = LibraryPage.formed
    return rx.cond(formed.contains(generation.id), formed[generation.id], generation)


def _put_back() -> rx.Component:
    see = link_button(say("See it"), href=rx.Var.create(f"/p/{LibraryPage.restored}"), kind="bare")
    return rx.cond(LibraryPage.restored != "", notice(say("It hangs in its place again."), see, tone="ok"), rx.fragment())


def _empty() -> rx.Component:
    texts = rx.match(
        LibraryPage.shown,
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
    return notice(told(LibraryPage.problem), button(say("Try again"), kind="quiet", on_click=LibraryPage.arrive), tone="error")


def _waiting() -> rx.Component:
    row = rx.el.div(skeleton("h-6 w-2/3"), skeleton("h-40 w-full mt-4"), class_name="rounded-lg border border-line p-5")
    return rx.el.div(row, row, class_name="flex flex-col gap-4", aria_busy=True)
