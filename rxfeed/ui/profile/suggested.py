"""People whom one may like to follow, each with the reason."""

from __future__ import annotations

import time
from contextlib import suppress

import reflex as rx

from rxfeed.domain import circle, suggestions
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.suggestions import SuggestionView
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import button, go, icon_button
from rxfeed.ui.components.notices import notice
from rxfeed.ui.words import NO_PROBLEM, Problem, say, say_n, told

LASTS = 600
"""Seconds."""


class Suggestions(rx.State):
    """A few people; none for guests."""

    people: list[SuggestionView] = []
    problem: Problem = NO_PROBLEM
    _looked: float = 0
    """When: a look costs some ten times what a page of the feed does."""

    @rx.event
    async def arrive(self) -> None:
        """Look, now and then. Where that can't be done, nobody is suggested: the page is about something else."""
        self.problem = NO_PROBLEM
        if self.people and time.monotonic() - self._looked < LASTS:
            return
        self.people, self._looked = [], time.monotonic()
        with suppress(RxfeedError):
            self.people = await ask(self, suggestions.suggested)

    @rx.event
    async def follow(self, handle: str) -> None:
        await self._do(circle.follow, handle)

    @rx.event
    async def dismiss(self, handle: str) -> None:
        await self._do(suggestions.dismiss, handle)

    async def _do(self, deed: object, handle: str) -> None:
        with sayable(self):
            await ask(self, deed, str(handle))
            self.people = await ask(self, suggestions.suggested)


def suggested() -> rx.Component:
    """Nothing where there is nobody to suggest."""
    shown = rx.el.section(
        rx.el.h2(say("People you may like"), class_name="text-sm font-semibold text-ink-2"),
        rx.el.ul(rx.foreach(Suggestions.people, _person), role="list", class_name="flex flex-col mt-1.5"),
        rx.el.div(notice(told(Suggestions.problem), tone="error"), class_name="not-has-[p]:absolute"),
    )
    return rx.cond(Suggestions.people.length() > 0, shown, rx.fragment())


def _person(person: rx.Var[SuggestionView]) -> rx.Component:
    who = go(
        avatar(person.avatar, person.name, 36),
        rx.el.span(
            rx.el.span(person.name, class_name="block font-semibold truncate"),
            rx.el.span(_why(person), class_name="block text-sm text-ink-3 text-pretty [overflow-wrap:anywhere]"),
            class_name="min-w-0",
        ),
        href=f"/u/{person.handle}",
        class_name="flex items-center gap-3 min-w-0 grow",
    )
    follow = button(say("Follow"), kind="quiet", on_click=Suggestions.follow(person.handle), aria_label=say("Follow {name}", name=person.name),
                    class_name="!min-h-10 !px-3.5 text-sm")  # fmt: skip
    away = icon_button("cross", say("Don't suggest {name}", name=person.name), on_click=Suggestions.dismiss(person.handle), class_name="-mr-2 text-ink-3")
    return rx.el.li(who, rx.el.div(follow, away, class_name="flex items-center shrink-0"), key=person.handle, class_name="flex items-center gap-2 py-2")


def _why(person: rx.Var[SuggestionView]) -> rx.Var[str]:
    alone = say("Followed by @{handle}", handle=person.by)
    several = say_n(
        "Followed by @{handle} and {count} other you follow", "Followed by @{handle} and {count} others you follow", person.others, handle=person.by
    )
    followed = rx.cond(person.others == 0, alone, several)
    return rx.match(person.why, ("followed", followed), ("tags", say("Uses #{tag}, as you do", tag=person.tag)), say("New here"))
