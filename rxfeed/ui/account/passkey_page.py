"""`/sign-in/passkey`: the step after the password, for accounts that ask for one."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.account.entering import Entering
from rxfeed.ui.account.forms import SessionForm, general_problem, submit
from rxfeed.ui.account.room import aside_link, room, way
from rxfeed.ui.components.controls import text_field
from rxfeed.ui.words import say, told


def page() -> rx.Component:
    """The key; without it, one of the codes."""
    return room(
        say("One more step"),
        rx.el.p(say("Your password is right. This account asks for a passkey, too."), class_name="text-ink-2 text-pretty"),
        SessionForm.create(
            way(),
            submit(say("Use your passkey")),
            action="/session/passkey/follow",
            passkey="follow",
            on_refused=Entering.refuse,
            class_name="group flex flex-col gap-5",
        ),
        general_problem(Entering.problem, "code"),
        rx.el.details(
            rx.el.summary(say("I don't have it here"), class_name="min-h-11 py-2.5 cursor-pointer text-ink-2 hover:text-ink"),
            _recovery(),
            class_name="border-t border-line pt-2",
        ),
        aside_link(say("Somebody else?"), say("Sign in"), "/sign-in"),
    )


def _recovery() -> rx.Component:
    return SessionForm.create(
        way(),
        text_field(
            say("Recovery code"),
            name="code",
            hint=say("One of those that were shown when the passkey was asked for first. Each works once."),
            error=told(Entering.problem, "code"),
            auto_complete="off",
            auto_capitalize="characters",
            spell_check=False,
            max_length=40,
        ),
        submit(say("Sign in with the code"), kind="quiet"),
        action="/session/passkey/recover",
        on_refused=Entering.refuse,
        class_name="group flex flex-col gap-5 pt-2",
    )
