"""`/sign-up`"""

from __future__ import annotations

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from rxfeed.ui.account.entering import Entering
from rxfeed.ui.account.forms import SessionForm, general_problem, password_field, submit
from rxfeed.ui.account.room import aside_link, handle_field, room, way
from rxfeed.ui.components.controls import text_field
from rxfeed.ui.components.notices import notice
from rxfeed.ui.words import say, told

shown = ClientStateVar.create("sign_up_password_shown", default=False)


def page() -> rx.Component:
    """A handle and a password; nothing else is asked."""
    return room(
        say("Make an account"),
        rx.el.p(say("A handle and a password are all it takes. What you have made here as a guest comes along."), class_name="text-ink-2 text-pretty"),
        rx.cond(Entering.is_first, notice(say("This is the first account: it will run this server.")), rx.fragment()),
        SessionForm.create(
            way(),
            handle_field(hint=say("3 to 30 letters a–z, figures and _. Everybody sees it.")),
            password_field(
                say("Password"),
                name="password",
                shown=shown,
                hint=say("At least 10 characters. Three or four words that don't belong together are good."),
                error=told(Entering.problem, "password"),
                auto_complete="new-password",
            ),
            rx.cond(Entering.needs_code, _code(), rx.fragment()),
            general_problem(Entering.problem, "handle", "password", "setup_code"),
            submit(say("Make the account")),
            action="/session/sign-up",
            on_refused=Entering.refuse,
            class_name="group flex flex-col gap-5",
        ),
        aside_link(say("You have an account?"), say("Sign in"), "/sign-in"),
    )


def _code() -> rx.Component:
    return text_field(
        say("Setup code"),
        name="setup_code",
        hint=say("The server's console shows it when it starts."),
        error=told(Entering.problem, "setup_code"),
        auto_complete="off",
        auto_capitalize="characters",
        spell_check=False,
    )
