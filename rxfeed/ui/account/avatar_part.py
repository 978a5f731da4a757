"""Choosing one's avatar from the pictures that one has already."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain import accounts
from rxfeed.domain.generation_views import ReferenceView
from rxfeed.ui.account.settings_state import SettingsPage
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.components.controls import button
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.components.pictures import picture
from rxfeed.ui.words import NO_PROBLEM, Problem, say, told


class AvatarChoice(rx.State):
    """The pictures to choose from, the latest first."""

    choosing: bool = False
    pictures: list[ReferenceView] = []
    next: str = ""
    problem: Problem = NO_PROBLEM

    @rx.event
    async def open(self) -> None:
        """Show them."""
        self.reset()
        self.choosing = True
        await self.more()

    @rx.event
    async def more(self) -> None:
        """Earlier ones."""
        with sayable(self):
            page = await ask(self, accounts.choices, self.next)
            self.pictures, self.next = [*self.pictures, *page.pictures], page.next

    @rx.event
    def close(self) -> None:
        self.reset()


def choose_own() -> rx.Component:
    """The button, and the dialog that it opens."""
    return rx.fragment(button(say("From my pictures"), kind="quiet", icon_name="picture", on_click=AvatarChoice.open), _dialog())


def _dialog() -> rx.Component:
    pictures = AvatarChoice.pictures
    nothing = rx.el.p(say("What you make and upload stands here. There is nothing yet."), class_name="text-ink-2")
    grid = rx.el.ul(rx.foreach(pictures, _choice), role="list", class_name="grid grid-cols-3 sm:grid-cols-4 gap-2")
    more = rx.el.div(button(say("More"), kind="quiet", on_click=AvatarChoice.more), class_name="flex justify-center mt-4")
    return dialog(
        say("Which one are you?"),
        rx.cond(pictures.length() > 0, grid, rx.cond(AvatarChoice.problem.message == "", nothing, rx.fragment())),
        rx.cond(AvatarChoice.next != "", more, rx.fragment()),
        rx.el.div(notice(told(AvatarChoice.problem), tone="error"), class_name="has-[p]:mt-4"),
        is_open=AvatarChoice.choosing,
        on_dismiss=AvatarChoice.close,
        key="avatar",
    )


def _choice(choice: rx.Var[ReferenceView], number: rx.Var[int]) -> rx.Component:
    """Pressed, it is worn: there is nothing to confirm."""
    words = say("Picture {number}", number=number + 1)
    shown = picture(choice.picture, sizes="120px", alt=words, class_name="size-full object-cover")
    wear = [SettingsPage.wear({"id": choice.id}), AvatarChoice.close]
    look = "block w-full aspect-square overflow-hidden rounded-sm bg-sunken hover:opacity-92 focus-visible:outline-offset-2"
    return rx.el.li(rx.el.button(shown, type="button", on_click=wear, class_name=look), key=choice.id)
