"""What one operates: buttons, fields, choices. Labels and errors are vars of `words`; handlers arrive as arguments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from rxfeed.ui.components.icons import icon

Text = rx.Var[str] | str
Options = Sequence[tuple[str, Text]] | rx.Var[list[list[str]]]
"""Value and label. As a var: a list of pairs."""

_PRESS = (
    "inline-flex items-center justify-center gap-2 min-h-11 px-5 rounded-full font-semibold whitespace-nowrap select-none no-underline "
    "transition duration-150 active:scale-[.98] disabled:opacity-45 disabled:pointer-events-none aria-disabled:opacity-45 aria-disabled:pointer-events-none"
)
_KINDS = {
    "accent": "bg-accent text-on-accent hover:brightness-95 dark:hover:brightness-110",
    "ink": "bg-ink text-paper hover:opacity-85",
    "quiet": "bg-surface text-ink border border-line-strong hover:bg-sunken",
    "bare": "text-ink-2 hover:text-ink hover:bg-shade",
    "soft": "bg-accent-soft text-on-accent-soft hover:brightness-97 dark:hover:brightness-115",
    "danger": "bg-surface text-bad border border-bad hover:bg-del",
}
SEGMENTS = "inline-flex flex-wrap w-fit max-w-full rounded-sm border border-line-strong bg-surface"
SEGMENT = (
    "relative grow inline-flex items-center justify-center min-h-10 rounded-[7px] text-sm font-semibold text-ink-2 hover:bg-sunken has-[:checked]:bg-ink "
    "has-[:checked]:text-paper has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ink has-[:focus-visible]:outline-offset-2 "
    "has-[:focus-visible]:z-1 has-[:disabled]:opacity-45"
)
"""One of a few, side by side. Where they need several rows, each row is filled."""
_LABEL = "text-sm font-medium text-ink-2"
_FIELD = (
    "w-full min-h-11 px-3.5 py-2.5 rounded-sm bg-surface text-ink border border-line-strong placeholder:text-ink-3 "
    "aria-invalid:border-bad aria-invalid:border-2 focus-visible:outline-offset-0 disabled:opacity-60"
)


def button(*children: Any, kind: str = "accent", icon_name: str = "", class_name: str = "", **props: Any) -> rx.Component:
    """The one thing to do next (`accent`), or a quieter kind: `ink`, `quiet`, `bare`, `soft`, `danger`."""
    sign = [icon(icon_name)] if icon_name else []
    return rx.el.button(*sign, *children, type=props.pop("type", "button"), class_name=f"{_PRESS} {_KINDS[kind]} {class_name}", **props)


def quiet_button(*children: Any, **props: Any) -> rx.Component:
    """For everything that isn't the one thing to do next."""
    return button(*children, kind="quiet", **props)


def icon_button(name: str, label: Text, class_name: str = "", **props: Any) -> rx.Component:
    """A round button that shows only an icon; `label` is for those who hear it."""
    look = "inline-grid place-items-center size-10 rounded-full text-ink-2 hover:text-ink hover:bg-shade transition duration-150"
    return rx.el.button(icon(name), type="button", aria_label=label, title=label, class_name=f"{look} {class_name}", **props)


def link_button(*children: Any, href: Text, kind: str = "quiet", icon_name: str = "", class_name: str = "", **props: Any) -> rx.Component:
    """A link that looks like a button; stays in the app."""
    sign = [icon(icon_name)] if icon_name else []
    return go(*sign, *children, href=href, class_name=f"{_PRESS} {_KINDS[kind]} {class_name}", **props)


def go(*children: Any, href: Text, **props: Any) -> rx.Component:
    """A link to another page of the app, without loading it anew."""
    return rx.el.a(*children, href=href, discover="none", **props)


def focused_first(when: rx.Var[bool] | bool = True) -> dict[str, rx.Var[str]]:
    """`custom_attrs` of what has the focus when its dialog opens. The browser looks for the attribute itself, which React's `autoFocus` doesn't write."""
    return {"autofocus": rx.cond(when, "true", rx.Var("undefined"))}


class AddressForm(rx.Component):
    """A form whose fields become the address of another page (`method="get"`), or that the browser posts by itself (`reload_document`).

    Reflex's own form keeps the browser from submitting anything, also where it has no handler.
    """

    library = "react-router"
    tag = "Form"
    action: rx.Var[str]
    method: rx.Var[str]
    reload_document: rx.Var[bool]


def text_field(label: Text, *, name: str, hint: Text = "", error: Text = "", **props: Any) -> rx.Component:
    """A line of text with its label, a hint below, and its error in place. Further props go to the input."""
    key = props.pop("id", f"field-{name}")
    about = {"aria_describedby": f"{key}-about", "aria_invalid": _is_set(error)}
    return _with_label(label, key, rx.el.input(id=key, name=name, class_name=_FIELD, **about, **props), hint, error)


def text_area(label: Text, *, name: str, hint: Text = "", error: Text = "", rows: int = 3, **props: Any) -> rx.Component:
    """Several lines of text, like `text_field`; grows with what is typed."""
    key = props.pop("id", f"field-{name}")
    about = {"aria_describedby": f"{key}-about", "aria_invalid": _is_set(error)}
    look = f"{_FIELD} resize-y [field-sizing:content] {props.pop('class_name', '')}"
    return _with_label(label, key, rx.el.textarea(id=key, name=name, rows=rows, class_name=look, **about, **props), hint, error)


