"""`/settings`: what one shows of oneself, and the way out."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.accounts_profile import FormerView
from rxfeed.ui.account.avatar_part import choose_own
from rxfeed.ui.account.forms import SessionForm, outcome
from rxfeed.ui.account.leaving import leaving, way_back
from rxfeed.ui.account.settings_frame import known, part
from rxfeed.ui.account.settings_state import SettingsPage
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import button, text_area, text_field
from rxfeed.ui.words import day, say, told

MINE = SettingsPage.account


def page() -> rx.Component:
    """One section after the other."""
    mine = part(say("Profile"), _picture(), _words()), part(say("Handle"), _handle())
    return known(SettingsPage, "/settings", way_back(), *mine, part(say("Who sees it"), _privacy()), part(say("Leave"), leaving()))


def _picture() -> rx.Component:
    """The avatar. Choosing a file is enough: there is nothing to confirm."""
    choose = rx.el.label(
        say("Upload a picture"),
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
            rx.el.div(
                SessionForm.create(
                    choose,
                    action="/uploads?kind=avatar",
                    enc_type="multipart/form-data",
                    on_refused=lambda said: SettingsPage.refuse_in("avatar", said),
                    on_done=SettingsPage.wear,
                    class_name="contents",
                ),
                choose_own(),
                rx.cond(MINE.avatar != "", button(say("Take it off"), kind="bare", on_click=SettingsPage.take_off), rx.fragment()),
                class_name="flex flex-wrap gap-2 basis-full",
            ),
            class_name="flex flex-wrap items-center gap-x-5 gap-y-3",
        ),
        rx.cond(MINE.avatar_lost != "", rx.el.p(_lost(), class_name="text-ink-2 text-pretty"), rx.fragment()),
        outcome(SettingsPage, "avatar", say("That is you now.")),
        class_name="flex flex-col gap-4",
    )


def _lost() -> rx.Var[str]:
    """Why what one wore came off."""
    return rx.match(
        MINE.avatar_lost,
        ("deleted", say("The picture you wore was deleted, so the first letter of your name stands for you. Choose another.")),
        ("held", say("The picture you wore was taken away by a moderator, so the first letter of your name stands for you. Choose another.")),
        ("back", say("The picture you wore was not for everybody for a while, so it came off. It is again: you can choose it once more.")),
        say("The picture you wore isn't rated general any more, so the first letter of your name stands for you. Everybody sees an avatar: choose another."),
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
        outcome(SettingsPage, "profile", say("Saved."), "name", "bio"),
        rx.el.div(button(say("Save"), type="submit", kind="ink")),
        on_submit=SettingsPage.keep_profile,
        reset_on_submit=False,
        class_name="flex flex-col gap-5",
    )  # fmt: skip


def _handle() -> rx.Component:
    hint = say("The old one leads here for 30 days, and nobody else can take it in that time. You can change it once in 7 days.")
    error = rx.cond(SettingsPage.part == "handle", told(SettingsPage.problem, "handle"), "").to(str)
    return rx.el.div(
        rx.el.form(
            text_field(
                say("Handle"), name="handle", default_value=MINE.handle, hint=hint, error=error, max_length=31, auto_capitalize="none",
                auto_complete="off", spell_check=False, key=f"handle-{MINE.handle}",
            ),
            rx.el.div(button(say("Change the handle"), type="submit", kind="quiet")),
            on_submit=SettingsPage.change_handle,
            reset_on_submit=False,
            class_name="flex flex-col gap-5",
        ),
        rx.el.ul(rx.foreach(MINE.former, _former), role="list", class_name="flex flex-col empty:hidden"),
        outcome(SettingsPage, "handle", say("That is your handle now."), "handle"),
        class_name="flex flex-col gap-5",
    )  # fmt: skip


def _privacy() -> rx.Component:
    """Whether one approves one's followers. Whoever follows already goes on doing so."""
    private = say("Your account is private: only your followers see your pictures and whom you follow, and whoever wants to follow you asks.")
    public = say("Your account is public: everybody sees what you publish for everybody, and may follow you.")
    open_it = button(say("Make it public"), kind="quiet", on_click=SettingsPage.set_private(False))
    close_it = button(say("Make it private"), kind="quiet", icon_name="lock", on_click=SettingsPage.set_private(True))
    after = rx.cond(MINE.private, say("Your followers stay. Nobody else sees your pictures from now on."), say("Whoever had asked follows you now."))
    return rx.el.div(
        rx.el.p(rx.cond(MINE.private, private, public), class_name="text-ink-2 text-pretty"),
        rx.el.div(rx.cond(MINE.private, open_it, close_it)),
        outcome(SettingsPage, "private", after.to(str)),
        class_name="flex flex-col gap-4",
    )


def _former(before: rx.Var[FormerView]) -> rx.Component:
    return rx.el.li(
        rx.el.span(say("@{handle} leads here until {day}.", handle=before.handle, day=day(before.until)), class_name="grow text-ink-2"),
        button(say("Take it back"), kind="bare", on_click=SettingsPage.take_back(before.handle)),
        key=before.handle,
        class_name="flex flex-wrap items-center justify-between gap-2 border-b border-line last:border-0",
    )
