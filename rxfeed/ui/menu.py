"""The account's menu, in a corner of every page: appearance, language, one's own pages, and the places that a phone's bar has no room for."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.style import color_mode, set_color_mode
from reflex_components_core.el.element import Element

from rxfeed.ui.components.controls import Text, go, link_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.here import Here
from rxfeed.ui.keys.state import Sheet
from rxfeed.ui.places import only_for, places
from rxfeed.ui.words import LANGUAGES, language, say, speak

MENU = "rxfeed-menu"


def menu() -> rx.Component:
    """Account, appearance and language, in the browser's own popover: it closes by itself."""
    line = "flex items-center gap-3 min-h-11 w-full px-3 rounded-sm text-left hover:bg-shade"
    member = rx.el.div(
        go(icon("person"), say("Your page"), href=f"/u/{Here.viewer.handle}", class_name=line),
        *(only_for(place, go(icon(place.sign), place.title, href=place.href, class_name=f"{line} md:hidden")) for place in places() if not place.in_bar),
        go(icon("settings"), say("Settings"), href="/settings", class_name=line),
        _PlainForm.create(rx.el.button(icon("leave"), say("Sign out"), type="submit", class_name=line), action="/session/end", method="post"),
        class_name="border-t border-line mt-2 pt-2",
    )
    guest = rx.el.div(
        link_button(say("Sign in"), href="/sign-in", kind="quiet", class_name="grow"),
        link_button(say("Sign up"), href="/sign-up", kind="ink", class_name="grow"),
        class_name="flex gap-2 border-t border-line mt-3 pt-3 lg:hidden",
    )
    return rx.el.div(
        appearance(),
        languages(),
        go(icon("shield"), say("Check a picture"), href="/verify", class_name=f"{line} border-t border-line mt-2"),
        rx.el.button(icon("keys"), say("Keyboard shortcuts"), type="button", on_click=Sheet.show, custom_attrs={"popoverTarget": MENU}, class_name=line),
        rx.cond(Here.viewer.signed_in, member, guest),
        id=MENU,
        custom_attrs={"popover": "auto"},
        class_name=(
            "fixed m-0 inset-auto right-2 top-14 md:right-auto md:top-auto md:left-[max(20px,calc(50vw-680px))] md:bottom-20 w-67 p-3 "
            "rounded-md border border-line bg-surface text-ink shadow-[0_12px_40px_var(--shade)] open:arrive"
        ),
    )


def appearance() -> rx.Component:
    """Light, dark, or as the system has it; kept by the browser, and by the account where there is one."""
    modes = (("system", say("Automatic")), ("light", say("Light")), ("dark", say("Dark")))
    return _one_of(say("Appearance"), [(name, color_mode == mode, [set_color_mode(mode), Here.keep_appearance(mode)]) for mode, name in modes])


def languages() -> rx.Component:
    """The same for the language."""
    return _one_of(say("Language"), [(name, language == code, [speak(code), Here.keep_language(code)]) for code, name in LANGUAGES.items()])


class _PlainForm(Element):
    """A form that the browser itself posts: `rx.el.form` keeps every form from doing so."""

    tag = "form"
    action: rx.Var[str]
    method: rx.Var[str]


def _one_of(title: Text, choices: list[tuple[Text, Any, Any]]) -> rx.Component:
    look = "grow min-h-10 px-2 text-sm font-semibold text-ink-2 rounded-[6px] hover:bg-shade aria-pressed:bg-ink aria-pressed:text-paper"
    return rx.el.div(
        rx.el.p(title, class_name="text-sm font-medium text-ink-2 px-1 mb-1.5"),
        rx.el.div(
            *(rx.el.button(name, type="button", aria_pressed=chosen, on_click=choose, class_name=look) for name, chosen, choose in choices),
            role="group",
            aria_label=title,
            class_name="flex rounded-sm border border-line-strong p-0.5 mb-3",
        ),
    )
