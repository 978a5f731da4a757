"""`/collections/saved`: what one has saved, newest first, and looking for something in it."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.collections import store
from rxfeed.ui.components.controls import AddressForm, button, link_button
from rxfeed.ui.components.notices import empty_box, pictures_lost
from rxfeed.ui.components.post_tile import busy, tiles, waiting_tiles
from rxfeed.ui.feed.store import Sentinel
from rxfeed.ui.here import Here
from rxfeed.ui.library.store import ChangeSink
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say

EAGER = 4


def page() -> rx.Component:
    """A wall of it. Coming back, it is looked at again."""
    back = link_button(say("Collections"), href="/collections", kind="bare", icon_name="left")
    return frame(
        heading(say("Saved"), back),
        _search(),
        _wall(),
        ChangeSink.create(list=store.name_of_saved, grows=False, changed=rx.Var.create([]), moves=0),
        place="collections",
        wide=True,
    )


def _search() -> rx.Component:
    """The words become part of the address."""
    return AddressForm.create(
        rx.el.label(say("Look for words, tags or people"), html_for="saved-words", class_name="sr-only"),
        rx.el.input(
            id="saved-words", name="q", type="search", max_length=200, default_value=store.looked_for, key=store.looked_for,
            placeholder=say("Look for words, tags or people"), auto_complete="off",
            class_name="grow min-w-0 min-h-11 px-3.5 rounded-sm bg-surface text-ink border border-line-strong placeholder:text-ink-3",
        ),
        button(say("Look for it"), type="submit", kind="quiet"),
        action="/collections/saved",
        method="get",
        role="search",
        class_name="flex gap-2 px-4 md:px-0 mb-5 max-w-[640px]",
    )  # fmt: skip


def _wall() -> rx.Component:
    found = store.saved
    sign_in = link_button(say("Sign in"), href="/sign-in?next=/collections/saved", kind="ink")
    guest = empty_box(say("For later"), say("With an account you can save pictures, and find them here again."), sign_in)
    failed = pictures_lost(store.again(store.name_of_saved))
    settled = rx.cond(found.cards.length() == 0, rx.el.div(_nothing(), class_name="mx-2.5 md:mx-0"), rx.fragment())
    return rx.el.section(
        tiles(found.cards, EAGER, aria_busy=busy(found.status), aria_label=say("Saved")),
        rx.match(
            found.status,
            ("ready", settled),
            ("checking", settled),
            ("failed", rx.cond(Here.known & ~Here.viewer.signed_in, guest, failed)),
            waiting_tiles(),
        ),
        Sentinel.create(list=store.name_of_saved),
        class_name="px-1.5 md:px-0 flex flex-col gap-3",
    )


def _nothing() -> rx.Component:
    nothing_found = empty_box(say("Nothing found"), say("None of what you have saved has all of these words."))
    nothing_yet = empty_box(
        say("Nothing saved yet"),
        say("Save a picture from its card, and it waits for you here."),
        link_button(say("To the feed"), href="/", kind="ink"),
    )
    return rx.cond(store.looked_for != "", nothing_found, nothing_yet)
