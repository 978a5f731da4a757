"""The panel behind the badge of a card: it reads the signed file of a post's picture and says what that says."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.el.elements.inline import A

from rxfeed.domain import credentials
from rxfeed.domain.errors import RxfeedError
from rxfeed.ui.asking import ask
from rxfeed.ui.components.controls import button, go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.later import later
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.composer.given import text
from rxfeed.ui.credentials.lines import Line, lines, told_lines
from rxfeed.ui.words import NO_PROBLEM, Problem, problem, say, told

_LOAD = "inline-flex items-center gap-2 min-h-11 px-5 rounded-full font-semibold bg-ink text-paper no-underline"


class CredentialPanel(rx.State):
    """The picture whose file has been read."""

    post_id: str = ""
    """Empty while the panel is closed."""
    number: int = 1
    pictures: list[int] = []
    """Numbers of the post's pictures, where there are several."""
    lines: list[Line] = []
    problem: Problem = NO_PROBLEM

    @rx.event
    async def open(self, post_id: str) -> None:
        """Read the file of the post's first picture."""
        self.reset()
        self.post_id = text(post_id, 20)
        await self._read(1)

    @rx.event
    async def turn(self, number: int) -> None:
        """Read that of another picture."""
        await self._read(number if isinstance(number, int) else 0)

    @rx.event
    def close(self) -> None:
        self.reset()

    async def _read(self, number: int) -> None:
        try:
            panel = await ask(self, credentials.read_of, self.post_id, number)
            self.pictures = list(range(1, panel.pictures + 1)) if panel.pictures > 1 else []
            self.number, self.lines, self.problem = number, lines(panel.reading), NO_PROBLEM
        except RxfeedError as error:
            self.lines, self.problem = [], problem(error)


def credential_panel() -> rx.Component:
    """Mounted once, around every page; draws nothing until a badge opens it."""
    return dialog(
        say("What the file itself says"),
        later(panel_content),
        is_open=CredentialPanel.post_id != "",
        on_dismiss=CredentialPanel.close,
        key="credentials",
    )


@rx.memo
def panel_content() -> rx.Component:
    """What is in it."""
    file = rx.Var.create("/signed/of/") + CredentialPanel.post_id + "/" + CredentialPanel.number.to_string()
    load = A.create(icon("download"), say("Download"), href=file, custom_attrs={"download": ""}, class_name=_LOAD)
    return rx.el.div(
        rx.cond(CredentialPanel.pictures.length() > 0, _which(), rx.fragment()),
        told_lines(CredentialPanel.lines),
        notice(told(CredentialPanel.problem), tone="error"),
        rx.el.p(say("Pages show smaller copies without credentials. The original carries them."), class_name="text-sm text-ink-3 mt-3"),
        rx.el.div(
            go(say("Check any file"), href="/verify", on_click=CredentialPanel.close, class_name="self-center underline underline-offset-3 mr-auto"),
            rx.cond(CredentialPanel.lines.length() > 0, load, rx.fragment()),
            class_name="flex flex-wrap gap-3 mt-4",
        ),
    )


def _which() -> rx.Component:
    def one(number: rx.Var[int]) -> rx.Component:
        words = say("Picture {number}", number=number)
        return button(words, kind="quiet", on_click=CredentialPanel.turn(number), aria_pressed=CredentialPanel.number == number,
                      class_name="!min-h-10 !px-4 aria-pressed:!bg-ink aria-pressed:!text-paper")  # fmt: skip

    return rx.el.div(rx.foreach(CredentialPanel.pictures, one), role="group", aria_label=say("Pictures"), class_name="flex flex-wrap gap-2 mb-2")
