"""The frame around every page: the places to go, whose account it is, and where the page's own content stands."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.style import color_mode, set_color_mode
from reflex_components_core.el.element import Element
from reflex_components_core.el.elements.inline import A

from rxfeed.ui.collections.collect import collect_dialog
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import Text, button, go, icon_button, link_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.mark import mark
from rxfeed.ui.components.notices import notice
from rxfeed.ui.here import Here
from rxfeed.ui.safety import post_menu
from rxfeed.ui.taste import taste
from rxfeed.ui.words import LANGUAGES, language, say, speak

STYLESHEETS = ["/rxfeed.css"]
PLACES = (("feed", "/", "home"), ("create", "/create", "plus"), ("library", "/library", "library"))
_MENU = "rxfeed-menu"


def head() -> list[rx.Component]:
    """What every page's `<head>` holds: the fonts that the first screen needs, and the icons."""
    as_font = {"as": "font", "type": "font/woff2", "crossOrigin": "anonymous"}
    fonts = ("inter-latin-5.3.0", "instrument-serif-latin-italic-5.3.0")
    return [
        *(rx.el.link(rel="preload", href=f"/fonts/{font}.woff2", custom_attrs=as_font) for font in fonts),
        rx.el.link(rel="icon", href="/icon.svg", custom_attrs={"type": "image/svg+xml"}),
        rx.el.link(rel="manifest", href="/rxfeed.webmanifest"),
        rx.el.meta(name="theme-color", content="#fbfaf9", custom_attrs={"media": "(prefers-color-scheme: light)"}),
        rx.el.meta(name="theme-color", content="#0d0b0a", custom_attrs={"media": "(prefers-color-scheme: dark)"}),
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
            rx.el.main(_unsure(), *content, id="content", tab_index=-1, class_name=f"min-w-0 grow {width} md:pt-6 pb-28 md:pb-16 outline-none"),
            side if side is not None else rx.fragment(),
            class_name="mx-auto max-w-[1400px] flex items-start md:gap-8 xl:gap-10 md:px-5",
        ),
        _bottom_bar(place),
        _menu(),
        *post_menu.dialogs(),
        taste(),
        collect_dialog(),
        class_name="min-h-screen",
    )


def heading(text: Text, *children: Any) -> rx.Component:
    """A page's title, with what belongs beside it."""
    room = "flex flex-wrap items-center justify-between gap-3 px-4 md:px-0 py-3 md:py-0 md:mb-5"
    return rx.el.header(rx.el.h1(text, class_name="font-serif text-title"), *children, class_name=room)


def appearance() -> rx.Component:
    """Light, dark, or as the system has it; kept by the browser, and by the account where there is one."""
    modes = (("system", say("Automatic")), ("light", say("Light")), ("dark", say("Dark")))
    return _one_of(say("Appearance"), [(name, color_mode == mode, [set_color_mode(mode), Here.keep_appearance(mode)]) for mode, name in modes])


def languages() -> rx.Component:
    """The same for the language."""
    return _one_of(say("Language"), [(name, language == code, [speak(code), Here.keep_language(code)]) for code, name in LANGUAGES.items()])


def waiting() -> rx.Component:
    """While a page whose address names something is on its way: the frame, and the room that its content will take."""
    return frame(rx.el.div(class_name="mx-4 md:mx-0 aspect-3/2 max-w-[676px] rounded-lg pulse bg-shade", aria_hidden="true"), wide=True)


def _unsure() -> rx.Component:
    """While the server can't look up whose page this is: the account's own things are then missing around it."""
    again = button(say("Try again"), kind="bare", on_click=Here.arrive, class_name="!min-h-10 !px-3")
    sentence = rx.cond(Here.unsure, say("The server can't look up just now who you are."), "")
    return rx.el.div(notice(sentence, again, tone="error"), class_name="mx-4 md:mx-0 has-[p]:mb-4")


def _names() -> dict[str, rx.Var[str]]:
    return {"feed": say("Feed"), "create": say("Create"), "library": say("Library")}


def _rail(place: str) -> rx.Component:
    return rx.el.header(
        go(mark(narrow=True), href="/", aria_label="rxfeed", class_name="inline-block px-3.5 mb-6 rounded-sm"),
        rx.el.nav(*(_rail_place(*known, place) for known in PLACES), aria_label=say("Places"), class_name="flex flex-col gap-1"),
        rx.el.div(_corner(), class_name="mt-auto"),
        class_name="hidden md:flex sticky top-0 h-dvh w-[76px] lg:w-[212px] shrink-0 flex-col pt-7 pb-6",
    )


