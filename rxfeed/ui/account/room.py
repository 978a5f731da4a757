"""What the sign-in and the sign-up page have in common."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.ui.account.entering import Entering
from rxfeed.ui.components.controls import Text, go, text_field
from rxfeed.ui.feed.store import STORE
from rxfeed.ui.shell import frame
from rxfeed.ui.words import say, told

_ASKED = VarData(imports={STORE: [ImportVar(tag="useAsked")]}, hooks={'const asked_way = useAsked("next", "/");': None})


def room(title: Text, *children: Any) -> rx.Component:
    """A quiet page with one narrow column."""
    return frame(
        rx.el.section(
            rx.el.h1(title, class_name="font-serif text-title"),
            *children,
            class_name="mx-auto w-full max-w-105 px-4 md:px-0 pt-6 md:pt-[max(2rem,12vh)] flex flex-col gap-5",
        )
    )


def handle_field(hint: Text = "") -> rx.Component:
    """Password managers know it as the user name; phones must not correct it."""
    return text_field(
        say("Handle"),
        name="handle",
        hint=hint,
        error=told(Entering.problem, "handle"),
        auto_complete="username",
        auto_capitalize="none",
        spell_check=False,
        max_length=31,
        required=True,
        custom_attrs={"autoCorrect": "off"},
    )


def way() -> rx.Component:
    """Where the form leads afterwards. The browser itself knows it: whoever is quicker than the server's first answer gets there too."""
    return rx.el.input(type="hidden", name="next", value=rx.Var("asked_way", _var_type=str, _var_data=_ASKED).guess_type())


def aside_link(question: Text, text: Text, page: str) -> rx.Component:
    """To the other of the two pages, with the same way to go afterwards."""
    onwards = rx.Var('(asked_way.length > 1 ? "?next=" + encodeURIComponent(asked_way) : "")', _var_type=str, _var_data=_ASKED).guess_type()
    link = go(text, href=rx.Var.create(page) + onwards, class_name="font-semibold underline underline-offset-4 text-ink")
    return rx.el.p(question, " ", link, class_name="text-ink-2 min-h-10 pt-2")
