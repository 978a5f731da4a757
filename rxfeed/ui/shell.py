"""The frame around every page: the places to go, whose account it is, and where the page's own content stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A

from rxfeed.ui.answering import answering
from rxfeed.ui.collections.collect import collect_dialog
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import Text, button, go, icon_button, link_button
from rxfeed.ui.components.first_content import first_content
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.mark import mark
from rxfeed.ui.components.notices import notice
from rxfeed.ui.connection import connection
from rxfeed.ui.credentials.panel import credential_panel
from rxfeed.ui.here import Here
from rxfeed.ui.keys.hint import hint
from rxfeed.ui.keys.sheet import keys
from rxfeed.ui.lightbox.dialog import lightbox
from rxfeed.ui.menu import MENU, menu
from rxfeed.ui.places import Place, at_most_99, only_for, places
from rxfeed.ui.safety import post_menu
from rxfeed.ui.safety.suspended import suspended
from rxfeed.ui.taste import taste
from rxfeed.ui.words import say

STYLESHEETS = ["/rxfeed.css"]
EARLY = Path(__file__).parents[2] / "assets" / "early.js"


def head() -> list[rx.Component]:
    """What every page's `<head>` holds: the first screen's fonts, the icons, what describes the API, and what keeps a press that comes before the scripts."""
    as_font = {"as": "font", "type": "font/woff2", "crossOrigin": "anonymous"}
    fonts = ("inter-latin-5.3.0", "instrument-serif-latin-italic-5.3.0")
    return [
        *(rx.el.link(rel="preload", href=f"/fonts/{font}.woff2", custom_attrs=as_font) for font in fonts),
        rx.el.link(rel="icon", href="/icon.svg", custom_attrs={"type": "image/svg+xml"}),
        rx.el.link(rel="manifest", href="/rxfeed.webmanifest"),
        rx.el.link(rel="service-desc", href="/api/v1/openapi.json", custom_attrs={"type": "application/json"}),
        rx.el.meta(name="theme-color", content="#fbfaf9", custom_attrs={"media": "(prefers-color-scheme: light)"}),
        rx.el.meta(name="theme-color", content="#0d0b0a", custom_attrs={"media": "(prefers-color-scheme: dark)"}),
        rx.el.script(EARLY.read_text("utf-8")),
    ]


def frame(*content: Any, place: str = "", side: rx.Component | None = None, wide: bool = False) -> rx.Component:
    """A page: `place` is its own in the rail, `side` what stands beside it on a wide screen; `wide` pages lay out both columns themselves."""
    width = "max-w-[1096px]" if wide else "max-w-[784px]"
    return rx.el.div(
        A.create(  # not a link of the router: the browser itself moves the focus
            say("Skip to the content"),
            href="#content",
            class_name=(
                "sr-only focus:not-sr-only focus:fixed focus:z-30 focus:left-4 focus:top-4 focus:px-4 focus:py-2.5 "
                "focus:rounded-full focus:bg-ink focus:text-paper"
            ),
        ),
        _top_bar(),
        rx.el.div(
            _rail(place),
            rx.el.main(_unsure(), suspended(), *content, id="content", tab_index=-1, class_name=f"min-w-0 grow {width} md:pt-6 pb-28 md:pb-16 outline-none"),
            side if side is not None else rx.fragment(),
            class_name="mx-auto max-w-[1400px] flex items-start md:gap-8 xl:gap-10 md:px-5",
        ),
        _bottom_bar(place),
        connection(),
        menu(),
        lightbox(),
        *post_menu.dialogs(),
        answering(),
        taste(),
        collect_dialog(),
        credential_panel(),
        keys(),
        hint() if place == "feed" else rx.fragment(),
        class_name="min-h-screen",
        custom_attrs={"data-shows": Here.viewer.shows},
    )


def heading(text: Text, *children: Any) -> rx.Component:
    """A page's title, with what belongs beside it."""
    room = "flex flex-wrap items-center justify-between gap-3 min-h-17 md:min-h-11 px-4 md:px-0 py-3 md:py-0 md:mb-5"
    return rx.el.header(rx.el.h1(text, class_name="font-serif text-title"), *children, class_name=room)


def waiting() -> rx.Component:
    """While a page whose address names something is on its way: the frame, and what the server has sent of it, or the room that it will take."""
    room = "mx-4 md:mx-0 aspect-3/2 max-w-[676px] rounded-lg pulse bg-shade [:has(>*)+&]:hidden"
    return frame(first_content(), rx.el.div(class_name=room, aria_hidden="true"), wide=True)


def _unsure() -> rx.Component:
    """While the server can't look up whose page this is: the account's own things are then missing around it."""
    again = button(say("Try again"), kind="bare", on_click=Here.arrive, class_name="!min-h-10 !px-3")
    sentence = rx.cond(Here.unsure, say("The server can't look up just now who you are."), "")
    return rx.el.div(notice(sentence, again, tone="error"), class_name="mx-4 md:mx-0 has-[p]:mb-4")


