"""The menu of a post, for whichever card or page opens it: its link, and what one can do about it and its author."""

from __future__ import annotations

from typing import Any

import reflex as rx

from rxfeed.ui.components.controls import Text, button, go, link_button, text_field
from rxfeed.ui.components.icons import icon
from rxfeed.ui.components.later import later
from rxfeed.ui.components.notices import dialog, notice
from rxfeed.ui.safety.post_menu_state import PostMenu
from rxfeed.ui.safety.report import Reporting, report_dialogs
from rxfeed.ui.tastes.why import why
from rxfeed.ui.words import say, told

_LINE = "flex items-center gap-3 min-h-11 w-full px-3 rounded-sm text-left hover:bg-shade"


ABOUT = PostMenu.about


def dialogs() -> list[rx.Component]:
    """Mounted once, by the frame of every page. Nothing of it is drawn before somebody opens it.

    What a line of the menu leads to is a dialog of its own: the browser moves the focus there, its title is said aloud, and the way back leads to what opened
    the menu, which for that stands before it.
    """
    named = {"block": say("Block {name}?", name=ABOUT.name), "words": say("Mute words or tags"), "why": say("Why am I seeing this?")}
    about = say("More about this post")
    menu = dialog(about, later(menu_itself), is_open=PostMenu.step == "menu", on_dismiss=PostMenu.close, key="post-menu")
    step_open = (PostMenu.step != "") & (PostMenu.step != "menu")
    step = dialog(rx.match(PostMenu.step, *named.items(), about), later(menu_step), is_open=step_open, on_dismiss=_leave(), key="post-menu-step")
    return [menu, step, *report_dialogs()]


@rx.memo
def menu_itself() -> rx.Component:
    """All that can be done."""
    return rx.el.div(_menu(), _refused())


@rx.memo
def menu_step() -> rx.Component:
    """What one of its lines leads to."""
    done = [(what, _done(what)) for what in ("muted", "blocked", "worn", "more", "less")]
    steps = (("block", _block()), ("words", _words()), ("why", why(PostMenu.numbers, PostMenu.order)), *done)
    return rx.el.div(rx.match(PostMenu.step, *steps, rx.fragment()), _refused())


def _refused() -> rx.Component:
    sentence = rx.cond(PostMenu.problem.field == "word", "", told(PostMenu.problem)).to(str)
    return rx.el.div(notice(sentence, tone="error"), class_name="has-[p]:mt-4")


def _menu() -> rx.Component:
    address: rx.Var[str] = rx.Var(f'globalThis.location.origin + "/p/" + {ABOUT.id!s}', _var_type=str, _var_data=ABOUT.id._get_all_var_data())  # noqa: SLF001
    copy = rx.el.button(
        icon("link"),
        rx.cond(PostMenu.copied, say("Link copied"), say("Copy the link")),
        type="button",
        aria_live="polite",
        on_click=[rx.set_clipboard(address), PostMenu.note_copied],
        class_name=_LINE,
    )
    wear = _line("person", say("Use as avatar"), PostMenu.wear)
    others = rx.cond(ABOUT.mine, rx.cond(ABOUT.can_wear, wear, rx.fragment()), rx.cond(ABOUT.signed_in, _others(), _guest()))
    reason = _line("eye", say("Why am I seeing this?"), PostMenu.ask_why)
    like = go(icon("picture"), say("Pictures like it"), href=rx.Var.create(f"/explore?like={ABOUT.id}"), on_click=PostMenu.close, class_name=_LINE)
    return rx.cond(ABOUT.id != "", rx.el.div(copy, like, reason, others, class_name="-mx-3"), rx.el.div(class_name="min-h-11"))


def _others() -> rx.Component:
    """About somebody else's."""
    return rx.fragment(
        _line("plus", say("More like this"), PostMenu.want_more),
        _line("cross", say("Not interested"), PostMenu.want_less),
        _line("hidden", say("Mute @{handle}", handle=ABOUT.handle), PostMenu.mute),
        _line("hidden", say("Mute words or tags"), PostMenu.begin_words),
        _line("cross", say("Block @{handle}", handle=ABOUT.handle), PostMenu.begin_block, "text-bad"),
        _line("warning", say("Report this picture"), [PostMenu.close, Reporting.open("post", ABOUT.id)], "text-bad"),
    )


