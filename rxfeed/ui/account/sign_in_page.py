"""`/sign-in`"""

from __future__ import annotations

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from rxfeed.ui.account.entering import Entering
from rxfeed.ui.account.forms import SessionForm, general_problem, password_field, submit
from rxfeed.ui.account.room import aside_link, handle_field, room, way
from rxfeed.ui.components.notices import notice
from rxfeed.ui.words import say, told

shown = ClientStateVar.create("sign_in_password_shown", default=False)


def page() -> rx.Component:
    """Handle and password, or a passkey alone."""
    return room(
        say("Sign in"),
        rx.cond(Entering.was_ended, notice(say("This browser was signed out from another one.")), rx.fragment()),
        SessionForm.create(
            way(),
            handle_field(),
            password_field(
                say("Password"), name="password", shown=shown, error=told(Entering.problem, "password"), auto_complete="current-password"
            ),
            general_problem(Entering.problem, "handle", "password"),
            submit(say("Sign in")),
            action="/session/sign-in",
            on_refused=Entering.refuse,
            class_name="group flex flex-col gap-5",
        ),
        SessionForm.create(
            way(),
            submit(say("Sign in with a passkey"), kind="quiet"),
            action="/session/passkey/enter",
            passkey="enter",
            on_refused=Entering.refuse,
            class_name="group",
        ),
        aside_link(say("No account yet?"), say("Sign up"), "/sign-up"),
    )
