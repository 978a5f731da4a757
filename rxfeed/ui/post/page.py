"""A post on its own page: the whole picture, its prompt, and everything that is known about it."""

from __future__ import annotations

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData
from reflex_components_core.el.elements.inline import A

from rxfeed.domain.views import PictureView
from rxfeed.ui.components.answers import answers, counts
from rxfeed.ui.components.controls import button, icon_button, link_button
from rxfeed.ui.components.first_content import kept_content
from rxfeed.ui.components.notices import empty_box, notice, skeleton
from rxfeed.ui.components.pictures import framed, picture, veiled
from rxfeed.ui.components.prompt import try_prompt
from rxfeed.ui.components.refusals import alone, failed, for_members, missing
from rxfeed.ui.components.remix_link import remix_link
from rxfeed.ui.components.title import titled
from rxfeed.ui.lightbox.store import zoom
from rxfeed.ui.lineage.part import where_from
from rxfeed.ui.numbers.section import its_numbers
from rxfeed.ui.permission.section import remixing
from rxfeed.ui.post.delete import delete_dialog
from rxfeed.ui.post.edit import edit_dialog
from rxfeed.ui.post.facts import facts
from rxfeed.ui.post.state import PostPage
from rxfeed.ui.remix.gathered import gathered
from rxfeed.ui.shell import frame
from rxfeed.ui.talk.section import conversation
from rxfeed.ui.words import say, told

CARD = PostPage.post.card
ADDRESSED: rx.Var[str] = rx.Var(
    "params.id", _var_type=str, _var_data=VarData(imports={"react-router": [ImportVar(tag="useParams")]}, hooks={"const params = useParams();": None})
).guess_type()
"""The id in the address: known before the server has answered, so that the last post never stands in for the next."""
_BOTH, _LEFT, _RIGHT = "flex flex-col lg:flex-row gap-6 lg:gap-8", "min-w-0 lg:grow-1 lg:basis-0", "lg:w-[380px] shrink-0 flex flex-col gap-8"
SIZES = "(min-width: 1100px) min(676px, 60vw), 100vw"


def page() -> rx.Component:
    """`/p/{id}`"""
    shown = rx.match(
        PostPage.status,
        ("ready", _post()),
        ("binned", _binned()),
        ("missing", missing()),
        ("guest", for_members(told(PostPage.problem), rx.Var.create(f"/p/{PostPage.asked}"))),
        ("blocked", _blocked()),
        ("failed", failed(told(PostPage.problem), PostPage.arrive)),
        _waiting(),
    )
    here = PostPage.asked == ADDRESSED
    title = titled(here & (PostPage.status == "ready"), rx.Var.create(f"{CARD.author.name} on rxfeed"))
    return frame(title, rx.cond(here, shown, _waiting()), wide=True)


def first_look() -> rx.Component:
    """What the server draws of it before any script has run: all that needs no state but the post's own."""
    shown = rx.el.div(_pictures(), _headline(), _answers(), _actions(), class_name=_LEFT)
    return rx.el.article(shown, rx.el.div(facts(), class_name=_RIGHT), class_name=_BOTH)


def _post() -> rx.Component:
    return rx.el.article(
        rx.el.div(
            _news(),
            _pictures(),
            _headline(),
            _answers(),
            _actions(),
            _refused(),
            rx.cond(CARD.prompt.contains("{"), gathered(CARD.id), rx.fragment()),
            where_from(),
            class_name=_LEFT,
        ),
        rx.el.div(
            facts(),
            rx.cond(PostPage.post.status == "published", rx.fragment(remixing(), conversation(), _numbers()), rx.fragment()),
            class_name=_RIGHT,
        ),
        rx.cond(PostPage.post.mine, rx.fragment(edit_dialog(), delete_dialog()), rx.fragment()),
        custom_attrs={"data-post": CARD.id, "data-alone": "true"},
        class_name=_BOTH,
    )


def _pictures() -> rx.Component:
    return veiled(CARD.rating, rx.el.div(rx.foreach(CARD.pictures, _whole), class_name="flex flex-col gap-2.5"))


def _numbers() -> rx.Component:
    return rx.cond(PostPage.post.mine, its_numbers(), rx.fragment())


def _news() -> rx.Component:
    now = button(say("Publish now"), kind="quiet", on_click=PostPage.publish_now)
    waits = notice(say("This post waits for its time. Nobody else sees it yet."), now)
    done = notice(say("Published. It is on the wall."), tone="ok")
    published = rx.cond(PostPage.just_published, done, rx.fragment())
    mine, theirs = PostPage.post.mine, say("Only its author and moderators see this picture.")
    hidden = rx.cond(mine, say("A moderator has hidden this picture: nobody else sees it."), theirs)
    removed = rx.cond(mine, say("A moderator has removed this picture: nobody else sees it."), theirs)
    shown = rx.match(PostPage.post.status, ("scheduled", waits), ("hidden", _held(hidden.to(str))), ("removed", _held(removed.to(str))), published)
    return rx.el.div(shown, class_name="mx-4 md:mx-0 mb-4 has-[p]:block hidden")


def _held(sentence: rx.Var[str]) -> rx.Component:
    why = rx.el.p(say("Why: {why}", why=PostPage.post.held_why), class_name="basis-full text-ink-2 whitespace-pre-line wrap-anywhere")
    return notice(sentence, why, tone="error")


