"""`/settings`: what one shows of oneself, the password, and the way out."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from rxfeed.ui.account.forms import SessionForm, general_problem, password_field
from rxfeed.ui.account.leaving import leaving, way_back
from rxfeed.ui.account.settings_state import SettingsPage
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import Text, button, link_button, text_area, text_field
from rxfeed.ui.components.notices import empty_box, notice, skeleton
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import say, told

MINE = SettingsPage.account
old_shown = ClientStateVar.create("old_password_shown", default=False)
new_shown = ClientStateVar.create("new_password_shown", default=False)


def page() -> rx.Component:
    """One section after the other; nothing is hidden behind tabs."""
    return frame(
        heading(say("Settings")),
        rx.el.div(
            rx.match(
                SettingsPage.status,
                ("ready", _sections()),
                ("guest", _guest()),
                ("failed", notice(told(SettingsPage.problem), tone="error")),
                skeleton("h-80 w-full"),
            ),
            class_name="px-4 md:px-0 max-w-[640px]",
        ),
    )


def part(title: Text, *children: Any) -> rx.Component:
    """A section of a settings page."""
    look = "flex flex-col gap-5 py-7 border-t border-line first:border-0 first:pt-0"
    return rx.el.section(rx.el.h2(title, class_name="font-serif text-card"), *children, class_name=look)


def _sections() -> rx.Component:
    return rx.el.div(
        way_back(),
        part(say("Profile"), _picture(), _words()),
        part(say("Password"), _password()),
        part(say("Other browsers"), _others()),
        rx.cond(MINE.is_admin, part(say("This server"), _server()), rx.fragment()),
        part(say("Leave"), leaving()),
    )


def _picture() -> rx.Component:
    """The avatar. Choosing a file is enough: there is nothing to confirm."""
    choose = rx.el.label(
        say("Choose a picture"),
        rx.el.input(type="file", name="file", accept="image/png,image/jpeg,image/webp,image/avif", class_name="sr-only"),
        class_name=(
            "inline-flex items-center min-h-11 px-5 rounded-full font-semibold bg-surface border border-line-strong hover:bg-sunken cursor-pointer "
            "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-ink"
        ),
    )
    return rx.el.div(
        rx.el.div(
            avatar(MINE.avatar, rx.cond(MINE.name != "", MINE.name, MINE.handle).to(str), 72),
            rx.el.div(
                rx.el.p("@", MINE.handle, class_name="font-semibold"),
                rx.el.p(say("PNG, JPEG, WebP or AVIF, at most 20 MB."), class_name="text-sm text-ink-3"),
            ),
            SessionForm.create(
                choose,
                action="/uploads?kind=avatar",
                enc_type="multipart/form-data",
                on_refused=lambda said: SettingsPage.refuse_in("avatar", said),
                on_done=SettingsPage.wear,
                class_name="contents",
            ),
            rx.cond(MINE.avatar != "", button(say("Take it off"), kind="bare", on_click=SettingsPage.take_off), rx.fragment()),
            class_name="flex flex-wrap items-center gap-x-5 gap-y-3",
        ),
        _outcome("avatar", say("That is you now.")),
        class_name="flex flex-col gap-4",
    )


def _words() -> rx.Component:
    return rx.el.form(
        text_field(
            say("Name"), name="name", default_value=MINE.name, hint=say("Shown beside your handle. May be empty."), error=told(SettingsPage.problem, "name"),
            auto_complete="name", max_length=60, key=f"name-{MINE.handle}",
        ),
        text_area(
            say("About you"), name="bio", default_value=MINE.bio, error=told(SettingsPage.problem, "bio"), max_length=500, key=f"bio-{MINE.handle}"
        ),
        _outcome("profile", say("Saved."), "name", "bio"),
        rx.el.div(button(say("Save"), type="submit", kind="ink")),
        on_submit=SettingsPage.keep_profile,
        reset_on_submit=False,
        class_name="flex flex-col gap-5",
    )  # fmt: skip


def _password() -> rx.Component:
    return SessionForm.create(
        rx.el.input(type="text", name="handle", value=MINE.handle, read_only=True, auto_complete="username", hidden=True),
        password_field(
            say("Your password now"),
            name="old_password",
            shown=old_shown,
            error=told(SettingsPage.problem, "old_password"),
            auto_complete="current-password",
        ),
        password_field(
            say("The new one"),
            name="password",
            id="field-new-password",
            shown=new_shown,
            hint=say("At least 10 characters. Every other browser is signed out."),
            error=rx.cond(SettingsPage.part == "password", told(SettingsPage.problem, "password"), "").to(str),
            auto_complete="new-password",
        ),
        _outcome("password", say("Your password is changed."), "old_password", "password"),
        rx.el.div(button(say("Change the password"), type="submit", kind="quiet")),
        action="/session/change-password",
        on_refused=lambda said: SettingsPage.refuse_in("password", said),
        on_done=lambda said: SettingsPage.tell("password", said),
        class_name="flex flex-col gap-5",
    )


def _others() -> rx.Component:
    return SessionForm.create(
        rx.el.p(say("Lost a device, or signed in somewhere that isn't yours? This browser stays signed in."), class_name="text-ink-2"),
        _outcome("others", say("Every other browser is signed out.")),
        rx.el.div(button(say("Sign out everywhere else"), type="submit", kind="quiet")),
        action="/session/end-others",
        on_refused=lambda said: SettingsPage.refuse_in("others", said),
        on_done=lambda said: SettingsPage.tell("others", said),
        class_name="flex flex-col gap-5",
    )


def _server() -> rx.Component:
    return rx.el.div(
        rx.el.p(say("You run this server."), class_name="text-ink-2 grow"),
        link_button(say("Image engine"), href="/settings/engine", icon_name="sparkle"),
        class_name="flex flex-wrap items-center gap-3",
    )


def _outcome(name: str, good: Text, *fields: str) -> rx.Component:
    """What came of that part's form: good news, or what none of its fields shows."""
    news = rx.cond(SettingsPage.done, notice(good, tone="ok"), general_problem(SettingsPage.problem, *fields))
    return rx.cond(SettingsPage.part == name, news, rx.fragment())


def _guest() -> rx.Component:
    return empty_box(
        say("Nobody is signed in"),
        say("Settings belong to an account. Appearance and language are in the corner's menu, also without one."),
        link_button(say("Sign in"), href="/sign-in?next=/settings", kind="ink"),
        link_button(say("Sign up"), href="/sign-up?next=/settings", kind="quiet"),
    )