def _rail(place: str) -> rx.Component:
    return rx.el.header(
        go(mark(narrow=True), href="/", aria_label="rxfeed", class_name="inline-block px-3.5 mb-6 rounded-sm"),
        rx.el.nav(*(only_for(known, _rail_place(known, place)) for known in places()), aria_label=say("Places"), class_name="flex flex-col gap-1"),
        rx.el.div(_corner(), class_name="mt-auto"),
        class_name="hidden md:flex sticky top-0 h-dvh w-[76px] lg:w-[212px] shrink-0 flex-col pt-7 pb-6",
    )


def _rail_place(known: Place, place: str) -> rx.Component:
    is_here = known.name == place
    here = "text-ink font-semibold before:bg-ink" if is_here else "text-ink-2 font-medium hover:text-ink hover:bg-shade before:bg-transparent"
    return go(
        _sign(known, 20),
        rx.el.span(known.title, class_name="max-lg:sr-only"),
        href=known.href,
        **_heard(known),
        custom_attrs={"aria-current": "page"} if is_here else {},
        class_name=(
            "relative flex items-center gap-3.5 min-h-11 px-3.5 rounded-sm transition duration-150 "
            f"before:absolute before:left-0 before:h-5 before:w-[3px] before:rounded-full {here}"
        ),
    )


def _sign(known: Place, size: int) -> rx.Component:
    """Its icon, with the count of what waits there on its corner."""
    if not known.counts:
        return icon(known.sign, size)
    look = "absolute -top-2 left-2.5 w-max min-w-4.5 px-1 rounded-full bg-ink text-paper text-[11px] leading-4.5 font-semibold text-center tabular-nums"
    count = rx.el.span(at_most_99(Here.unread), aria_hidden="true", class_name=look)
    return rx.el.span(icon(known.sign, size), rx.cond(Here.unread > 0, count, rx.fragment()), class_name="relative shrink-0")


def _heard(known: Place) -> dict[str, Any]:
    """The same count, for those who hear it."""
    if not known.counts:
        return {}
    return {"aria_label": rx.cond(Here.unread > 0, say("Notifications, {count} unread", count=at_most_99(Here.unread)), known.title)}


def _corner() -> rx.Component:
    """Whose account it is. Keeps its room until that is known."""
    member = rx.el.button(
        avatar(Here.viewer.avatar, Here.viewer.name, 36),
        rx.el.span(
            rx.el.span(Here.viewer.name, class_name="block font-semibold truncate"),
            rx.el.span("@", Here.viewer.handle, class_name="block text-sm text-ink-3 truncate"),
            class_name="min-w-0 text-left max-lg:sr-only",
        ),
        type="button",
        custom_attrs={"popoverTarget": MENU},
        class_name="flex items-center gap-3 w-full min-h-13 px-2.5 rounded-md hover:bg-shade",
    )
    guest = rx.el.div(
        link_button(say("Sign up"), href="/sign-up", kind="quiet", class_name="max-lg:hidden w-full"),
        rx.el.div(
            link_button(say("Sign in"), href="/sign-in", kind="bare", class_name="max-lg:hidden grow"),
            icon_button("settings", say("Appearance and language"), custom_attrs={"popoverTarget": MENU}, class_name="max-lg:size-11"),
            class_name="flex items-center",
        ),
        class_name="flex flex-col gap-1 px-1",
    )
    return rx.el.div(rx.cond(Here.known, rx.cond(Here.viewer.signed_in, member, guest), rx.fragment()), class_name="min-h-24 flex flex-col justify-end")


def _top_bar() -> rx.Component:
    """On a phone: the mark, and the account."""
    face = avatar(Here.viewer.avatar, Here.viewer.name, 32)
    opens = {"popoverTarget": MENU}
    signed_in = rx.el.button(face, type="button", aria_label=say("Account"), custom_attrs=opens, class_name="size-11 grid place-items-center")
    return rx.el.header(
        go(mark(), href="/", aria_label="rxfeed", class_name="rounded-sm"),
        rx.cond(Here.viewer.signed_in, signed_in, icon_button("person", say("Account"), custom_attrs=opens, class_name="size-11")),
        class_name="md:hidden flex items-center justify-between h-14 pl-4 pr-2",
    )


def _bottom_bar(place: str) -> rx.Component:
    """Five places at most; the account's menu has the others."""
    def tab(known: Place) -> rx.Component:
        here = "text-ink before:bg-ink" if known.name == place else "text-ink-2 before:bg-transparent"
        return go(
            _sign(known, 22),
            rx.el.span(known.title, class_name="sr-only"),
            href=known.href,
            **_heard(known),
            custom_attrs={"aria-current": "page"} if known.name == place else {},
            class_name=f"relative grow grid place-items-center h-15 before:absolute before:top-0 before:h-[3px] before:w-8 before:rounded-full {here}",
        )

    return rx.el.nav(
        *(tab(known) for known in places() if known.in_bar),
        aria_label=say("Places"),
        class_name="md:hidden fixed z-20 inset-x-0 bottom-0 flex bg-paper/92 backdrop-blur-md border-t border-line pb-[env(safe-area-inset-bottom)]",
    )
