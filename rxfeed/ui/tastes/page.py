"""`/settings/feed`: how For you is ranked for oneself."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.domain.opinions import OpinionView
from rxfeed.domain.tastes import TasteView
from rxfeed.ui.account.forms import error_in, outcome
from rxfeed.ui.account.settings_frame import known, part
from rxfeed.ui.components.controls import Text, button, go, icon_button, select, text_area, text_field
from rxfeed.ui.components.notices import notice
from rxfeed.ui.components.prompt_diff import prompt_diff
from rxfeed.ui.feed.store import forget_all
from rxfeed.ui.tastes import names
from rxfeed.ui.tastes.state import TastesPage, Tile
from rxfeed.ui.words import say, told

PAGE = TastesPage


def page() -> rx.Component:
    """In words first; below it the same by hand, and what is kept."""
    return known(PAGE, "/settings/feed", _wish(), _recipe(), _kept(), _said())


def _wish() -> rx.Component:
    hint = say("For example: less neon, more paper, only people I follow at weekends")
    form = rx.el.form(
        text_area(say("What should your feed show?"), name="wish", rows=2, hint=hint, error=error_in(PAGE, "wish", "wish")),
        rx.el.div(button(say("See what that changes"), type="submit", kind="quiet")),
        on_submit=PAGE.wish,
        reset_on_submit=False,
        class_name="flex flex-col gap-4",
    )
    nothing = rx.el.p(say("Nothing of it changes the recipe."), class_name="text-ink-2")
    changes = rx.cond(PAGE.pieces.length() > 0, prompt_diff(PAGE.pieces), nothing)
    left = notice(rx.cond(PAGE.left != "", say("Not understood: {words}. It is still in the field.", words=PAGE.left), "").to(str))
    alone = notice(rx.cond(PAGE.alone, say("The text engine had no usable answer, so only plain phrases were read."), "").to(str))
    ways = rx.el.div(button(say("Put it into the recipe"), kind="ink", on_click=PAGE.apply), button(say("No"), kind="bare", on_click=PAGE.drop),
                     class_name="flex gap-2")  # fmt: skip
    shown = rx.el.div(changes, left, alone, rx.cond(PAGE.pieces.length() > 0, ways, rx.fragment()), aria_live="polite", class_name="flex flex-col gap-4")
    return part(say("In your own words"), form, rx.cond(PAGE.wished, shown, rx.fragment()), outcome(PAGE, "wish", "", "wish"))


def _recipe() -> rx.Component:
    about = say("Points are weight times how much it applies, added up; the most points come first. “Why am I seeing this” in a picture's menu shows the sum.")
    sliders = rx.el.div(*(_slider(name, *words) for name, words in names.weights().items()), class_name="grid sm:grid-cols-2 gap-x-8 gap-y-5")
    title = rx.cond(PAGE.used != "", say("Your recipe"), say("The house's recipe"))
    hint = rx.cond(PAGE.used != "", say("Saved over the one of before."), say("Saved, it is yours and your feed goes by it."))
    form = rx.el.form(
        text_field(say("Name"), name="name", default_value=PAGE.name, max_length=60, error=told(PAGE.problem, "name"), hint=hint, key=f"name-{PAGE.forms}"),
        rx.el.div(
            button(say("Save"), type="submit", kind="ink"),
            button(say("Compare"), kind="quiet", on_click=PAGE.compare),
            rx.cond(PAGE.used != "", button(say("Save as another"), kind="bare", on_click=PAGE.keep_new), rx.fragment()),
            class_name="flex flex-wrap gap-2",
        ),
        on_submit=[PAGE.keep, forget_all()],
        reset_on_submit=False,
        class_name="flex flex-col gap-5",
    )
    return part(
        title,
        rx.el.p(about, class_name="-mt-3 text-sm text-ink-2 text-pretty"),
        sliders,
        _tags("more", say("More of these tags"), PAGE.more),
        _tags("less", say("Less of these tags"), PAGE.less),
        rx.el.div(*(_rule(what, words) for what, words in names.rules().items()), class_name="grid sm:grid-cols-2 gap-4"),
        form,
        outcome(PAGE, "recipe", say("Saved. Your feed goes by it."), "name", "more", "less"),
        rx.cond(PAGE.compared, _compared(), rx.fragment()),
    )


def _slider(name: str, words: Text, about: Text) -> rx.Component:
    key = f"weight-{name}"
    value = PAGE.weights[name]
    return rx.el.div(
        rx.el.div(
            rx.el.label(words, html_for=key, class_name="text-sm font-medium grow"),
            rx.el.span(value, aria_hidden="true", class_name="text-sm tabular-nums text-ink-2"),
            class_name="flex items-baseline gap-3",
        ),
        rx.el.input(
            id=key, type="range", min=0, max=10, step=1, default_value=value.to(str), key=f"{key}-{PAGE.forms}", aria_describedby=f"{key}-about",
            on_change=lambda moved: PAGE.weigh(name, moved), class_name="block w-full min-h-10 accent-ink",
        ),
        rx.el.p(about, id=f"{key}-about", class_name="text-sm text-ink-3 text-pretty"),
    )  # fmt: skip


def _tags(which: str, label: Text, words: rx.Var[str]) -> rx.Component:
    return text_field(
        label,
        name=which,
        default_value=words,
        on_blur=lambda typed: PAGE.set_tags(which, typed),
        auto_capitalize="none",
        auto_complete="off",
        max_length=1_000,
        placeholder=say("harbour, papercut, morning"),
        error=error_in(PAGE, "recipe", which),
        key=f"{which}-{PAGE.forms}",
    )


def _rule(what: str, words: Text) -> rx.Component:
    times = [("", say("Never")), ("always", say("Always")), ("weekends", say("At weekends")), ("weekdays", say("On weekdays"))]
    return select(words, name=f"only-{what}", options=times, value=PAGE.only[what], on_change=lambda when: PAGE.set_rule(what, when))


def _compared() -> rx.Component:
    return rx.el.div(_nine(say("Now"), PAGE.before), _nine(say("With this"), PAGE.after), role="status", class_name="grid sm:grid-cols-2 gap-5")


def _nine(title: Text, tiles: rx.Var[list[Tile]]) -> rx.Component:
    def one(tile: rx.Var[Tile]) -> rx.Component:
        shown = rx.el.img(src=tile.src, alt=tile.alt, loading="lazy", class_name="aspect-square w-full object-cover rounded-sm bg-sunken")
        return rx.el.li(go(shown, href=rx.Var.create(f"/p/{tile.id}")), key=tile.id)

    nothing = rx.el.p(say("Nothing fits these rules just now."), class_name="text-sm text-ink-3")
    wall = rx.el.ul(rx.foreach(tiles, one), role="list", class_name="grid grid-cols-3 gap-1.5")
    return rx.el.section(rx.el.h3(title, class_name="text-sm font-semibold mb-2"), rx.cond(tiles.length() > 0, wall, nothing))


def _kept() -> rx.Component:
    house = _row(say("The house's recipe"), rx.fragment(), PAGE.used == "", PAGE.use(""))
    return part(
        say("Saved recipes"),
        rx.el.ul(house, rx.foreach(PAGE.kept, _one_kept), role="list", class_name="flex flex-col"),
        outcome(PAGE, "kept", say("Done.")),
    )


def _one_kept(taste: rx.Var[TasteView]) -> rx.Component:
    address = rx.Var.create(f"/recipe/{taste.id}")
    credit = rx.cond(taste.credit != "", rx.el.span(say("After @{handle}", handle=taste.credit), class_name="text-sm text-ink-3"), rx.fragment())
    link = go(say("Its page"), href=address, class_name="text-sm underline underline-offset-3 min-h-10 inline-flex items-center")
    sharing = rx.cond(
        taste.shared,
        rx.fragment(link, button(say("Stop sharing"), kind="bare", on_click=PAGE.stop_sharing(taste.id))),
        button(say("Share by link"), kind="bare", on_click=PAGE.share(taste.id)),
    )
    gone = icon_button("cross", say("Delete {name}", name=taste.name), on_click=[PAGE.delete(taste.id), forget_all()])
    return _row(taste.name, credit, taste.used, PAGE.use(taste.id), sharing, gone, key=taste.id)


def _row(name: Text, more: rx.Component, used: rx.Var[bool], use: Any, *deeds: rx.Component, **props: Any) -> rx.Component:
    ticked = rx.el.span(say("In use"), class_name="text-sm font-semibold text-ok px-3")
    press = button(say("Use it"), kind="quiet", on_click=[use, forget_all()])
    return rx.el.li(
        rx.el.span(name, class_name="grow basis-40 font-medium wrap-anywhere"),
        more,
        rx.el.div(*deeds, rx.cond(used, ticked, press), class_name="ml-auto flex items-center gap-x-3"),
        class_name="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 border-b border-line last:border-0",
        **props,
    )


def _said() -> rx.Component:
    nothing = rx.el.p(say("Nothing yet. “More like this” and “Not interested” are in the menu of every picture."), class_name="text-ink-3")
    rows = rx.el.ul(rx.foreach(PAGE.said, _one_said), role="list", class_name="flex flex-col")
    return part(say("What you said of pictures"), rx.cond(PAGE.said.length() > 0, rows, nothing), outcome(PAGE, "said", say("Done.")))


def _one_said(view: rx.Var[OpinionView]) -> rx.Component:
    words = rx.cond(view.words != "", view.words, say("Without words")).to(str)
    return rx.el.li(
        rx.el.span(rx.cond(view.more, say("More like this"), say("Not interested")), class_name="text-sm text-ink-2 shrink-0 w-32"),
        go(words, href=rx.Var.create(f"/p/{view.id}"), class_name="grow min-w-0 truncate font-serif italic"),
        icon_button("cross", say("Take back: {what}", what=words), on_click=[PAGE.take_back(view.id), forget_all()], class_name="-mr-2"),
        key=view.id,
        class_name="flex items-center gap-3 border-b border-line last:border-0",
    )
