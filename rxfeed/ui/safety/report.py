"""Reporting a post, a comment or an account, from wherever it is shown."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain import safety
from rxfeed.domain.safety_words import LONGEST_NOTE
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.components.controls import button, text_area
from rxfeed.ui.components.later import later
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.composer.given import text
from rxfeed.ui.feed.store import LiveSink
from rxfeed.ui.safety.names import reasons
from rxfeed.ui.words import NO_PROBLEM, Problem, say, told


class Reporting(rx.State):
    """`step`: nothing, `form` or `done`."""

    step: str = ""
    kind: str = ""
    name: str = ""
    """Id of a post or comment, handle of an account."""
    gone: list[str] = []
    """The post that has just been reported, for the lists on the page."""
    problem: Problem = NO_PROBLEM

    @rx.event
    def open(self, kind: str, name: str) -> None:
        """Ask why."""
        self.kind, self.name = text(kind, 10), text(name, 60)
        self.step, self.problem = "form", NO_PROBLEM

    @rx.event
    def close(self) -> None:
        self.step, self.problem = "", NO_PROBLEM

    @rx.event
    async def send(self, form: dict[str, str]) -> None:
        """Report it. A problem leaves the form as it was filled in."""
        with sayable(self):
            await ask(self, safety.report, self.kind, self.name, text(form.get("reason", ""), 20), text(form.get("note", ""), 50_000))
            self.step, self.gone = "done", [self.name] if self.kind == "post" else self.gone


def report_dialogs() -> list[rx.Component]:
    """Mounted once, with the menu of posts."""
    return [
        dialog(
            rx.match(Reporting.kind, ("post", say("Report this picture")), ("comment", say("Report this comment")), say("Report this account")),
            later(report_step),
            is_open=Reporting.step != "",
            on_dismiss=_leave(),
            key="report",
        ),
        LiveSink.create(list="", newest="", count=0, gone=Reporting.gone, choosy=False),
    ]


@rx.memo
def report_step() -> rx.Component:
    """What is in the dialog now."""
    return rx.cond(Reporting.step == "done", _done(), _form())


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.p(say("The moderators of this server see it as it is now. Who made it isn't told who you are."), class_name="text-ink-2 text-pretty"),
        rx.el.fieldset(
            rx.el.legend(say("Why?"), class_name="text-sm font-medium text-ink-2 mb-1"),
            *(_reason(name, words) for name, words in reasons().items()),
            rx.el.p(told(Reporting.problem, "reason"), class_name="mt-1.5 text-sm text-bad font-medium empty:hidden", aria_live="polite"),
        ),
        text_area(say("What should they know? (optional)"), name="note", rows=2, max_length=LONGEST_NOTE, error=told(Reporting.problem, "note")),
        rx.el.div(notice(told(Reporting.problem, ""), tone="error"), class_name="not-has-[p]:absolute"),
        rx.el.div(
            button(say("Cancel"), kind="bare", on_click=Reporting.close), button(say("Report"), type="submit", kind="ink"), class_name="flex justify-end gap-2"
        ),
        on_submit=Reporting.send,
        reset_on_submit=False,
        class_name="flex flex-col gap-4",
    )


def _reason(name: str, words: rx.Var[str]) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="reason", value=name, class_name="size-5 shrink-0 accent-ink"), words, class_name="flex items-center gap-3 min-h-10"
    )


def _done() -> rx.Component:
    words = rx.cond(
        Reporting.kind == "account",
        say("Thank you. You have muted this account too: its pictures stay out of your feed."),
        say("Thank you. You don't see it any more; the moderators decide about everybody else."),
    )
    return rx.fragment(
        rx.el.p(words, role="status", class_name="text-pretty"),
        rx.el.div(button(say("Done"), kind="ink", on_click=_leave()), class_name="flex justify-end mt-6"),
    )


def _leave() -> list[rx.event.EventType]:
    """Lists drop a reported picture by themselves; whatever else shows what was reported is loaded anew."""
    stays = (Reporting.step == "done") & (Reporting.kind != "post")
    done = Reporting.step == "done"
    data = rx.vars.VarData.merge(stays._get_all_var_data(), done._get_all_var_data())  # noqa: SLF001  (how a var passes on what it needs)
    anew = f'(({stays!s}) || (({done!s}) && globalThis.location.pathname.startsWith("/p/"))) && globalThis.location.reload()'
    return [Reporting.close, rx.run_script(rx.Var(anew, _var_data=data))]
