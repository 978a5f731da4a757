"""Deleting one's account, and having it back."""

from __future__ import annotations

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from rxfeed.ui.account.forms import SessionForm, error_in, general_problem, password_field
from rxfeed.ui.account.settings_state import SettingsPage
from rxfeed.ui.components.controls import button, quiet_button
from rxfeed.ui.components.notices import dialog
from rxfeed.ui.words import day, say

leave_shown = ClientStateVar.create("leave_password_shown", default=False)


def leaving() -> rx.Component:
    """The explanation, and the dialog that asks for the password."""
    return rx.el.div(
        rx.el.p(
            say("Delete the account and everything in it. For 30 days nobody sees any of it and you can have it back by signing in; then it is gone for good."),
            class_name="text-ink-2 text-pretty",
        ),
        rx.el.div(button(say("Delete my account"), kind="danger", on_click=SettingsPage.ask_to_leave)),
        dialog(say("Delete your account?"), _form(), is_open=SettingsPage.leaving, on_dismiss=SettingsPage.stay, key="leave"),
        class_name="flex flex-col gap-5",
    )


def way_back() -> rx.Component:
    """For who has asked to leave and came back within the 30 days."""
    box = SessionForm.create(
        rx.el.p(say("Your account will be deleted on {date}.", date=day(SettingsPage.account.delete_on)), class_name="font-semibold"),
        rx.el.p(say("Until then nobody sees your pictures. Keep the account, and all is as it was."), class_name="text-ink-2"),
        general_problem(SettingsPage.problem),
        rx.el.div(button(say("Keep my account"), type="submit", kind="accent")),
        action="/session/keep",
        on_refused=SettingsPage.refuse,
        class_name="flex flex-col gap-3 p-5 mb-7 rounded-md border border-line-strong bg-surface",
    )
    return rx.cond(SettingsPage.account.delete_on != "", box, rx.fragment())


def _form() -> rx.Component:
    return SessionForm.create(
        rx.el.p(say("Your pictures disappear from here at once. Nothing is lost for 30 days."), class_name="text-ink-2"),
        password_field(
            say("Your password"),
            name="password",
            id="field-leave-password",
            shown=leave_shown,
            error=error_in(SettingsPage, "leave", "password"),
            auto_complete="current-password",
        ),
        rx.cond(SettingsPage.part == "leave", general_problem(SettingsPage.problem, "password"), rx.fragment()),
        rx.el.div(
            quiet_button(say("Stay"), on_click=SettingsPage.stay),
            button(say("Delete my account"), type="submit", kind="danger"),
            class_name="flex flex-wrap justify-end gap-2",
        ),
        action="/session/delete",
        on_refused=lambda said: SettingsPage.refuse_in("leave", said),
        class_name="flex flex-col gap-5",
    )
