"""The dialog in which a post is put into collections. Any card opens it: `Collect.open(post_id)`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxfeed.domain import collections
from rxfeed.domain.collections_views import CollectionChoice
from rxfeed.domain.errors import RxfeedError
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.components.controls import Text, button, focused_first, icon_button, link_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.composer.given import text
from rxfeed.ui.words import NO_PROBLEM, Problem, problem, say, told

FEW = 7
"""Collections that one sees at a glance."""
PAUSE = 200
"""Milliseconds without a key before it is looked."""


class Collect(rx.State):
    """The post that is being put somewhere, and where it is already."""

    post_id: str = ""
    """Empty while the dialog is closed."""
    choices: list[CollectionChoice] = []
    many: bool = False
    """Whether there are so many that one looks for them by name."""
    words: str = ""
    """Looked for."""
    guest: bool = False
    """Whether one has to sign in first."""
    problem: Problem = NO_PROBLEM
    said: str = ""
    """What was done last: `added` or `removed`, for those who hear it."""

    @rx.event
    async def open(self, post_id: str) -> None:
        """Show where it is and where it could go."""
        self.reset()
        try:
            self.choices = await ask(self, collections.choices, post_id)
            self.many = len(self.choices) > FEW
        except RxfeedError as error:
            self.guest, self.problem = error.status == 401, problem(error)
        self.post_id = str(post_id)

    @rx.event
    async def find(self, words: str) -> None:
        """Those whose name has these words in it."""
        self.words = text(words, 200)
        with sayable(self):
            self.choices = await ask(self, collections.choices, self.post_id, self.words)

    @rx.event
    def close(self) -> None:
        self.reset()

    @rx.event
    async def add(self, collection_id: str) -> None:
        await self._do("added", collections.add, collection_id, self.post_id)

    @rx.event
    async def take_out(self, collection_id: str) -> None:
        await self._do("removed", collections.take_out, collection_id, self.post_id)

    @rx.event
    async def begin(self, form: dict[str, str]) -> None:
        """A new collection, with this post in it."""
        name = form.get("name", "") if isinstance(form, dict) else ""
        await self._do("added", collections.begin, str(name), "private", self.post_id)

    async def _do(self, said: str, work: Callable[..., Any], *args: str) -> None:
        self.said = ""
        with sayable(self):
            await ask(self, work, *args)
            self.said = said
            self.choices = await ask(self, collections.choices, self.post_id, self.words)


def collect_dialog() -> rx.Component:
    """Mounted once, around every page; draws nothing until a card opens it."""
    return dialog(
        say("Add to a collection"),
        rx.cond(Collect.guest, _guest(), _choosing()),
        is_open=Collect.post_id != "",
        on_dismiss=Collect.close,
        key="collect",
    )


def _choosing() -> rx.Component:
    """The first entry has the focus: one more key adds."""
    news = rx.match(Collect.said, ("added", say("Added.")), ("removed", say("Taken out.")), "")
    return rx.el.div(
        rx.cond(Collect.many, _find(), rx.fragment()),
        rx.cond(
            Collect.choices.length() > 0,
            rx.el.ul(rx.foreach(Collect.choices, _choice), role="list", class_name="flex flex-col gap-1 -mx-2 mb-4 max-h-[44vh] overflow-y-auto"),
            rx.cond(Collect.words != "", rx.el.p(say("None of them is called that."), class_name="text-ink-2 mb-4"), rx.fragment()),
        ),
        _new(),
        rx.el.p(news, role="status", class_name="sr-only"),
        rx.el.div(notice(told(Collect.problem), tone="error"), class_name="has-[p]:mt-4"),
    )


def _find() -> rx.Component:
    """Not the first to have the focus: one more key still adds to the collection used last."""
    look = "w-full min-h-11 px-3.5 mb-3 rounded-sm bg-surface text-ink border border-line-strong placeholder:text-ink-3"
    words = say("Find a collection")
    return rx.el.input(type="search", aria_label=words, placeholder=words, auto_complete="off", max_length=80, class_name=look,
                       on_change=Collect.find.debounce(PAUSE))  # fmt: skip


def _choice(choice: rx.Var[CollectionChoice], number: rx.Var[int]) -> rx.Component:
    """Adding again changes nothing, so that a key pressed once too often takes nothing out."""
    held = choice.holds.to(bool)
    out = icon_button("cross", say("Take out of {name}", name=choice.name), on_click=Collect.take_out(choice.id), class_name="shrink-0")
    return rx.el.li(
        rx.el.button(
            rx.cond(held, icon("check", 20, "text-ok"), icon("plus")),
            rx.el.span(choice.name, class_name="truncate grow"),
            _where(choice),
            type="button",
            aria_pressed=held,
            custom_attrs=focused_first(number == 0),
            on_click=Collect.add(choice.id),
            class_name="flex items-center gap-3 grow min-w-0 min-h-11 px-3 rounded-sm text-left hover:bg-shade aria-pressed:font-semibold",
        ),
        rx.cond(held & choice.can_take_out.to(bool), out, rx.fragment()),
        key=choice.id,
        class_name="flex items-center gap-1",
    )


def _where(choice: rx.Var[CollectionChoice]) -> rx.Component:
    words: Text = rx.match(choice.visibility, ("public", say("Public")), ("unlisted", say("Unlisted")), say("Private"))
    return rx.el.span(rx.cond(choice.owner != "", "@" + choice.owner.to(str), words), class_name="text-sm font-normal text-ink-3 shrink-0")


def _new() -> rx.Component:
    """With no collection yet this has the focus."""
    field = "grow min-w-0 min-h-11 px-3.5 rounded-sm bg-surface text-ink border border-line-strong placeholder:text-ink-3"
    return rx.el.form(
        rx.el.label(say("New collection"), html_for="collect-name", class_name="block text-sm font-medium text-ink-2 mb-1.5"),
        rx.el.div(
            rx.el.input(
                id="collect-name", name="name", max_length=80, required=True, auto_complete="off",
                custom_attrs=focused_first((Collect.choices.length() == 0) & ~Collect.many),
                default_value=rx.cond((Collect.choices.length() == 0) & ~Collect.many, say("My collection"), ""), placeholder=say("Its name"), class_name=field,
            ),
            button(say("Add"), type="submit", kind="quiet"),
            class_name="flex gap-2",
        ),
        on_submit=Collect.begin,
        reset_on_submit=True,
    )


def _guest() -> rx.Component:
    return rx.el.div(
        rx.el.p(say("With an account you can put pictures together."), class_name="text-ink-2"),
        link_button(say("Sign in"), href=rx.Var.create("/sign-in?next=/p/") + Collect.post_id, kind="ink", class_name="mt-4"),
    )
