"""States that are made when they are looked for: to everybody they are as if they had been there."""

from __future__ import annotations

import gc
import weakref
from typing import TypeVar

import pytest
import reflex as rx
from reflex.istate.manager.token import BaseStateToken
from reflex.state import BaseState
from reflex.utils.format import json_dumps

from rxfeed.rxfeed import app
from rxfeed.ui.composer.asking import Asking
from rxfeed.ui.here import Here
from rxfeed.ui.on_demand import OnDemand, begun, keeper
from rxfeed.ui.remix.state import Remix

S = TypeVar("S", bound=BaseState)
HERE, ASKING = Here.get_full_name(), Asking.get_full_name()
TOKEN = BaseStateToken(ident="t", cls=rx.State)


def test_says_what_reflex_says_of_all_states_and_makes_none() -> None:
    root = begun(rx.State)
    assert json_dumps(root.dict()) == json_dumps(_of_reflex().dict()), "every default is the same for everybody"
    assert len(root.substates) == 0


def test_what_is_touched_is_told_beside_what_is_not() -> None:
    root, other = begun(rx.State), begun(rx.State)
    here = _part(root, Here)
    here.unread = 7
    assert root.get_delta() == {HERE: {"unread_rx_state_": 7}}
    root._clean()
    said = root.dict()
    assert (said[HERE]["unread_rx_state_"], other.dict()[HERE]["unread_rx_state_"]) == (7, 0)
    assert said.keys() == _of_reflex().dict().keys()
    assert len(root.substates) == 1


def test_parts_of_parts_have_their_wholes_and_what_is_reckoned_from_them() -> None:
    roots = begun(rx.State), _of_reflex()
    for root in roots:
        remix = _part(root, Remix)
        remix.prompt = "A {red|blue} boat"
        assert remix._get_root_state() is root
    assert json_dumps(roots[0].get_delta()) == json_dumps(roots[1].get_delta())
    assert roots[0].get_delta()[ASKING]["length_rx_state_"] == 17


def test_what_is_said_of_the_untouched_is_everybodys_own_copy() -> None:
    begun(rx.State).dict()[HERE]["unread_rx_state_"] = 7
    assert begun(rx.State).dict()[HERE]["unread_rx_state_"] == 0


def test_a_new_page_of_the_same_tab_begins_with_what_the_browser_keeps() -> None:
    root = begun(rx.State)
    _part(root, Asking).prompt = "A boat"
    root._reset_client_storage()
    root._clean()
    assert root.dict()[ASKING]["prompt_rx_state_"] == ""
    root.reset()
    assert json_dumps(root.dict()) == json_dumps(_of_reflex().dict())


@pytest.mark.parametrize("path", ["nothing", f"{HERE}.more"])
def test_what_there_is_not_is_not_made(path: str) -> None:
    with pytest.raises(ValueError, match="Invalid path"):
        begun(rx.State).get_substate(path.split("."))


async def test_a_page_that_is_forgotten_is_gone_at_once() -> None:
    states = keeper()
    gone = weakref.ref(_part(await states.get_state(TOKEN), Here))
    gc.disable()
    try:
        states._purge_token(TOKEN)
        assert gone() is None
    finally:
        gc.enable()
        await states.close()


def test_the_app_keeps_states_so() -> None:
    assert isinstance(app.state_manager, OnDemand)


def _of_reflex() -> BaseState:
    return rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]


def _part(root: BaseState, kind: type[S]) -> S:
    part = root.get_substate(kind.get_full_name().split("."))
    assert isinstance(part, kind)
    return part
