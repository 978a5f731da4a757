"""`/recipe/{id}`: a feed recipe that somebody shares, to look at and adopt."""

from __future__ import annotations

import reflex as rx

from rxfeed.ui.components.controls import Text, button, go, link_button
from rxfeed.ui.components.notices import empty_box, notice, skeleton
from rxfeed.ui.here import Here
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.tastes import names
from rxfeed.ui.tastes.state import SharedTaste
from rxfeed.ui.words import say, told

TASTE = SharedTaste.taste
RECIPE = TASTE.recipe


def page() -> rx.Component:
    """Whoever has the address may look."""
    home = link_button(say("To the feed"), href="/", kind="ink")
    missing = empty_box(say("No recipe here"), told(SharedTaste.problem), home, whole_page=True)
    shown = rx.match(SharedTaste.status, ("missing", missing), ("", skeleton("h-80 w-full")), _taste())
    return frame(rx.el.div(shown, class_name="px-4 md:px-0 max-w-[640px]"))


def _taste() -> rx.Component:
    by = go("@", TASTE.by, href=rx.Var.create(f"/u/{TASTE.by}"), class_name="underline underline-offset-3")
    after = rx.cond(TASTE.credit != "", rx.el.span(" · ", say("After @{handle}", handle=TASTE.credit)), rx.fragment())
    return rx.fragment(
        rx.el.div(heading(TASTE.name), class_name="-mx-4 md:mx-0"),
        rx.el.p(say("A feed recipe by"), " ", by, after, class_name="text-ink-2 mb-6"),
        rx.el.dl(*(_weight(name, words) for name, (words, _) in names.weights().items()), class_name="grid gap-2 mb-6"),
        _tags(say("More of these tags"), RECIPE.more),
        _tags(say("Less of these tags"), RECIPE.less),
        rx.el.ul(rx.foreach(RECIPE.rules, _rule), role="list", class_name="mb-6 empty:hidden"),
        _adopt(),
        rx.el.div(notice(told(SharedTaste.problem), tone="error"), class_name="mt-4"),
    )


def _weight(name: str, words: Text) -> rx.Component:
    value = RECIPE.weights[name]
    room = rx.Var.create({"width": f"{value * 10}%"})  # a var, for what state it needs is asked of vars alone
    bar = rx.el.span(custom_attrs={"style": room}, aria_hidden="true", class_name="block h-1.5 rounded-full bg-ink")
    return rx.el.div(
        rx.el.dt(words, class_name="w-48 text-sm text-ink-2"),
        rx.el.dd(rx.el.span(bar, class_name="block grow rounded-full bg-shade"), rx.el.span(value, class_name="w-6 text-right text-sm tabular-nums"),
                 class_name="grow flex items-center gap-3"),
        class_name="flex items-center gap-3",
    )  # fmt: skip


def _tags(title: Text, tags: rx.Var[list[str]]) -> rx.Component:
    def one(tag: rx.Var[str]) -> rx.Component:
        return go("#", tag, href=rx.Var.create(f"/t/{tag}"), class_name="inline-flex items-center min-h-9 px-3 rounded-full border border-line-strong text-sm")

    shown = rx.el.div(rx.el.h2(title, class_name="text-sm font-semibold mb-2"), rx.el.div(rx.foreach(tags, one), class_name="flex flex-wrap gap-2"),
                      class_name="mb-6")  # fmt: skip
    return rx.cond(tags.length() > 0, shown, rx.fragment())


def _rule(rule: rx.Var[list[str]]) -> rx.Component:
    when = rx.match(rule[1], ("weekends", say("At weekends")), ("weekdays", say("On weekdays")), say("Always"))
    return rx.el.li(rx.match(rule[0], *names.rules().items(), ""), ": ", when, class_name="text-ink-2")


def _adopt() -> rx.Component:
    done = notice(say("It is yours now, and your feed goes by it."), go(say("Feed recipe"), href="/settings/feed", class_name="underline"), tone="ok")
    sign_in = link_button(say("Sign in to adopt it"), href=rx.Var.create(f"/sign-in?next=/recipe/{TASTE.id}"), kind="ink")
    own = link_button(say("Change it"), href="/settings/feed", kind="quiet")
    press = rx.cond(Here.viewer.signed_in, rx.cond(TASTE.mine, own, button(say("Adopt it"), kind="accent", on_click=SharedTaste.adopt)), sign_in)
    return rx.cond(SharedTaste.status == "adopted", done, press)
