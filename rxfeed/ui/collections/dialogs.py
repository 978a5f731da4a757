"""What opens over a collection: its words, the people who work on it, and the question before it is deleted."""

from __future__ import annotations

import reflex as rx

from rxfeed.domain.collections_views import MemberView
from rxfeed.ui.collections.list_page import explained
from rxfeed.ui.collections.state import CollectionPage
from rxfeed.ui.collections.tile import visibility_choices
from rxfeed.ui.components.avatar import avatar
from rxfeed.ui.components.controls import Text, button, go, icon_button, segmented, select, text_area, text_field
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.words import say, told

IT = CollectionPage.view


def dialogs() -> rx.Component:
    """All of them; one is open at most."""
    return rx.fragment(_edit(), _people(), _delete())


def _edit() -> rx.Component:
    trouble = CollectionPage.problem
    seen = segmented(
        say("Seen by"), name="visibility", options=visibility_choices(), value=IT.visibility, hint=explained(), error=told(trouble, "visibility")
    )
    form = rx.el.form(
        text_field(say("Name"), name="name", default_value=IT.name, max_length=80, required=True, error=told(trouble, "name")),
        text_area(say("Description"), name="description", default_value=IT.description, max_length=1000, error=told(trouble, "description")),
        rx.cond(IT.mine, seen, rx.fragment()),
        notice(told(trouble, ""), tone="error"),
        rx.el.div(
            button(say("Cancel"), kind="bare", on_click=CollectionPage.close_dialog),
            button(say("Keep changes"), type="submit"),
            class_name="flex justify-end gap-2",
        ),
        on_submit=CollectionPage.keep,
        class_name="flex flex-col gap-5",
    )
    return _over(say("Edit this collection"), form, "edit")


def _people() -> rx.Component:
    """Its owner invites and decides; whoever works on it sees with whom, and can leave."""
    people = rx.el.ul(rx.foreach(CollectionPage.members, _person), role="list", class_name="flex flex-col")
    nobody = rx.el.p(say("Nobody but you so far."), class_name="text-ink-2")
    leave = button(say("Leave this collection"), kind="danger", on_click=CollectionPage.leave)
    return _over(
        say("People"),
        rx.el.div(
            rx.cond(CollectionPage.members.length() > 0, people, nobody),
            rx.cond(IT.mine, _invite(), rx.el.div(leave)),
            notice(told(CollectionPage.problem, ""), tone="error"),
            class_name="flex flex-col gap-5",
        ),
        "people",
    )


def _person(person: rx.Var[MemberView]) -> rx.Component:
    what = rx.match(person.role, ("add", say("Adds pictures")), ("edit", say("Edits")), say("Looks"))
    waits = rx.cond(person.accepted, rx.fragment(), rx.fragment(" · ", say("invited")))
    remove = icon_button("cross", say("Remove {name}", name=person.name), on_click=CollectionPage.remove(person.handle))
    return rx.el.li(
        avatar(person.avatar, person.name, 36),
        rx.el.span(
            go(person.name, href=f"/u/{person.handle}", class_name="block font-semibold truncate hover:underline underline-offset-3"),
            rx.el.span(what, waits, class_name="block text-sm text-ink-3"),
            class_name="min-w-0 grow",
        ),
        rx.cond(IT.mine, remove, rx.fragment()),
        key=person.handle,
        class_name="flex items-center gap-3 py-2 border-b border-line last:border-0",
    )


def _invite() -> rx.Component:
    roles: list[tuple[str, Text]] = [("add", say("Add pictures")), ("edit", say("Edit, too")), ("view", say("Look"))]
    return rx.el.form(
        text_field(
            say("Invite somebody"), name="handle", placeholder="@handle", required=True, max_length=60, auto_capitalize="none", auto_complete="off",
            error=told(CollectionPage.problem, "handle"),
        ),
        select(say("They may"), name="role", options=roles, error=told(CollectionPage.problem, "role")),
        rx.el.div(button(say("Invite"), type="submit", kind="ink"), class_name="flex justify-end"),
        on_submit=CollectionPage.invite,
        class_name="flex flex-col gap-4",
    )  # fmt: skip


def _delete() -> rx.Component:
    question = rx.el.div(
        rx.el.p(say("It is gone for everybody at once, and can't be had back. Its pictures stay where they are."), class_name="text-ink-2"),
        notice(told(CollectionPage.problem), tone="error"),
        rx.el.div(
            button(say("Cancel"), kind="bare", on_click=CollectionPage.close_dialog),
            button(say("Delete"), kind="danger", icon_name="bin", on_click=CollectionPage.delete),
            class_name="flex justify-end gap-2 mt-6",
        ),
    )
    return _over(say("Delete this collection?"), question, "delete")


def _over(title: Text, content: rx.Component, name: str) -> rx.Component:
    return dialog(title, content, is_open=CollectionPage.open == name, on_dismiss=CollectionPage.close_dialog, key=f"collection-{name}")
