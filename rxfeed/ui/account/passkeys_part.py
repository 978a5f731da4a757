"""Passkeys on the sign-in page of the settings: what there is, adding one, and asking for one after the password."""

from __future__ import annotations

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from rxfeed.domain.passkeys import PasskeyView
from rxfeed.ui.account.forms import SessionForm, error_in, general_problem, outcome, password_field
from rxfeed.ui.account.passkeys_state import PasskeySettings
from rxfeed.ui.account.sign_in_state import SignInSettings
from rxfeed.ui.components.controls import button, icon_button, quiet_button, text_field
from rxfeed.ui.components.notices import dialog
from rxfeed.ui.words import ago, day, say, say_n

KEYS = PasskeySettings.passkeys
sure_shown = ClientStateVar.create("sure_password_shown", default=False)


def passkeys_part() -> rx.Component:
    """The list; with the means to change it for who has just shown that it is them."""
    change = rx.el.div(quiet_button(say("Add or change passkeys"), icon_name="lock", on_click=PasskeySettings.ask_who))
    return rx.el.div(
        rx.el.p(say("Your phone, your computer or a small key signs you in, without a password that could be guessed or given away."), class_name="text-ink-2"),
        rx.cond(KEYS.held.length() > 0, rx.el.ul(rx.foreach(KEYS.held, _key), class_name="flex flex-col"), rx.fragment()),
        outcome(PasskeySettings, "keys", say("Removed. It opens your account no longer.")),
        rx.cond(KEYS.sure, _adding(), change),
        rx.cond(KEYS.held.length() > 0, _second(), rx.fragment()),
        dialog(say("Is it you?"), _asking(), is_open=PasskeySettings.asking, on_dismiss=PasskeySettings.let_go, key="sure"),
        dialog(say("Another name"), _naming(), is_open=PasskeySettings.naming.id != "", on_dismiss=PasskeySettings.let_go, key="naming"),
        class_name="flex flex-col gap-5",
    )


def _key(view: rx.Var[PasskeyView]) -> rx.Component:
    used = rx.cond(view.used != "", say("last used {ago}", ago=ago(view.used)), say("never used"))
    tools = rx.el.div(
        icon_button("pencil", say("Another name for {name}", name=view.name), on_click=PasskeySettings.begin_naming(view.id)),
        icon_button("bin", say("Remove {name}", name=view.name), on_click=PasskeySettings.remove(view.id)),
        class_name="flex shrink-0",
    )
    return rx.el.li(
        rx.el.div(
            rx.el.p(view.name, class_name="font-semibold break-words"),
            rx.el.p(rx.el.span(used), rx.el.span(say("since {date}", date=day(view.since))), class_name="flex flex-wrap gap-x-3 text-sm text-ink-3"),
            class_name="grow min-w-0",
        ),
        rx.cond(KEYS.sure, tools, rx.fragment()),
        class_name="flex items-center gap-3 min-h-15 py-2.5 border-b border-line last:border-0",
    )


def _adding() -> rx.Component:
    return SessionForm.create(
        text_field(
            say("Name of a new passkey"),
            name="name",
            id="field-passkey-name",
            hint=say("So that you know it again: my phone, the key on my ring."),
            error=error_in(PasskeySettings, "add", "name"),
            max_length=60,
            auto_complete="off",
        ),
        outcome(PasskeySettings, "add", say("The passkey is added. Next time, you can sign in with it."), "name"),
        rx.el.div(button(say("Add this device or key"), type="submit", kind="ink", class_name="group-aria-busy:opacity-45")),
        action="/session/passkey/enrol",
        passkey="enrol",
        on_refused=lambda said: PasskeySettings.refuse_in("add", said),
        on_done=PasskeySettings.added,
        class_name="group flex flex-col gap-5",
    )


