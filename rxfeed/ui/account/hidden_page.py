"""`/settings/hidden`: the people one has blocked, and the people, words and tags one has muted; each is taken back by one press."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.circle_hidden import HiddenPage, HiddenPerson
from rxfeed.domain.mutes import MutedView
from rxfeed.ui.account.forms import error_in, outcome
from rxfeed.ui.account.hidden_state import HiddenSettings
from rxfeed.ui.account.settings_frame import known, part
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import Text, button, go, icon_button, select, text_field
from rxfeed.ui.feed.store import forget_all
from rxfeed.ui.tags.followed import followed_tags
from rxfeed.ui.words import day, say

PAGE = HiddenSettings


def page() -> rx.Component:
    """Words and tags first: they are typed here; people are mostly hidden from their own pages."""
    return known(
        PAGE,
        "/settings/hidden",
        _words(),
        _tags(),
        _muted(),
        _blocked(),
        followed_tags(),
    )


def _words() -> rx.Component:
    about = say("Pictures of others with these words in the prompt or the caption stay out of your feed. Whole words, large or small letters alike.")
    form = _adding(say("Word"), "word", error_in(PAGE, "words", "word"), PAGE.mute_word)
    return part(say("Muted words"), _about(about), form, _list(PAGE.kept.words, "", PAGE.unmute_word), outcome(PAGE, "words", say("Done."), "word"))


def _tags() -> rx.Component:
    about = say("The same for tags, exactly as they are written.")
    form = _adding(say("Tag"), "tag", error_in(PAGE, "tags", "tags"), PAGE.mute_tag)
    return part(say("Muted tags"), _about(about), form, _list(PAGE.kept.tags, "#", PAGE.unmute_tag), outcome(PAGE, "tags", say("Done."), "tags"))


def _adding(label: Text, name: str, error: Text, on_submit: Any) -> rx.Component:
    times = [("", say("For ever")), ("day", say("For a day")), ("week", say("For a week")), ("month", say("For 30 days"))]
    return rx.el.form(
        rx.el.div(text_field(label, name=name, error=error, max_length=60, auto_capitalize="none", auto_complete="off"), class_name="grow basis-50 min-w-0"),
        rx.el.div(select(say("How long"), name="lasting", options=times, id=f"lasting-{name}"), class_name="basis-36"),
        button(say("Mute"), type="submit", kind="quiet", class_name="sm:mt-6.5"),
        on_submit=[on_submit, forget_all()],
        reset_on_submit=True,
        class_name="flex flex-wrap items-start gap-3",
    )


def _list(kept: rx.Var[list[MutedView]], sign: str, take_back: Any) -> rx.Component:
    def one(view: rx.Var[MutedView]) -> rx.Component:
        return rx.el.li(
            rx.el.span(sign, view.what, class_name="min-w-0 [overflow-wrap:anywhere]"),
            rx.cond(view.until != "", rx.el.span(say("until {day}", day=day(view.until)), class_name="text-tiny text-ink-3 whitespace-nowrap"), rx.fragment()),
            icon_button("cross", say("Unmute {what}", what=view.what), on_click=[take_back(view.what), forget_all()], class_name="-mr-2"),
            key=view.what,
            class_name="inline-flex items-center gap-2 pl-3.5 pr-2 max-w-full rounded-full border border-line-strong bg-surface text-sm",
        )

    return rx.el.ul(rx.foreach(kept, one), role="list", class_name="flex flex-wrap gap-2 empty:hidden")


def _muted() -> rx.Component:
    about = say("Their pictures stay out of your feed. They aren't told, and you can still go and look.")
    people = _people(PAGE.muted, _unmute, say("You have muted nobody."), PAGE.more_muted)
    return part(say("Muted people"), _about(about), *people, outcome(PAGE, "muted", say("Done.")))


def _blocked() -> rx.Component:
    people = _people(PAGE.blocked, _unblock, say("You have blocked nobody."), PAGE.more_blocked)
    return part(say("Blocked people"), _about(say("Neither of you sees anything of the other.")), *people, outcome(PAGE, "blocked", say("Done.")))


def _people(page: rx.Var[HiddenPage], undo: Any, nobody: Text, more: Any) -> tuple[rx.Component, rx.Component]:
    rows = rx.el.ul(rx.foreach(page.people, lambda person: _row(person, undo(person))), role="list", class_name="flex flex-col")
    return (
        rx.cond(page.people.length() > 0, rows, rx.el.p(nobody, class_name="text-ink-3")),
        rx.cond(page.next != "", rx.el.div(button(say("More"), kind="quiet", on_click=more)), rx.fragment()),
    )


def _row(person: rx.Var[HiddenPerson], undo: rx.Component) -> rx.Component:
    until = rx.cond(person.until != "", rx.el.span(say("until {day}", day=day(person.until)), class_name="text-sm text-ink-3 shrink-0"), rx.fragment())
    return rx.el.li(
        go(
            avatar(person.avatar, person.name, 36),
            rx.el.span(person.name, class_name="font-semibold truncate"),
            rx.el.span("@", person.handle, class_name="text-sm text-ink-3 truncate"),
            href=f"/u/{person.handle}",
            class_name="flex items-center gap-3 min-w-0 grow basis-48 min-h-11",
        ),
        until,
        undo,
        key=person.handle,
        class_name="flex flex-wrap items-center justify-end gap-x-3 py-1.5 border-b border-line last:border-0",
    )


def _unmute(person: rx.Var[HiddenPerson]) -> rx.Component:
    return button(say("Unmute"), kind="bare", on_click=[PAGE.unmute(person.handle), forget_all()], aria_label=say("Unmute {what}", what=person.name))


def _unblock(person: rx.Var[HiddenPerson]) -> rx.Component:
    return button(say("Unblock"), kind="bare", on_click=[PAGE.unblock(person.handle), forget_all()], aria_label=say("Unblock {name}", name=person.name))


def _about(text: Text) -> rx.Component:
    return rx.el.p(text, class_name="-mt-3 text-sm text-ink-2 text-pretty")