def _words() -> rx.Component:
    """Its tags, each by one press, and a word of one's own."""
    tags = rx.foreach(ABOUT.tags, lambda tag: button(say("Mute #{tag}", tag=tag), kind="quiet", on_click=PostMenu.mute_tag(tag), class_name="!min-h-10 !px-4"))
    word = rx.el.form(
        rx.el.div(text_field(say("Word"), name="word", error=told(PostMenu.problem, "word"), max_length=60, auto_complete="off", id="menu-word"),
                  class_name="grow min-w-0"),
        button(say("Mute"), type="submit", kind="quiet", class_name="mt-6.5"),
        on_submit=PostMenu.mute_word,
        reset_on_submit=True,
        class_name="flex items-start gap-2",
    )  # fmt: skip
    muted = rx.cond(PostMenu.kept.length() > 0, rx.fragment(say("Muted: {what}.", what=PostMenu.kept.join(", "))), rx.fragment())
    kept = go(say("All that you have muted"), href="/settings/hidden", on_click=PostMenu.close, class_name="underline underline-offset-3 self-center mr-auto")
    return rx.el.div(
        rx.el.p(say("Pictures with it stay out of your feed, and comments with it are folded."), class_name="text-ink-2 text-pretty"),
        rx.cond(ABOUT.tags.length() > 0, rx.el.div(tags, class_name="flex flex-wrap gap-2"), rx.fragment()),
        word,
        rx.el.p(muted, role="status", class_name="text-ok empty:hidden wrap-anywhere"),
        rx.el.div(kept, button(say("Done"), kind="ink", on_click=_leave()), class_name="flex gap-2"),
        class_name="flex flex-col gap-4",
    )


def _guest() -> rx.Component:
    enter = link_button(say("Sign in"), href=rx.Var.create(f"/sign-in?next=/p/{ABOUT.id}"), kind="bare", on_click=PostMenu.close)
    return rx.el.div(rx.el.p(say("Signed in, you can mute, block and report."), class_name="text-ink-2 grow basis-48"), enter,
                     class_name="flex flex-wrap items-center gap-2 px-3 pt-3 mt-2 border-t border-line")  # fmt: skip


def _block() -> rx.Component:
    sentence = say("Neither of you sees anything of the other from then on, and neither follows the other any more. They aren't told.")
    return rx.fragment(
        rx.el.p(sentence, class_name="text-ink-2"),
        _ways(button(say("Cancel"), kind="bare", on_click=PostMenu.close), button(say("Block"), kind="danger", on_click=PostMenu.block)),
    )


def _done(what: str) -> rx.Component:
    words = {
        "muted": say("You have muted @{handle}.", handle=ABOUT.handle),
        "blocked": say("You have blocked @{handle}.", handle=ABOUT.handle),
        "worn": say("That is you now."),
        "more": say("Your For you shows more like it from your next visit on."),
        "less": say("Your For you shows less like it from your next visit on, and not this one."),
    }
    back = {"muted": PostMenu.unmute, "more": PostMenu.take_back, "less": PostMenu.take_back}
    undo = [button(say("Undo"), kind="bare", on_click=back[what])] if what in back else []
    return rx.fragment(rx.el.p(words[what], role="status"), _ways(*undo, button(say("Done"), kind="ink", on_click=_leave())))


def _leave() -> list[rx.event.EventType]:
    """Whom or what one has muted or blocked may stand in any list on the page, so that it is loaded anew."""
    apart = (PostMenu.step == "muted") | (PostMenu.step == "blocked") | (PostMenu.kept.length() > 0)
    anew = rx.run_script(rx.Var(f"({apart!s}) && globalThis.location.reload()", _var_data=apart._get_all_var_data()))  # noqa: SLF001
    return [PostMenu.close, anew]


def _line(sign: str, words: Text, deed: Any, look: str = "") -> rx.Component:
    return rx.el.button(icon(sign), words, type="button", on_click=deed, class_name=f"{_LINE} {look}")


def _ways(*buttons: rx.Component) -> rx.Component:
    return rx.el.div(*buttons, class_name="flex justify-end gap-2 mt-6")
