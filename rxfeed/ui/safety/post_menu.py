"""The menu of a post, for whichever card or page opens it: its link, and what one can do about it and its author."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxfeed.domain import accounts, circle, safety_menu
from rxfeed.domain.errors import RxfeedError
from rxfeed.domain.house import House
from rxfeed.domain.safety_menu import PostAbout
from rxfeed.domain.viewer import Viewer
from rxfeed.ui.asking import ask
from rxfeed.ui.components.controls import Text, button, link_button
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.here import Here
from rxfeed.ui.safety.report import Reporting, report_dialogs
from rxfeed.ui.words import NO_PROBLEM, Problem, problem, say, told

_LINE = "flex items-center gap-3 min-h-11 w-full px-3 rounded-sm text-left hover:bg-shade"


class PostMenu(rx.State):
    """`step`: nothing, `menu`, the question before `block`, or what has been done: `muted`, `blocked`, `worn`."""

    step: str = ""
    about: PostAbout = PostAbout()
    copied: bool = False
    problem: Problem = NO_PROBLEM

    @rx.event
    async def open(self, post_id: str) -> None:
        """Say what can be done about that post."""
        self.reset()
        self.step = "menu"
        try:
            self.about = await ask(self, safety_menu.about, post_id)
        except RxfeedError as error:
            self.problem = problem(error)

    @rx.event
    def close(self) -> None:
        self.reset()

    @rx.event
    def note_copied(self) -> None:
        self.copied = True

    @rx.event
    def begin_block(self) -> None:
        self.step = "block"

    @rx.event
    async def mute(self) -> None:
        await self._do(circle.mute, "muted", self.about.handle)

    @rx.event
    async def unmute(self) -> None:
        await self._do(circle.unmute, "menu", self.about.handle)

    @rx.event
    async def block(self) -> None:
        await self._do(circle.block, "blocked", self.about.handle)

    @rx.event
    async def wear(self) -> Any:
        """Its first picture is one's avatar from now on."""
        await self._do(accounts.wear, "worn", self.about.id)
        return Here.arrive

    async def _do(self, deed: Callable[[House, Viewer, str], None], then: str, what: str) -> None:
        self.problem = NO_PROBLEM
        try:
            await ask(self, deed, what)
            self.step = then
        except RxfeedError as error:
            self.problem = problem(error)


ABOUT = PostMenu.about


def dialogs() -> list[rx.Component]:
    """Mounted once, by the frame of every page. Nothing of it is drawn before somebody opens it."""
    titles = rx.match(PostMenu.step, ("block", say("Block {name}?", name=ABOUT.name)), say("More about this post"))
    step = rx.match(PostMenu.step, ("block", _block()), ("muted", _done("muted")), ("blocked", _done("blocked")), ("worn", _done("worn")), _menu())
    return [
        dialog(
            titles,
            step,
            rx.el.div(notice(told(PostMenu.problem), tone="error"), class_name="has-[p]:mt-4"),
            is_open=PostMenu.step != "",
            on_dismiss=_leave(),
            key="post-menu",
        ),
        *report_dialogs(),
    ]


def _menu() -> rx.Component:
    address: rx.Var[str] = rx.Var(f'globalThis.location.origin + "/p/" + {ABOUT.id!s}', _var_type=str, _var_data=ABOUT.id._get_all_var_data())  # noqa: SLF001
    copy = rx.el.button(
        icon("link"),
        rx.cond(PostMenu.copied, say("Link copied"), say("Copy the link")),
        type="button",
        aria_live="polite",
        on_click=[rx.set_clipboard(address), PostMenu.note_copied],
        class_name=_LINE,
    )
    wear = _line("person", say("Use as avatar"), PostMenu.wear)
    others = rx.cond(ABOUT.mine, rx.cond(ABOUT.can_wear, wear, rx.fragment()), rx.cond(ABOUT.signed_in, _others(), _guest()))
    return rx.cond(ABOUT.id != "", rx.el.div(copy, others, class_name="-mx-3"), rx.el.div(class_name="min-h-11"))


def _others() -> rx.Component:
    """About somebody else's."""
    return rx.fragment(
        _line("hidden", say("Mute @{handle}", handle=ABOUT.handle), PostMenu.mute),
        _line("cross", say("Block @{handle}", handle=ABOUT.handle), PostMenu.begin_block, "text-bad"),
        _line("warning", say("Report this picture"), [PostMenu.close, Reporting.open("post", ABOUT.id, ABOUT.handle)], "text-bad"),
    )


def _guest() -> rx.Component:
    enter = link_button(say("Sign in"), href=rx.Var.create(f"/sign-in?next=/p/{ABOUT.id}"), kind="bare", on_click=PostMenu.close)
    return rx.el.div(rx.el.p(say("Signed in, you can mute, block and report."), class_name="text-ink-2 grow basis-48"), enter,
                     class_name="flex flex-wrap items-center gap-2 px-3 pt-3 mt-2 border-t border-line")  # fmt: skip


def _block() -> rx.Component:
    sentence = say("Neither of you sees anything of the other from then on, and neither follows the other any more. They aren't told.")
    return rx.fragment(
        rx.el.p(sentence, class_name="text-ink-2"),
        _ways(button(say("Cancel"), kind="bare", on_click=PostMenu.close), button(say("Block"), kind="danger", on_click=PostMenu.block)),
    )


def _done(what: str) -> rx.Component:
    words = {
        "muted": say("You have muted @{handle}.", handle=ABOUT.handle),
        "blocked": say("You have blocked @{handle}.", handle=ABOUT.handle),
        "worn": say("That is you now."),
    }
    undo = [button(say("Undo"), kind="bare", on_click=PostMenu.unmute)] if what == "muted" else []
    return rx.fragment(rx.el.p(words[what], role="status"), _ways(*undo, button(say("Done"), kind="ink", on_click=_leave())))


def _leave() -> list[rx.event.EventType]:
    """Whom one has muted or blocked may stand in any list on the page, so that it is loaded anew."""
    apart = (PostMenu.step == "muted") | (PostMenu.step == "blocked")
    anew = rx.run_script(rx.Var(f"({apart!s}) && globalThis.location.reload()", _var_data=apart._get_all_var_data()))  # noqa: SLF001
    return [PostMenu.close, anew]


def _line(sign: str, words: Text, deed: Any, look: str = "") -> rx.Component:
    return rx.el.button(icon(sign), words, type="button", on_click=deed, class_name=f"{_LINE} {look}")


def _ways(*buttons: rx.Component) -> rx.Component:
    return rx.el.div(*buttons, class_name="flex justify-end gap-2 mt-6")