def _whole(view: rx.Var[PictureView], number: rx.Var[int]) -> rx.Component:
    words = rx.cond(CARD.prompt != "", CARD.prompt, say("Picture by {name}", name=CARD.author.name))
    shown = picture(view, sizes=SIZES, alt=words, eager=number == 0, class_name="absolute inset-0 size-full object-contain")
    whole = A.create(
        framed(view, shown, limit="86vh"),
        href=view.src,
        on_click=zoom(CARD, number),
        custom_attrs={"data-zoom": "true"},
        class_name="block cursor-zoom-in focus-visible:-outline-offset-2",
    )
    return rx.el.figure(whole, class_name="md:rounded-lg overflow-hidden")


def _headline() -> rx.Component:
    words = rx.cond(
        CARD.prompt != "",
        rx.el.h1("“", CARD.prompt, "”", class_name=rx.cond(CARD.prompt.length() > 320, _PROMPT_LONG, _PROMPT)),
        rx.el.h1(say("Picture by {name}", name=CARD.author.name), class_name=_PROMPT),
    )
    return rx.el.div(words, class_name="px-4 md:px-1 mt-5")


def _answers() -> rx.Component:
    """For what has been published."""
    below = {"post": CARD.id, "given": PostPage.post.answers}
    row = rx.el.div(answers(**below), counts(**below), class_name="px-4 md:px-1 mt-4")
    return rx.cond(PostPage.post.status == "published", row, rx.fragment())


_PROMPT = "font-serif italic text-title text-pretty whitespace-pre-line"
_PROMPT_LONG = "font-serif italic text-card text-pretty whitespace-pre-line"


def _actions() -> rx.Component:
    """Take it further, try the prompt; for the author also: begin from the picture, edit, delete."""
    copy = rx.cond(PostPage.copied, say("Copied"), say("Copy prompt"))
    again = rx.cond(
        CARD.prompt != "",
        rx.fragment(
            link_button(say("Try this prompt"), href=try_prompt(CARD), icon_name="sparkle"),
            button(copy, kind="quiet", icon_name="copy", on_click=[rx.set_clipboard(CARD.prompt), PostPage.note_copied], aria_live="polite"),
        ),
        rx.el.p(say("Its author keeps the prompt private."), class_name="text-ink-3"),
    )
    refer = link_button(say("Use as reference"), href=rx.Var.create(f"/create?reference={CARD.id}"), icon_name="picture")
    author = rx.cond(
        PostPage.post.mine,
        rx.el.div(
            rx.cond((PostPage.post.status == "published") & (PostPage.post.visibility == "public"), _pin(), rx.fragment()),
            icon_button("pencil", say("Edit"), on_click=PostPage.begin_edit),
            icon_button("bin", say("Delete"), on_click=PostPage.begin_delete),
            class_name="ml-auto flex",
        ),
        rx.fragment(),
    )
    remix = rx.cond(PostPage.post.status == "published", remix_link(CARD, "accent", mine=PostPage.post.mine), rx.fragment())
    begin = rx.cond(PostPage.post.mine, refer, rx.fragment())
    narrow = "max-sm:[&>:is(a,button)]:grow max-sm:[&>:is(a,button)]:px-4"
    return rx.el.div(remix, again, begin, author, class_name=f"flex flex-wrap items-center gap-2.5 px-4 md:px-0 mt-5 {narrow}")


def _pin() -> rx.Component:
    words = rx.cond(PostPage.post.pinned, say("Unpin from your page"), say("Pin to your page"))
    return icon_button("pin", words, on_click=PostPage.pin, aria_pressed=PostPage.post.pinned, class_name="aria-pressed:text-accent")


def _refused() -> rx.Component:
    """What couldn't be done here; the dialogs show their own."""
    sentence = rx.cond(PostPage.editing | PostPage.deleting, "", told(PostPage.problem)).to(str)
    return rx.el.div(notice(sentence, tone="error"), class_name="not-has-[p]:absolute mx-4 md:mx-0 has-[p]:mt-4")


def _binned() -> rx.Component:
    return rx.el.div(
        empty_box(
            say("In the bin"),
            say("Nobody sees this picture now. It stays in your bin for 30 days, then it is gone for good."),
            button(say("Put it back"), icon_name="undo", kind="ink", on_click=PostPage.restore),
            link_button(say("To the library"), href="/library", kind="bare"),
            whole_page=True,
        ),
        notice(told(PostPage.problem), tone="error"),
        class_name="max-w-[784px] mx-4 md:mx-0 flex flex-col gap-4",
    )


def _blocked() -> rx.Component:
    theirs = link_button(say("To their page"), href=rx.Var.create("/u/") + PostPage.problem.blanks["handle"], kind="ink")
    return alone(empty_box(say("By somebody you have blocked"), told(PostPage.problem), theirs, whole_page=True))


def _waiting() -> rx.Component:
    """What the server has sent of a post that is on its way, or its shape."""
    return kept_content(rx.el.div(
        rx.el.div(
            skeleton("w-full aspect-3/2 md:rounded-lg"),
            skeleton("h-8 w-4/5 mt-6 mx-4 md:mx-0"),
            skeleton("h-8 w-2/5 mt-3 mx-4 md:mx-0"),
            class_name="lg:grow-1 lg:basis-0",
        ),
        rx.el.div(skeleton("h-11 w-56"), skeleton("h-40 w-full mt-6"), class_name="max-lg:mx-4 lg:w-[380px]"),
        rx.el.h1(say("A picture, on its way"), class_name="sr-only"),
        class_name=_BOTH,
        aria_busy=True,
    ))  # fmt: skip
