"""What every settings page has around it: the way to the others, and what stands there for guests and while nothing is known yet."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.ui.account.forms import Parts
from rxfeed.ui.components.controls import Text, link_button, tab
from rxfeed.ui.components.notices import empty_box, notice, skeleton
from rxfeed.ui.here import Here
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say, told


def places() -> tuple[tuple[str, Text], ...]:
    """Where the pages are and what they are called; the last one is for admins."""
    return (
        ("/settings", say("Profile")),
        ("/settings/sign-in", say("Sign-in")),
        ("/settings/posts", say("New posts")),
        ("/settings/notices", say("Notifications")),
        ("/settings/hidden", say("Muted and blocked")),
        ("/settings/feed", say("Feed recipe")),
        ("/settings/appearance", say("Appearance")),
        ("/settings/engine", say("Image engine")),
    )


def settings_frame(here: str, *content: Any) -> rx.Component:
    """A settings page at its address."""
    return frame(heading(say("Settings")), _ways(here), rx.el.div(*content, class_name="px-4 md:px-0 max-w-[640px]"))


def known(state: type[Parts], here: str, *content: Any) -> rx.Component:
    """The content once it has been asked for, for who is signed in."""
    failed = notice(told(state.problem), tone="error")
    whole = rx.el.div(*content)
    return settings_frame(here, rx.match(state.status, ("ready", whole), ("guest", _guest(here)), ("failed", failed), skeleton("h-80 w-full")))


def part(title: Text, *children: Any) -> rx.Component:
    """A section of a settings page."""
    look = "flex flex-col gap-5 py-7 border-t border-line first:border-0 first:pt-0"
    return rx.el.section(rx.el.h2(title, class_name="font-serif text-card"), *children, class_name=look)


def _ways(here: str) -> rx.Component:
    """In one line, which a narrow screen scrolls; the browser keeps the focused one in sight."""
    *everybodys, admins = places()
    return rx.el.nav(
        *(tab(name, address, address == here) for address, name in everybodys),
        rx.cond(Here.viewer.is_admin, tab(admins[1], admins[0], admins[0] == here), rx.fragment()),
        aria_label=say("Settings"),
        class_name="flex gap-1 mb-7 px-2 md:px-0 overflow-x-auto min-[1360px]:w-max min-[1360px]:min-w-full border-b border-line [scrollbar-width:none]",
    )


def _guest(here: str) -> rx.Component:
    return empty_box(
        say("Nobody is signed in"),
        say("Settings belong to an account. Appearance and language are in the corner's menu, also without one."),
        link_button(say("Sign in"), href=f"/sign-in?next={here}", kind="ink"),
        link_button(say("Sign up"), href=f"/sign-up?next={here}", kind="quiet"),
    )