def _second() -> rx.Component:
    """Whether a key is asked for after the password, too."""
    left = say_n("{count} recovery code is left.", "{count} recovery codes are left.", KEYS.codes_left)
    on = rx.el.div(
        rx.el.p(say("After the password a passkey is asked for."), " ", left, class_name="text-pretty"),
        rx.cond(
            KEYS.sure,
            rx.el.div(
                quiet_button(say("New recovery codes"), on_click=PasskeySettings.renew_codes),
                button(say("Ask for the password alone"), kind="danger", on_click=PasskeySettings.no_longer_require),
                class_name="flex flex-wrap gap-2",
            ),
            rx.fragment(),
        ),
        class_name="flex flex-col gap-4",
    )
    off = rx.el.div(
        rx.el.p(say("The password alone is enough to sign in."), class_name="text-pretty"),
        rx.cond(
            KEYS.sure, rx.el.div(quiet_button(say("Ask for a passkey after the password"), on_click=PasskeySettings.require)), rx.fragment()
        ),
        class_name="flex flex-col gap-4",
    )
    return rx.el.div(
        rx.cond(KEYS.required, on, off),
        rx.cond(PasskeySettings.codes.length() > 0, _codes(), outcome(PasskeySettings, "second", say("The password alone is enough again."))),
        class_name="flex flex-col gap-4 pt-5 border-t border-line",
    )


def _codes() -> rx.Component:
    return rx.el.div(
        rx.el.p(say("Your recovery codes"), class_name="font-semibold"),
        rx.el.p(
            say("Write them down or print them, and keep them where your passkey isn't. Each lets you in once without it. They are not shown again."),
            class_name="text-ink-2 text-pretty",
        ),
        rx.el.ul(
            rx.foreach(PasskeySettings.codes, lambda code: rx.el.li(code, class_name="tabular-nums tracking-wide select-all")),
            class_name="grid grid-cols-1 sm:grid-cols-2 gap-x-6 gap-y-1.5 font-mono",
        ),
        rx.el.div(button(say("I have kept them"), kind="ink", on_click=PasskeySettings.let_go)),
        class_name="flex flex-col gap-4 p-5 rounded-md border border-line-strong bg-surface",
        role="status",
    )


def _asking() -> rx.Component:
    by_key = SessionForm.create(
        quiet_button(say("Use a passkey"), type="submit", class_name="w-full"),
        action="/session/passkey/confirm",
        passkey="confirm",
        on_refused=lambda said: PasskeySettings.refuse_in("sure", said),
        on_done=PasskeySettings.sure,
    )
    by_password = SessionForm.create(
        rx.el.input(type="text", name="handle", value=SignInSettings.handle, read_only=True, auto_complete="username", hidden=True),
        password_field(
            say("Your password"),
            name="password",
            id="field-sure-password",
            shown=sure_shown,
            error=error_in(PasskeySettings, "sure", "password"),
            auto_complete="current-password",
        ),
        rx.cond(PasskeySettings.part == "sure", general_problem(PasskeySettings.problem, "password"), rx.fragment()),
        button(say("Go on"), type="submit", kind="ink", class_name="w-full"),
        action="/session/confirm",
        on_refused=lambda said: PasskeySettings.refuse_in("sure", said),
        on_done=PasskeySettings.sure,
        class_name="flex flex-col gap-5",
    )
    return rx.el.div(by_password, rx.cond(KEYS.held.length() > 0, by_key, rx.fragment()), class_name="flex flex-col gap-3")


def _naming() -> rx.Component:
    return rx.el.form(
        text_field(
            say("Name"),
            name="name",
            id="field-passkey-rename",
            default_value=PasskeySettings.naming.name,
            error=error_in(PasskeySettings, "name", "name"),
            max_length=60,
            auto_complete="off",
        ),
        rx.cond(PasskeySettings.part == "name", general_problem(PasskeySettings.problem, "name"), rx.fragment()),
        rx.el.div(button(say("Save"), type="submit", kind="ink")),
        on_submit=PasskeySettings.rename,
        reset_on_submit=False,
        class_name="flex flex-col gap-5",
    )
