"""`/settings/appearance`: how pages look, which language they speak, and which pictures one sees.

Without an account the browser alone remembers the first two, and what is rated isn't shown at all.
"""

from __future__ import annotations

from collections.abc import Callable

import reflex as rx

from rxfeed.ui import words
from rxfeed.ui.account.rated_state import RatedPictures
from rxfeed.ui.account.settings_frame import part, settings_frame
from rxfeed.ui.components.controls import segmented, switch
from rxfeed.ui.components.notices import notice
from rxfeed.ui.feed.store import forget_all
from rxfeed.ui.here import Here
from rxfeed.ui.keys.kept import KEYS_OFF, Kept
from rxfeed.ui.menu import appearance, languages
from rxfeed.ui.words import say


def page() -> rx.Component:
    """What the corner's menu has, too."""
    both = say("Appearance and language go with your account, to every browser in which you sign in.")
    alone = say("This browser remembers it. With an account it goes along to every browser in which you sign in.")
    told = rx.el.p(rx.cond(Here.known & ~Here.viewer.signed_in, alone, both), class_name="text-ink-2 text-pretty")
    choices = rx.el.div(appearance(), languages(), class_name="flex flex-col gap-3 max-w-80")
    looks = part(say("Appearance and language"), told, choices)
    return settings_frame("/settings/appearance", looks, _keys(), rx.cond(Here.viewer.signed_in, _rated(), rx.fragment()))


def _keys() -> rx.Component:
    """Kept by the browser: it is a matter of the keyboard."""
    hint = say("J and K move between pictures, L likes, and more. This browser remembers it.")
    return part(say("Keyboard"), switch(say("Shortcuts of a single key"), name="keys", hint=hint, checked=~KEYS_OFF, on_change=Kept.turn_keys))


def _rated() -> rx.Component:
    """Kept at once."""
    ways = [("show", say("Show")), ("blur", say("Blur")), ("hide", say("Hide"))]
    chosen = RatedPictures.wishes
    rows = [("suggestive", say("Suggestive pictures"), chosen.suggestive), ("mature", say("Mature pictures"), chosen.mature)]
    return part(
        say("What you see"),
        rx.el.p(
            say("Blurred pictures wait until you ask for each. Hidden ones are in no list; at their own address you can look anyway."), class_name="text-ink-2"
        ),
        *(segmented(title, name=name, options=ways, value=value, on_change=_keep(name)) for name, title, value in rows),
        rx.el.div(notice(words.told(RatedPictures.problem), tone="error"), class_name="not-has-[p]:absolute"),
    )


def _keep(name: str) -> Callable[[rx.Var[str] | str], list[rx.event.EventSpec]]:
    """Lists that were loaded before are asked for anew."""
    return lambda wish: [RatedPictures.keep(name, wish), forget_all()]
