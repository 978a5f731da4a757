"""Engine, shape, quality, number and the rest: only what the chosen engine can do. And Generate, with what it costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxfeed.ui.components.controls import SEGMENT, SEGMENTS, Text, button, checkbox, icon_button, text_field
from rxfeed.ui.components.notices import notice
from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.browser import pressed, reveal, typed
from rxfeed.ui.words import money, said, say, told

_PILL = f"{SEGMENT} gap-1 min-[360px]:gap-2 px-1.5 min-[360px]:px-2.5 sm:px-3.5"


def choices_part() -> rx.Component:
    """The engine's own choices."""
    able = Composer.engine
    qualities = _one_of(say("Quality"), "quality", able.qualities, Composer.quality, _quality)
    numbers = _one_of(say("Pictures"), "variants", rx.Var.create(["1", "2", "3", "4"]), Composer.variants.to_string(), lambda count: count)
    return rx.el.div(
        rx.cond(Composer.engines.length() > 1, _engines(), rx.fragment()),
        _one_of(say("Shape"), "shape", able.shapes, Composer.shape, _shape),
        rx.el.div(rx.cond(able.qualities.length() > 1, qualities, rx.fragment()), numbers, class_name="flex flex-wrap gap-x-6 gap-y-5"),
        rx.cond(able.seeds, _seed(), rx.fragment()),
        rx.cond(able.transparency, _transparent(), rx.fragment()),
        class_name=rx.cond(Composer.ready, "flex flex-col gap-5", "flex flex-col gap-5 invisible"),
    )


def generate_part() -> rx.Component:
    """In reach at the bottom on a phone, in its place elsewhere."""
    return rx.el.div(
        rx.el.div(
            rx.cond(Composer.generation.ready > 0, _generate("quiet"), _generate("accent")),
            rx.el.div(_cost(), _honest(), class_name="min-w-0 min-h-10 flex flex-col justify-center text-sm text-ink-2 grow basis-40"),
            class_name="flex items-center gap-4",
        ),
        notice(told(Composer.ask_trouble), tone="error"),
        class_name=(
            "flex flex-col gap-3 [&>:empty]:absolute max-md:fixed max-md:z-10 max-md:inset-x-0 max-md:bottom-[calc(60px+env(safe-area-inset-bottom))] "
            "max-md:flex-col-reverse max-md:bg-paper/95 max-md:backdrop-blur-md max-md:border-t max-md:border-line max-md:px-4 max-md:py-2.5"
        ),
    )


def group(legend: Text, *pills: rx.Component) -> rx.Component:
    """One of a few, side by side."""
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="text-sm font-medium text-ink-2 mb-1.5"),
        rx.el.div(*pills, class_name=SEGMENTS),
        class_name="min-w-0",
    )


def pill(name: str, value: Text, ticked: rx.Var[bool], label: Any, choose: Any, *, disabled: rx.Var[bool] | bool = False) -> rx.Component:
    """One of them, with its own radio button."""
    box = rx.el.input(type="radio", name=name, value=value, checked=ticked, disabled=disabled, on_change=choose, class_name="sr-only")
    return rx.el.label(box, label, class_name=_PILL)


def _generate(kind: str) -> rx.Component:
    waits = pressed.value > Composer.answered
    name = rx.cond(waits, say("Asking …"), rx.cond(Composer.generation.id != "", say("Generate again"), say("Generate")))
    ask = [pressed.set_value(Composer.answered + 1), reveal("pictures"), Composer.generate(typed("prompt"))]
    return button(name, kind=kind, id="generate", disabled=waits | ~Composer.ready, on_click=ask, class_name="shrink-0 min-w-36")


def _cost() -> rx.Component:
    left = Composer.allowance
    price = rx.cond(left.paid, rx.el.span(say("about {price}", price=money(Composer.price)), " · "), rx.fragment())
    today = say("{count} of {most} left today", count=left.pictures_left, most=left.pictures_a_day)
    budget = rx.cond(left.paid, rx.el.span(" · ", say("the server can spend {money} more", money=money(left.budget_left))), rx.fragment())
    busy = rx.cond(left.running > 0, rx.el.span(" · ", say("{count} of {most} under way", count=left.running, most=left.at_once)), rx.fragment())
    counted = rx.el.p(price, today, budget, busy)
    stopped = rx.el.p(said(left.reason, left.reason_values), class_name="text-ink")
    return rx.cond(left.pictures_a_day > 0, rx.cond(left.reason != "", stopped, counted), rx.fragment())


def _honest() -> rx.Component:
    return rx.cond(Composer.engine.is_ai, rx.fragment(), rx.el.p(say("{engine} draws, it is not AI", engine=Composer.engine.label), class_name="text-ink-3"))


def _engines() -> rx.Component:
    def engine(one: rx.Var[Any]) -> rx.Component:
        return pill("engine", one.name, Composer.engine.name == one.name, one.label, Composer.draw_with(one.name))

    return group(say("Engine"), rx.foreach(Composer.engines, engine))


def _one_of(legend: Text, name: str, options: rx.Var[list[str]], value: rx.Var[str], label: Callable[[rx.Var[str]], Any]) -> rx.Component:
    return group(legend, rx.foreach(options, lambda option: pill(name, option, value == option, label(option), Composer.choose(name, option))))


def _shape(shape: rx.Var[str]) -> rx.Component:
    """The figures, and the shape itself beside them."""
    ratio = {"aspectRatio": shape.replace(":", " / ")}
    box = rx.el.span(custom_attrs={"style": ratio}, aria_hidden="true", class_name="block h-3 max-w-4 border-[1.5px] border-current rounded-[2px]")
    return rx.fragment(box, shape)


def _quality(quality: rx.Var[str]) -> Any:
    return rx.match(quality, ("draft", say("Draft")), ("standard", say("Standard")), ("fine", say("Fine")), quality)


def _seed() -> rx.Component:
    field = text_field(
        say("Seed"),
        name="seed",
        id="seed",
        key=f"seed {Composer.seed}",
        default_value=Composer.seed,
        input_mode="numeric",
        auto_complete="off",
        placeholder=say("New each time"),
        error=told(Composer.ask_problem, "seed"),
        on_blur=Composer.sow,
    )
    look = "size-11 mt-[26px] border border-line-strong bg-surface"
    dice = icon_button("dice", say("Roll a seed and keep it"), on_click=Composer.throw_dice, class_name=look)
    return rx.el.div(rx.el.div(field, class_name="w-44"), dice, class_name="flex items-start gap-2")


def _transparent() -> rx.Component:
    return checkbox(say("Transparent background"), name="transparent", checked=Composer.transparent, on_change=Composer.make_transparent)


