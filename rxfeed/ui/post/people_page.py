"""`/p/{id}/likes` and `/p/{id}/reposts`: who that is, newest first."""

from __future__ import annotations

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.ui.components.controls import Text, button, go, link_button
from rxfeed.ui.components.notices import empty_box, notice, skeleton
from rxfeed.ui.components.person_row import person_row
from rxfeed.ui.feed.store import STORE, Sentinel
from rxfeed.ui.profile.store import PeopleList
from rxfeed.ui.shell import frame, heading
from rxfeed.ui.words import said, say

_TAB = "inline-flex items-center min-h-11 px-1 font-semibold border-b-[3px]"


def likes_page() -> rx.Component:
    """Who likes it."""
    return _page(say("Who likes it"), "likes", likers())


def reposts_page() -> rx.Component:
    """Who has reposted it."""
    return _page(say("Who has reposted it"), "reposts", reposters())


@rx.memo
def likers() -> rx.Component:
    return _rows("likes", say("Nobody yet. The first one may be you."))


@rx.memo
def reposters() -> rx.Component:
    return _rows("reposts", say("Nobody yet. The first one may be you."))


def _page(title: Text, which: str, rows: rx.Component) -> rx.Component:
    back = link_button(say("Back to the picture"), href=rx.Var.create(f"/p/{_POST}"), icon_name="left", kind="bare")
    tabs = rx.el.nav(
        *(_tab(name, words, which) for name, words in (("likes", say("Likes")), ("reposts", say("Reposts")))),
        aria_label=say("Likes and reposts"),
        class_name="flex gap-5 px-4 md:px-0 mb-3 border-b border-line",
    )
    return frame(rx.el.div(heading(title, back), tabs, rows))


def _tab(name: str, words: Text, which: str) -> rx.Component:
    here = {"custom_attrs": {"aria-current": "page"}} if name == which else {}
    look = "border-ink text-ink" if name == which else "border-transparent text-ink-2 hover:text-ink"
    return go(words, href=rx.Var.create(f"/p/{_POST}/{name}"), replace=True, class_name=f"{_TAB} {look}", **here)


def _rows(which: str, nobody: Text) -> rx.Component:
    people, again = _list(which), button(say("Try again"), kind="quiet", on_click=_more(which))
    refused = said(people.problem, rx.Var(f"the_{which}.values", _var_type=dict[str, str]))
    lost = rx.cond(people.problem != "", refused, say("The list didn't come. Is the connection there?")).to(str)
    return rx.el.div(
        rx.el.ul(rx.foreach(people.cards, lambda person: person_row(person)), role="list", aria_busy=people.status == "growing", class_name="flex flex-col"),
        rx.match(
            people.status,
            ("ready", rx.cond(people.cards.length() == 0, empty_box(say("Nobody yet"), nobody), rx.fragment())),
            ("failed", notice(lost, again, tone="error")),
            rx.el.div(*(skeleton("h-14 w-full") for _ in range(3)), class_name="flex flex-col gap-3"),
        ),
        Sentinel.create(list=rx.Var(f"name_of_{which}", _var_type=str, _var_data=_data(which)).guess_type()),
        class_name="px-4 md:px-0",
    )


def _list(which: str) -> rx.Var[PeopleList]:
    return rx.Var(f"the_{which}", _var_type=PeopleList, _var_data=_data(which)).guess_type()


def _more(which: str) -> rx.event.EventSpec:
    data = VarData.merge(_data(which), VarData(imports={STORE: [ImportVar(tag="again")]}))
    return rx.run_script(rx.Var(f"again(name_of_{which})", _var_data=data))


def _data(which: str) -> VarData:
    """One hook names the list and asks for it, for hooks have no promised order."""
    named = f'const name_of_{which} = `p/${{encodeURIComponent(useParams().id ?? "")}}/{which}`, the_{which} = useList(name_of_{which});'
    return VarData(imports={"react-router": [ImportVar(tag="useParams")], STORE: [ImportVar(tag="useList")]}, hooks={named: None})


_ADDRESS = VarData(imports={"react-router": [ImportVar(tag="useParams")]}, hooks={"const of_post = useParams().id;": None})
_POST: rx.Var[str] = rx.Var("of_post", _var_type=str, _var_data=_ADDRESS).guess_type()
