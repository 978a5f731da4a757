"""Lists that belong to whom the address names, in the browser's store."""

from __future__ import annotations

from dataclasses import dataclass, field

import reflex as rx
from reflex.utils.imports import ImportVar
from reflex.vars import VarData

from rxfeed.domain.people_views import PersonView
from rxfeed.ui.feed.store import STORE, CardList


@dataclass(frozen=True)
class PeopleList:
    """What the store knows of a list of people."""

    cards: list[PersonView] = field(default_factory=list)
    next: str = ""
    status: str = "new"
    problem: str = ""


_ROUTER = {"react-router": [ImportVar(tag="useParams")]}
_ADDRESS = VarData(imports=_ROUTER, hooks={"const addressed = useParams().handle;": None})
ADDRESSED: rx.Var[str] = rx.Var("addressed", _var_type=str, _var_data=_ADDRESS).guess_type()
"""The handle in the address: known before the server has answered, so that the last person never stands in for the next."""


def posts_list() -> rx.Var[CardList]:
    """Their posts, from `/api/u/<handle>/posts`."""
    return rx.Var("their_posts", _var_type=CardList, _var_data=_list("posts")).guess_type()


def liked_list() -> rx.Var[CardList]:
    """What they like, from `/api/u/<handle>/likes`."""
    return rx.Var("their_likes", _var_type=CardList, _var_data=_list("likes")).guess_type()


def reposted_list() -> rx.Var[CardList]:
    """What they have reposted, from `/api/u/<handle>/reposts`."""
    return rx.Var("their_reposts", _var_type=CardList, _var_data=_list("reposts")).guess_type()


def people_list(which: str) -> rx.Var[PeopleList]:
    """Their `followers`, or whom they are `following`."""
    return rx.Var(f"their_{which}", _var_type=PeopleList, _var_data=_list(which)).guess_type()


def list_name(which: str) -> rx.Var[str]:
    """As the store calls it."""
    return rx.Var(f"name_of_{which}", _var_type=str, _var_data=_list(which)).guess_type()


def more(which: str) -> rx.event.EventSpec:
    """Try again what failed."""
    data = VarData.merge(_list(which), VarData(imports={STORE: [ImportVar(tag="more")]}))
    return rx.run_script(rx.Var(f"more(name_of_{which})", _var_data=data))


def asked_tag() -> rx.Var[str]:
    """What the address asks for (`?tag=`), or nothing."""
    data = VarData(imports={STORE: [ImportVar(tag="useAsked")]}, hooks={'const asked_tag = useAsked("tag", "");': None})
    return rx.Var("asked_tag", _var_type=str, _var_data=data).guess_type()


def forget(handle: rx.Var[str]) -> rx.event.EventSpec:
    """Whom one blocks or mutes may stand in any list that the browser keeps: all are asked for anew, but that person's own posts."""
    keep = rx.Var.create(rx.cond(asked_tag() == "", f"u/{handle}/posts", f"u/{handle}/posts?tag={_encoded(asked_tag())}"))
    data = VarData.merge(keep._get_all_var_data(), VarData(imports={STORE: [ImportVar(tag="forget")]}))  # noqa: SLF001  (how a var passes on what it needs)
    return rx.run_script(rx.Var(f"forget({keep!s})", _var_data=data))


def _list(which: str) -> VarData:
    """One hook names the list and asks for it, for hooks have no promised order."""
    address = f'`u/${{encodeURIComponent((useParams().handle ?? "").toLowerCase())}}/{which}`'
    tag = '((tag) => tag && `?tag=${encodeURIComponent(tag)}`)(useAsked("tag", ""))' if which == "posts" else '""'
    named = f"const name_of_{which} = {address} + {tag}, their_{which} = useList(name_of_{which});"
    return VarData(imports={**_ROUTER, STORE: [ImportVar(tag="useList"), ImportVar(tag="useAsked")]}, hooks={named: None})


def _encoded(text: rx.Var[str]) -> rx.Var[str]:
    return rx.Var(f"encodeURIComponent({text!s})", _var_type=str, _var_data=text._get_all_var_data()).guess_type()  # noqa: SLF001  (as above)