def select(
    label: Text, *, name: str, options: Options, barred: rx.Var[list[str]] | None = None, hint: Text = "", error: Text = "", **props: Any
) -> rx.Component:
    """One of many, in the browser's own list. Those that are `barred` can be seen and not chosen."""
    key = props.pop("id", f"field-{name}")
    about = {"aria_describedby": f"{key}-about", "aria_invalid": _is_set(error)}
    chooser = rx.el.select(*_options(options, barred), id=key, name=name, class_name=f"{_FIELD} pr-8", **about, **props)
    return _with_label(label, key, chooser, hint, error)


def segmented(
    legend: Text, *, name: str, options: Options, value: Text = "", on_change: Any = None, barred: rx.Var[list[str]] | None = None, hint: Text = "",
    error: Text = "", **props: Any,
) -> rx.Component:  # fmt: skip
    """One of a few, side by side: a group of radio buttons. Those that are `barred` can't be chosen.

    Without `on_change` the form carries the choice; `value` is then what it starts with, and "" ticks nothing.
    """

    def choice(option: Text, label: Text) -> rx.Component:
        ticked = {"checked": value == option, "on_change": lambda _: on_change(option)} if on_change else {"default_checked": value == option}
        return rx.el.label(
            rx.el.input(type="radio", name=name, value=option, class_name="sr-only", **_kept_from(option, barred), **ticked, **props),
            label,
            class_name=f"{SEGMENT} px-3.5",
        )

    return rx.el.fieldset(
        rx.el.legend(legend, class_name=f"{_LABEL} mb-1.5"),
        rx.el.div(*_each(options, choice), class_name=SEGMENTS),
        _about(f"choice-{name}", hint, error),
        class_name="min-w-0",
    )


def chip_toggle(label: Text, *, pressed: rx.Var[bool] | bool, **props: Any) -> rx.Component:
    """A word that can be on or off."""
    look = (
        "inline-flex items-center min-h-10 px-3.5 rounded-full border border-line-strong bg-surface text-sm text-ink-2 hover:bg-sunken transition duration-150 "
        "aria-pressed:bg-ink aria-pressed:border-ink aria-pressed:text-paper"
    )
    return rx.el.button(label, type="button", aria_pressed=pressed, class_name=look, **props)


def checkbox(label: Text, *, name: str, hint: Text = "", **props: Any) -> rx.Component:
    """Yes or no, never ticked beforehand."""
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, class_name="mt-0.5 size-5 shrink-0 accent-ink", **props),
        rx.el.span(rx.el.span(label, class_name="block"), rx.el.span(hint, class_name="block text-sm text-ink-3 empty:hidden")),
        class_name="flex items-start gap-3 min-h-10 py-1.5",
    )


def switch(label: Text, *, name: str, hint: Text = "", **props: Any) -> rx.Component:
    """On or off, at once."""
    track = (
        "appearance-none relative mt-0.5 h-6 w-10 shrink-0 rounded-full border border-line-strong bg-sunken transition duration-150 "
        "checked:bg-ink checked:border-ink "
        "before:absolute before:left-0.5 before:top-1/2 before:-translate-y-1/2 before:size-4.5 before:rounded-full before:bg-line-strong "
        "before:transition checked:before:translate-x-4 checked:before:bg-paper"
    )
    return rx.el.label(
        rx.el.input(type="checkbox", role="switch", name=name, class_name=track, **props),
        rx.el.span(rx.el.span(label, class_name="block"), rx.el.span(hint, class_name="block text-sm text-ink-3 empty:hidden")),
        class_name="flex items-start gap-3 min-h-10 py-1.5",
    )


def _with_label(label: Text, key: str, control: rx.Component, hint: Text, error: Text) -> rx.Component:
    return rx.el.div(rx.el.label(label, html_for=key, class_name=f"{_LABEL} block mb-1.5"), control, _about(key, hint, error), class_name="min-w-0")


def _about(key: str, hint: Text, error: Text) -> rx.Component:
    """The line below a control: the error where there is one, else the hint."""
    return rx.el.div(
        rx.el.p(error, class_name="mt-1.5 text-sm text-bad font-medium empty:hidden"),
        rx.el.p(hint, class_name="mt-1.5 text-sm text-ink-3 empty:hidden"),
        id=f"{key}-about",
        aria_live="polite",
    )


def _is_set(text: Text) -> rx.Var[bool] | bool:
    return text != "" if isinstance(text, rx.Var) else bool(text)


def _options(options: Options, barred: rx.Var[list[str]] | None) -> list[Any]:
    return _each(options, lambda value, label: rx.el.option(label, value=value, **_kept_from(value, barred)))


def _kept_from(option: Text, barred: rx.Var[list[str]] | None) -> dict[str, Any]:
    return {} if barred is None else {"disabled": barred.contains(option)}


def _each(options: Options, draw: Any) -> list[Any]:
    if isinstance(options, rx.Var):
        return [rx.foreach(options, lambda pair: draw(pair[0], pair[1]))]
    return [draw(value, label) for value, label in options]


def tab(name: Text, href: Text, is_here: bool) -> rx.Component:
    """A link to a part of the same page, among others in one line, which leads to the place at which that part was left; `is_here`: the one that is open."""
    look = "text-ink font-semibold border-ink" if is_here else "text-ink-2 font-medium border-transparent hover:text-ink"
    return go(
        name,
        href=href,
        custom_attrs={"data-tab": "true"} | ({"aria-current": "page"} if is_here else {}),
        class_name=(
            "inline-flex items-center min-h-11 px-3 -mb-px whitespace-nowrap border-b-[3px] focus-visible:-outline-offset-2 "
            f"aria-[current]:[scroll-initial-target:nearest] {look}"
        ),
    )
