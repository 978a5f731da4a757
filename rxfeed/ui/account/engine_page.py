"""`/settings/engine`: where an admin enters the key to the paid engine, and sees what it costs."""

from __future__ import annotations

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from rxfeed.domain.engine_key import PriceView
from rxfeed.ui.account.engine_state import EnginePage
from rxfeed.ui.account.forms import general_problem, password_field
from rxfeed.ui.account.settings_frame import settings_frame
from rxfeed.ui.components.controls import button, link_button
from rxfeed.ui.components.notices import empty_box, notice, skeleton
from rxfeed.ui.here import Here
from rxfeed.ui.words import day, money, say, told

ENGINE = EnginePage.engine
key_shown = ClientStateVar.create("engine_key_shown", default=False)
QUALITIES = {"draft": "Draft", "standard": "Standard", "fine": "Fine"}


def page() -> rx.Component:
    """The engine as it stands, the key, the prices."""
    return settings_frame("/settings/engine", rx.match(EnginePage.status, ("ready", _whole()), ("refused", _refused()), skeleton("h-80 w-full")))


def _whole() -> rx.Component:
    return rx.el.div(_state(), _outcome(), _key(), rx.cond(ENGINE.prices.length() > 0, _prices(), rx.fragment()), key="whole", class_name="flex flex-col gap-7")


def _state() -> rx.Component:
    """One sentence about where the key is from, and what can be done with it."""
    entered = say("{model} works with the key that ends in {ends}, entered on {date}.", model=ENGINE.model, ends=ENGINE.ends, date=day(ENGINE.since))
    settled = say("{model} is set up in the server's settings.", model=ENGINE.model)
    none = say("There is no AI engine yet. Sketch, which is built in, draws without one.")
    return rx.el.section(
        rx.el.p(rx.match(ENGINE.source, ("page", entered), ("settings", settled), none), class_name="text-lg text-pretty"),
        rx.cond(
            ENGINE.source != "",
            rx.el.div(
                button(say("Test it"), kind="quiet", on_click=EnginePage.check, disabled=EnginePage.trying),
                rx.cond(ENGINE.source == "page", _forget(), rx.fragment()),
                class_name="flex flex-wrap gap-2",
            ),
            rx.fragment(),
        ),
        class_name="flex flex-col gap-4",
    )


def _forget() -> rx.Component:
    return button(say("Forget the key"), kind="danger", on_click=EnginePage.forget, disabled=EnginePage.trying)


def _outcome() -> rx.Component:
    news = rx.match(
        EnginePage.news,
        ("works", say("The engine answers and accepts the key.")),
        ("kept", say("The key works and is in use from now on.")),
        ("forgotten", say("The key is forgotten.")),
        "",
    ).to(str)
    waiting = rx.cond(EnginePage.trying, say("Asking the engine…"), "").to(str)
    return rx.el.div(notice(waiting), notice(news, tone="ok"), general_problem(EnginePage.problem, "key"), class_name="empty:hidden")


def _key() -> rx.Component:
    return rx.el.form(
        rx.el.h2(rx.cond(ENGINE.source == "page", say("Another key"), say("Enter a key")), class_name="font-serif text-card"),
        password_field(
            say("OpenAI API key"),
            name="key",
            shown=key_shown,
            hint=say("Tried at once, kept encrypted, and never shown again. It goes before the one in the settings."),
            error=told(EnginePage.problem, "key"),
            auto_complete="off",
            placeholder="sk-…",
        ),
        rx.el.div(button(say("Try and keep it"), type="submit", kind="accent", disabled=EnginePage.trying)),
        on_submit=EnginePage.enter,
        reset_on_submit=False,
        no_validate=True,
        class_name="flex flex-col gap-5 pt-7 border-t border-line",
    )


def _prices() -> rx.Component:
    """What a picture costs at most; the bill goes by what the engine reports."""
    titles = (say("Quality"), say("Shape"), say("Pixels"), say("At most"))
    head = rx.el.tr(*(rx.el.th(title, scope="col", class_name="py-2 pr-4 font-medium") for title in titles))
    return rx.el.section(
        rx.el.h2(say("What a picture costs"), class_name="font-serif text-card"),
        rx.el.div(
            rx.el.table(
                rx.el.thead(head, class_name="text-left text-sm text-ink-2 border-b border-line-strong"),
                rx.el.tbody(rx.foreach(ENGINE.prices, _price)),
                class_name="w-full",
            ),
            class_name="overflow-x-auto",
        ),
        class_name="flex flex-col gap-3 pt-7 border-t border-line",
    )


def _price(price: rx.Var[PriceView]) -> rx.Component:
    quality = rx.match(price.quality, *((name, say(text)) for name, text in QUALITIES.items()), price.quality)
    cells = (quality, price.shape, price.size, money(price.cost))
    return rx.el.tr(*(rx.el.td(cell, class_name="py-2 pr-4 tabular-nums") for cell in cells), class_name="border-b border-line")


def _refused() -> rx.Component:
    enter = link_button(say("Sign in"), href="/sign-in?next=/settings/engine", kind="ink")
    return empty_box(say("For admins"), told(EnginePage.problem), rx.cond(Here.viewer.signed_in, rx.fragment(), enter))
