"""Where one types a comment: with the people whom an @ may mean, and some signs."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.views import AuthorView
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import Text, button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.composer.browser import typed
from rxfeed.ui.talk.state import FIELDS, Talk
from rxfeed.ui.words import say

SIGNS = ("❤️", "😍", "👏", "🔥", "✨", "😂", "🎨", "🌅", "🙏", "🤔", "😮", "🎉")


def field(which: str, label: Text, send: Text, *, trouble: rx.Var[str], on_submit: Any, on_leave: Any = None, **props: Any) -> rx.Component:
    """A form. `which` is one of `FIELDS`; what was typed stays until the server has taken it."""
    place = FIELDS[which]
    leave = [button(say("Cancel"), kind="bare", on_click=on_leave, class_name=_SMALL)] if on_leave is not None else []
    return rx.el.form(
        rx.el.label(label, html_for=place, class_name="sr-only"),
        rx.el.textarea(
            id=place,
            name="text",
            rows=1,
            placeholder=label,
            on_change=lambda text: Talk.typed(which, text).debounce(200),
            aria_describedby=f"{place}-about",
            aria_invalid=trouble != "",
            class_name=(
                "block w-full px-3.5 pt-2.5 pb-1.5 min-h-11 max-h-[50vh] resize-none [field-sizing:content] bg-transparent outline-none placeholder:text-ink-3"
            ),
            **props,
        ),
        _people(which),
        rx.el.div(_signs(which), *leave, button(send, kind="ink", type="submit", class_name=_SMALL), class_name="flex items-center gap-1.5 px-1.5 pb-1.5"),
        rx.el.p(trouble, id=f"{place}-about", role="alert", class_name="px-3.5 pb-2.5 text-sm text-bad font-medium empty:hidden"),
        on_submit=on_submit,
        class_name="rounded-md border border-line-strong bg-surface has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-ink",
    )


_SMALL = "!min-h-10 !px-4 text-sm"


def _people(which: str) -> rx.Component:
    """Tab leads into it, Enter chooses."""

    def one(person: rx.Var[AuthorView]) -> rx.Component:
        return rx.el.button(
            avatar(person.avatar, person.name, 28),
            rx.el.span(person.name, class_name="font-semibold truncate"),
            rx.el.span("@", person.handle, class_name="text-sm text-ink-3 truncate"),
            type="button",
            role="option",
            aria_selected=False,
            on_click=Talk.choose(which, person.handle, typed(FIELDS[which])),
            class_name="flex items-center gap-2 w-full min-h-10 px-2.5 text-left rounded-sm hover:bg-shade focus-visible:bg-shade",
        )

    shown = rx.el.div(rx.foreach(Talk.people, one), role="listbox", aria_label=say("People to mention"), class_name="arrive p-1.5 border-t border-line")
    return rx.cond((Talk.asking == which) & (Talk.people.length() > 0), shown, rx.fragment())


def _signs(which: str) -> rx.Component:
    signs = [
        rx.el.button(
            sign, type="button", on_click=Talk.add(which, sign, typed(FIELDS[which])), class_name="size-10 rounded-sm text-lg hover:bg-shade"
        )
        for sign in SIGNS
    ]  # fmt: skip
    opener = rx.el.summary(
        icon("smile"),
        rx.el.span(say("Emoji"), class_name="sr-only"),
        class_name=(
            "list-none [&::-webkit-details-marker]:hidden grid place-items-center size-10 rounded-full text-ink-2 hover:text-ink hover:bg-shade cursor-pointer"
        ),
    )
    box = "absolute z-10 left-0 top-11 grid grid-cols-[repeat(6,2.5rem)] p-1.5 rounded-md border border-line bg-surface shadow-[0_6px_24px_var(--shade)]"
    return rx.el.details(opener, rx.el.div(*signs, class_name=box), class_name="relative mr-auto")
