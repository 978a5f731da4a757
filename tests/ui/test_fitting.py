"""Arguments that their handler can't take reach none."""

from __future__ import annotations

from typing import Any

import pytest
from reflex_base.event import EventHandler

from rxfeed.ui.composer.arriving import Composer
from rxfeed.ui.composer.asking import Asking
from rxfeed.ui.composer.forming import Forming
from rxfeed.ui.fitting import fits
from rxfeed.ui.post.state import PostPage

PROMPT: EventHandler = Asking.event_handlers["draw_with"]


@pytest.mark.parametrize("value", ["", "a boat", "x" * 50_000, "\u200b", "a\0b"])
def test_text_is_text_whatever_it_says(value: str) -> None:
    assert fits(PROMPT, {"name": value})


@pytest.mark.parametrize("value", [None, 7, True, 0.5, ["a"], {"a": "b"}, "\ud800"])
def test_nothing_else_is(value: Any) -> None:
    assert not fits(PROMPT, {"name": value})


@pytest.mark.parametrize("payload", [{}, {"name": "a", "more": "b"}, {"self": "a"}])
def test_neither_too_few_nor_too_many(payload: dict[str, Any]) -> None:
    assert not fits(PROMPT, payload)


def test_what_has_a_value_of_its_own_may_be_left_out() -> None:
    assert fits(Forming.event_handlers["cancel"], {})


@pytest.mark.parametrize("wanted", [True, False])
def test_a_yes_is_no_number_and_no_text(wanted: bool) -> None:
    assert fits(Asking.event_handlers["make_transparent"], {"wanted": wanted})
    assert not fits(Asking.event_handlers["make_transparent"], {"wanted": int(wanted)})
    assert not fits(PROMPT, {"name": wanted})


def test_a_form_is_one_also_with_odd_fields() -> None:
    assert fits(PostPage.event_handlers["keep"], {"form": {"caption": ["x"], "tags": None}})
    assert not fits(PostPage.event_handlers["keep"], {"form": "caption"})
    assert not fits(PostPage.event_handlers["keep"], {"form": {"caption": {"x": ["\ud800"]}}})


def test_pages_that_open_send_nothing() -> None:
    assert fits(Composer.event_handlers["arrive"], {})
