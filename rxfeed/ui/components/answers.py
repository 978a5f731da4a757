"""What one does with a post by one press, and how many have: below every card, and on the post's page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.ui.components.controls import Text, go
from rxfeed.ui.components.icons import icon
from rxfeed.ui.words import number, said, say, say_n

STORE = "$/public/store.js"
PRESS = (
    "inline-flex items-center justify-center gap-1 min-[360px]:gap-1.5 min-h-10 min-w-10 px-1.5 min-[360px]:px-2.5 "
    "rounded-full text-sm font-medium text-ink-2 hover:text-ink hover:bg-shade whitespace-nowrap tabular-nums no-underline transition duration-150"
)
_ON = "aria-pressed:text-ink aria-pressed:[&_path]:fill-current"


@dataclass(frozen=True)
class Answered:
    """What the store knows of a post: see `assets/store.js`."""

    likes: int = 0
    reposts: int = 0
    comments: int = 0
    remixes: int = 0
    like: bool = False
    repost: bool = False
    save: bool = False
    member: bool = False
    """Whether the viewer may press at all."""
    problem: str = ""
    blanks: dict[str, str] = field(default_factory=dict)


@rx.memo
def answers(post: rx.Var[str], given: rx.Var[list[int]], rest: rx.RestProp) -> rx.Component:
    """Of the post with this id. `given`: what the page knows of it besides the store (`marks_shown.Answers`), or nothing."""
    shown = _shown(post, given)
    refused = rx.el.p(said(shown.problem, shown.blanks), role="alert", class_name="text-sm text-bad font-medium pb-2")
    return rx.el.div(
        rx.el.div(
            _like(post, shown),
            _deed("repost", "repost", post, shown, say_n("Repost, {count} repost", "Repost, {count} reposts", shown.reposts), shown.repost, shown.reposts),
            _comments(post, shown),
            rx.cond(shown.remixes > 0, _remixes(post, shown), rx.fragment()),
            _deed("save", "bookmark", post, shown, say("Save"), shown.save),
            rx.cond(shown.member, _press("collect", "collect", post, say("Add to a collection")), rx.fragment()),
            rx.el.span(class_name="grow"),
            _press("menu", "more", post, say("More about this post")),
            role="group",
            aria_label=say("What you can do with it"),
            class_name="flex flex-wrap items-center -mx-2.5",
        ),
        rx.cond(shown.problem != "", refused, rx.fragment()),
    )


@rx.memo
def counts(post: rx.Var[str], given: rx.Var[list[int]], rest: rx.RestProp) -> rx.Component:
    """Links to who likes it and who has reposted it, where there is anybody."""
    shown = _shown(post, given)
    return rx.el.div(
        _people(shown.likes, say_n("{count} like", "{count} likes", shown.likes), f"/p/{post}/likes"),
        _people(shown.reposts, say_n("{count} repost", "{count} reposts", shown.reposts), f"/p/{post}/reposts"),
        _people(shown.remixes, say_n("{count} remix", "{count} remixes", shown.remixes), f"/p/{post}/lineage"),
        class_name="flex flex-wrap gap-x-5 text-sm text-ink-2 tabular-nums",
    )


def pressing(deed: str, post: rx.Var[str]) -> Any:
    """For `on_click`. No event: those wait while there is no socket."""
    data = VarData.merge(post._get_all_var_data(), VarData(imports={STORE: [ImportVar(tag="press")]}))  # noqa: SLF001  (how a var passes its hooks on)
    return rx.Var(f'() => press("{deed}", {post!s})', _var_type=rx.EventChain, _var_data=data).guess_type()


def _people(count: rx.Var[int], words: Text, href: str) -> rx.Component:
    look = "inline-flex items-center min-h-10 underline underline-offset-3 decoration-line-strong hover:decoration-ink"
    return rx.cond(count > 0, go(words, href=rx.Var.create(href), class_name=look), rx.fragment())


def _like(post: rx.Var[str], shown: rx.Var[Answered]) -> rx.Component:
    label = say_n("Like, {count} like", "Like, {count} likes", shown.likes)
    return _deed("like", "heart", post, shown, label, shown.like, shown.likes, "aria-pressed:[&_svg]:text-accent")


def _deed(
    deed: str, sign: str, post: rx.Var[str], shown: rx.Var[Answered], label: Text, on: rx.Var[bool], count: rx.Var[int] | None = None, look: str = ""
) -> rx.Component:
    """On or off; guests are led to where they can sign in."""
    content = [icon(sign), *([_count(count)] if count is not None else [])]
    button = _press(deed, sign, post, label, *content[1:], aria_pressed=on, class_name=f"{PRESS} {_ON} {look}")
    return rx.cond(shown.member, button, go(*content, href=rx.Var.create(f"/sign-in?next=/p/{post}"), aria_label=label, class_name=PRESS))


def _comments(post: rx.Var[str], shown: rx.Var[Answered]) -> rx.Component:
    label = say_n("Comments, {count} comment", "Comments, {count} comments", shown.comments)
    return go(icon("comment"), _count(shown.comments), href=rx.Var.create(f"/p/{post}#comments"), aria_label=label, class_name=PRESS)


def _remixes(post: rx.Var[str], shown: rx.Var[Answered]) -> rx.Component:
    label = say_n("Lineage, {count} remix", "Lineage, {count} remixes", shown.remixes)
    return go(icon("fork"), _count(shown.remixes), href=rx.Var.create(f"/p/{post}/lineage"), aria_label=label, title=label, class_name=PRESS)


def _press(deed: str, sign: str, post: rx.Var[str], label: Text, *content: rx.Component, class_name: str = PRESS, **props: object) -> rx.Component:
    return rx.el.button(icon(sign), *content, type="button", aria_label=label, title=label, on_click=pressing(deed, post), class_name=class_name, **props)


def _count(count: rx.Var[int]) -> rx.Component:
    return rx.el.span(rx.cond(count > 0, number(count), ""), class_name="empty:hidden")


def _shown(post: rx.Var[str], given: rx.Var[list[int]]) -> rx.Var[Answered]:
    hook = VarData(imports={STORE: [ImportVar(tag="useAnswers")]}, hooks={f"const answered = useAnswers({post!s}, {given!s});": None})
    data = VarData.merge(post._get_all_var_data(), given._get_all_var_data(), hook)  # noqa: SLF001
    return rx.Var("answered", _var_type=Answered, _var_data=data).guess_type()
