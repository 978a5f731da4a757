"""Which ways to take a picture further there are, and what is said where one is closed. Pure: the whole matrix of modes, engines and numbers of parents."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain.errors import Invalid, NotSignedIn
from rxfeed.domain.remixing_modes import MODES, SHOWN, ParentPick, Start, obstacle
from rxfeed.domain.studio_ask import Ask, plan
from tests.domain.test_studio_ask import ABLE, PLAIN

ALL = replace(ABLE, masks=True, max_references=5)
ENGINES = {"all": ALL, "one picture": replace(ALL, max_references=1), "no masks": replace(ALL, masks=False), "words": PLAIN}
CLOSED = {("one picture", "blend"), ("no masks", "mask"), ("words", "edit"), ("words", "mask"), ("words", "blend")}
START = Start("a {pet}", "mara", signed_in=True)


def asked(mode: Any, parents: int, **more: Any) -> Ask:
    return Ask("all", "a boat", mode=mode, parents=tuple(ParentPick(f"p{number}") for number in range(parents)), mask="m" if mode == "mask" else "", **more)


@pytest.mark.parametrize(("engine", "mode"), list(product(ENGINES, MODES)))
def test_what_an_engine_can_not_do_is_said_before_and_after(engine: str, mode: str) -> None:
    able, closed = ENGINES[engine], (engine, mode) in CLOSED
    said = obstacle(mode, START, able)
    assert (said is not None) is closed
    wish = asked(mode, 2 if mode == "blend" else 1)
    if closed:
        assert able.model in str(said)
        with pytest.raises(Invalid):
            plan(wish, able)
    else:
        shown = len(plan(wish, able).orders[0].references)
        assert shown == (len(wish.parents) if mode in SHOWN else 0)


@pytest.mark.parametrize(("mode", "parents"), list(product(MODES, range(6))))
def test_a_blend_has_two_to_four_and_every_other_way_one(mode: str, parents: int) -> None:
    if parents in ((2, 3, 4) if mode == "blend" else (1,)):
        assert plan(asked(mode, parents), ALL)
        return
    with pytest.raises(Invalid) as refusal:
        plan(asked(mode, parents), ALL)
    assert refusal.value.field == "parents"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (asked("", 1), "mode"),
        (asked("paint", 1), "mode"),
        (asked(["edit"], 1), "mode"),
        (asked("x" * 50_000, 1), "mode"),
        (replace(asked("mask", 1), mask=""), "mask"),
        (replace(asked("mask", 1), mask=7), "mode"),  # type: ignore[arg-type]
        (replace(asked("blend", 2), parents=(ParentPick("p"), ParentPick("p"))), "parents"),
        (replace(asked("edit", 1), parents="p0"), "parents"),  # type: ignore[arg-type]
        (replace(asked("edit", 1), parents=({"post_id": "p"},)), "parents"),  # type: ignore[arg-type]
        (replace(asked("edit", 1), parents=(ParentPick({}, 1),)), "parents"),  # type: ignore[arg-type]
        *((replace(asked("edit", 1), parents=(ParentPick("p", number),)), "parents") for number in (0, -1, 5, True, "1", 10**30)),  # type: ignore[arg-type]
        (asked("blend", 4, references=("a", "b")), "references"),
    ],
)
def test_what_does_not_fit_together_is_named(wrong: Ask, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        plan(wrong, ALL)
    assert refusal.value.field == field
    assert len(str(refusal.value)) < 300


@given(st.sampled_from(MODES), st.booleans(), st.text(alphabet="a{}pet ", max_size=12))
def test_guests_have_words_and_hidden_prompts_pictures(mode: str, signed_in: bool, prompt: str) -> None:
    said = obstacle(mode, Start(prompt, "mara", signed_in), ALL)
    if mode in SHOWN:
        assert isinstance(said, NotSignedIn) is not signed_in
    elif not prompt:
        assert said is not None
        assert "@mara" in str(said)