def _rail_place(name: str, href: str, sign: str, place: str) -> rx.Component:
    here = "text-ink font-semibold before:bg-ink" if name == place else "text-ink-2 font-medium hover:text-ink hover:bg-shade before:bg-transparent"
    return go(
        icon(sign),
        rx.el.span(_names()[name], class_name="max-lg:sr-only"),
        href=href,
        custom_attrs={"aria-current": "page"} if name == place else {},
        class_name=(
            "relative flex items-center gap-3.5 min-h-11 px-3.5 rounded-sm transition duration-150 "
            f"before:absolute before:left-0 before:h-5 before:w-[3px] before:rounded-full {here}"
        ),
    )


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
        custom_attrs={"popoverTarget": _MENU},
        class_name="flex items-center gap-3 w-full min-h-13 px-2.5 rounded-md hover:bg-shade",
    )
    guest = rx.el.div(
        link_button(say("Sign up"), href="/sign-up", kind="quiet", class_name="max-lg:hidden w-full"),
        rx.el.div(
            link_button(say("Sign in"), href="/sign-in", kind="bare", class_name="max-lg:hidden grow"),
            icon_button("settings", say("Appearance and language"), custom_attrs={"popoverTarget": _MENU}, class_name="max-lg:size-11"),
            class_name="flex items-center",
        ),
        class_name="flex flex-col gap-1 px-1",
    )
    return rx.el.div(rx.cond(Here.known, rx.cond(Here.viewer.signed_in, member, guest), rx.fragment()), class_name="min-h-24 flex flex-col justify-end")


def _top_bar() -> rx.Component:
    """On a phone: the mark, and the account."""
    face = avatar(Here.viewer.avatar, Here.viewer.name, 32)
    opens = {"popoverTarget": _MENU}
    signed_in = rx.el.button(face, type="button", aria_label=say("Account"), custom_attrs=opens, class_name="size-11 grid place-items-center")
    return rx.el.header(
        go(mark(), href="/", aria_label="rxfeed", class_name="rounded-sm"),
        rx.cond(Here.viewer.signed_in, signed_in, icon_button("person", say("Account"), custom_attrs=opens, class_name="size-11")),
        class_name="md:hidden flex items-center justify-between h-14 pl-4 pr-2",
    )


def _bottom_bar(place: str) -> rx.Component:
    def tab(name: str, href: str, sign: str) -> rx.Component:
        here = "text-ink before:bg-ink" if name == place else "text-ink-2 before:bg-transparent"
        return go(
            icon(sign, 22),
            rx.el.span(_names()[name], class_name="sr-only"),
            href=href,
            custom_attrs={"aria-current": "page"} if name == place else {},
            class_name=f"relative grow grid place-items-center h-15 before:absolute before:top-0 before:h-[3px] before:w-8 before:rounded-full {here}",
        )

    return rx.el.nav(
        *(tab(*known) for known in PLACES),
        aria_label=say("Places"),
        class_name="md:hidden fixed z-20 inset-x-0 bottom-0 flex bg-paper/92 backdrop-blur-md border-t border-line pb-[env(safe-area-inset-bottom)]",
    )


class _PlainForm(Element):
    """A form that the browser itself posts: `rx.el.form` keeps every form from doing so."""

    tag = "form"
    action: rx.Var[str]
    method: rx.Var[str]


def _menu() -> rx.Component:
    """Account, appearance and language, in the browser's own popover: it closes by itself."""
    line = "flex items-center gap-3 min-h-11 w-full px-3 rounded-sm text-left hover:bg-shade"
    member = rx.el.div(
        go(icon("person"), say("Your page"), href=f"/u/{Here.viewer.handle}", class_name=line),
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
        rx.cond(Here.viewer.signed_in, member, guest),
        id=_MENU,
        custom_attrs={"popover": "auto"},
        class_name=(
            "fixed m-0 inset-auto right-2 top-14 md:right-auto md:top-auto md:left-[max(20px,calc(50vw-680px))] md:bottom-20 w-67 p-3 "
            "rounded-md border border-line bg-surface text-ink shadow-[0_12px_40px_var(--shade)] open:arrive"
        ),
    )


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
