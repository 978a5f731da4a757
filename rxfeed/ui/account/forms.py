"""What the account's forms are made of: the form that a route answers, a password with a way to look at it, the box around them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, cast

import reflex as rx

from rxfeed.domain.errors import NotSignedIn, RxfeedError
from rxfeed.ui.asking import ask, sayable
from rxfeed.ui.components.controls import Text, button, icon_button, text_field
from rxfeed.ui.components.notices import notice
from rxfeed.ui.words import NO_PROBLEM, Problem, mark, problem, say, told

LOST = [
    mark("The server does not answer. Nothing was changed; try again in a moment."),
    mark("No passkey answered. It was cancelled, this device has none for this site, or the address is neither https nor localhost."),
]


class SessionForm(rx.Component):
    """Posts its fields to `action`. Then the page goes where the route says, or, with `on_done`, stays and tells what the route said."""

    library = "$/public/session_form.js"
    tag = "SessionForm"
    action: rx.Var[str]
    enc_type: rx.Var[str]
    passkey: rx.Var[str]
    """What a passkey is asked for before the fields are posted, with its answer: see `web/passkeys.py`."""
    lost: rx.Var[list[str]] = rx.Var.create(LOST)
    """The sentences for a server, and for a passkey, that does not answer."""
    on_refused: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]  # type: ignore[type-arg]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]  # type: ignore[type-arg]


class Refused(rx.State, mixin=True):
    """For a page with such a form: what the route objected to."""

    problem: Problem = NO_PROBLEM

    @rx.event
    def refuse(self, said: dict[str, Any]) -> None:
        """Show it beside its field."""
        self.problem = refusal(said)


class Parts(Refused, mixin=True):
    """For a page with several such forms: `part` names the one that was used last, and what came of it is shown there."""

    status: str = ""
    """`ready`, `guest` or `failed`; empty until the server has answered."""
    part: str = ""
    done: bool = False

    @rx.event
    def refuse_in(self, part: str, said: dict[str, Any]) -> None:
        """A route's refusal, in that part."""
        self._begin(part)
        self.problem = refusal(said)

    @rx.event
    def tell(self, part: str, _: dict[str, Any]) -> None:
        """A route has done what that part asked for."""
        self._begin(part)
        self.done = True

    async def _open(self, load: Callable[[], Awaitable[None]]) -> None:
        """The page as it is now. Where that can't be had, what was there before stays."""
        self._begin("")
        try:
            await load()
            self.status = "ready"
        except NotSignedIn:
            self.status = "guest"
        except RxfeedError as error:
            self.problem, self.status = problem(error), self.status or "failed"

    async def _try(self, part: str, work: Callable[..., Any], *given: Any) -> bool:
        """Let the domain do what that part asks for, and say how it went."""
        self._begin(part)
        page = cast("rx.State", self)
        with sayable(page):
            await ask(page, work, *given)
            self.done = True
        return self.done

    def _begin(self, part: str) -> None:
        self.part, self.done, self.problem = part, False, NO_PROBLEM


def refusal(said: dict[str, Any]) -> Problem:
    """A route's answer (`web/errors.py`) as the problem that it tells. It came through the browser: nobody else is shown it."""
    values = said.get("values")
    known = {str(name): str(value)[:200] for name, value in values.items()} if isinstance(values, dict) else {}
    return Problem(str(said.get("message", ""))[:500], known, str(said.get("field", ""))[:40])


def password_field(label: Text, *, name: str, shown: Any, hint: Text = "", error: Text = "", **props: Any) -> rx.Component:
    """A password, hidden until one asks to see it. `shown` is a `client_state` of the page."""
    look = rx.cond(shown.value, say("Hide the password"), say("Show the password"))
    eye = rx.cond(shown.value, icon_button("hidden", look, on_click=shown.set_value(False)), icon_button("eye", look, on_click=shown.set_value(True)))
    kind = rx.cond(shown.value, "text", "password")
    plain = {"auto_capitalize": "none", "spell_check": False, "custom_attrs": {"autoCorrect": "off"}}
    field = text_field(label, name=name, hint=hint, error=error, type=kind, max_length=200, required=True, **plain, **props)
    return rx.el.div(field, rx.el.div(eye, class_name="absolute right-0.5 top-7"), class_name="relative [&_input]:pr-12")


def general_problem(problem: rx.Var[Problem], *fields: str) -> rx.Component:
    """The sentence of a problem that belongs to none of those fields."""
    elsewhere = problem.message != ""
    for name in fields:
        elsewhere = elsewhere & (problem.field != name)
    shown = notice(rx.cond(elsewhere, told(problem), "").to(str), tone="error")
    return rx.el.div(shown, class_name="not-has-[p]:absolute")  # without a sentence it takes no room, but screen readers still listen to it


def outcome(state: type[Parts], part: str, good: Text, *fields: str) -> rx.Component:
    """What came of that part's form: good news, or what none of its fields shows."""
    news = rx.cond(state.done, notice(good, tone="ok"), general_problem(state.problem, *fields))
    return rx.cond(state.part == part, news, rx.fragment())


def error_in(state: type[Parts], part: str, field: str) -> rx.Var[str]:
    """The problem of a field, where several forms of the page have one of that name."""
    return rx.cond(state.part == part, told(state.problem, field), "").to(str)


def submit(text: Text, kind: str = "accent") -> rx.Component:
    """The form's one button."""
    return button(text, type="submit", kind=kind, class_name="w-full group-aria-busy:opacity-45")
