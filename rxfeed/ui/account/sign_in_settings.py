"""`/settings/sign-in`: the password, the passkeys, and where one is signed in."""

from __future__ import annotations

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from rxfeed.domain.sessions_mine import SessionView
from rxfeed.ui.account.forms import SessionForm, error_in, outcome, password_field
from rxfeed.ui.account.passkeys_part import passkeys_part
from rxfeed.ui.account.settings_frame import known, part
from rxfeed.ui.account.sign_in_state import SignInSettings
from rxfeed.ui.components.controls import button
from rxfeed.ui.words import ago, day, say

old_shown = ClientStateVar.create("old_password_shown", default=False)
new_shown = ClientStateVar.create("new_password_shown", default=False)


def page() -> rx.Component:
    """One section after the other."""
    sections = part(say("Password"), _password()), part(say("Passkeys"), passkeys_part()), part(say("Signed in"), _browsers())
    return known(SignInSettings, "/settings/sign-in", *sections)


def _password() -> rx.Component:
    return SessionForm.create(
        rx.el.input(type="text", name="handle", value=SignInSettings.handle, read_only=True, auto_complete="username", hidden=True),
        password_field(
            say("Your password now"),
            name="old_password",
            shown=old_shown,
            error=error_in(SignInSettings, "password", "old_password"),
            auto_complete="current-password",
        ),
        password_field(
            say("The new one"),
            name="password",
            id="field-new-password",
            shown=new_shown,
            hint=say("At least 10 characters. Every other browser is signed out."),
            error=error_in(SignInSettings, "password", "password"),
            auto_complete="new-password",
        ),
        outcome(SignInSettings, "password", say("Your password is changed."), "old_password", "password"),
        rx.el.div(button(say("Change the password"), type="submit", kind="quiet")),
        action="/session/change-password",
        on_refused=lambda said: SignInSettings.refuse_in("password", said),
        on_done=SignInSettings.changed,
        class_name="flex flex-col gap-5",
    )


def _browsers() -> rx.Component:
    only_here = rx.el.p(say("Only this browser is signed in."), class_name="text-ink-2")
    leave_all = rx.el.div(button(say("Sign out everywhere else"), kind="quiet", on_click=SignInSettings.end_others))
    return rx.el.div(
        rx.el.ul(rx.foreach(SignInSettings.browsers, _browser), class_name="flex flex-col"),
        outcome(SignInSettings, "sessions", say("Signed out there.")),
        rx.cond(SignInSettings.browsers.length() > 1, leave_all, only_here),
        class_name="flex flex-col gap-5",
    )


def _browser(view: rx.Var[SessionView]) -> rx.Component:
    """What it is and since when; the one that is looked from can't be ended by accident."""
    here = rx.el.span(say("This browser"), class_name="shrink-0 whitespace-nowrap px-2.5 py-0.5 rounded-full bg-ink text-paper text-sm font-semibold")
    end = button(say("Sign out"), kind="bare", on_click=SignInSettings.end(view.id), aria_label=say("Sign out: {browser}", browser=_name(view)))
    facts = rx.el.p(
        rx.cond(view.address != "", rx.el.span(view.address, class_name="break-all"), rx.fragment()),
        rx.el.span(rx.cond(view.is_here, say("here now"), say("last seen {ago}", ago=ago(view.seen)))),
        rx.el.span(say("since {date}", date=day(view.since))),
        class_name="flex flex-wrap gap-x-3 text-sm text-ink-3",
    )
    return rx.el.li(
        rx.el.div(rx.el.p(_name(view), class_name="font-semibold"), facts, class_name="grow min-w-0"),
        rx.cond(view.is_here, here, end),
        class_name="flex items-center gap-3 min-h-15 py-2.5 border-b border-line last:border-0",
    )


def _name(view: rx.Var[SessionView]) -> rx.Var[str]:
    both = say("{browser} on {system}", browser=view.browser, system=view.system)
    either = rx.cond(view.browser != "", view.browser, view.system)
    known = rx.cond((view.browser != "") & (view.system != ""), both, either)
    return rx.cond(known == "", say("Unknown browser"), known).to(str)
