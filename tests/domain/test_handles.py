"""Handles: one spelling each, none that misleads."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rxfeed.domain import handles
from rxfeed.domain.errors import Invalid

WELL_FORMED = re.compile(r"[a-z0-9_]{3,30}")


@given(some.text(max_size=40))
def test_only_well_formed_unreserved_handles_pass(typed: str) -> None:
    try:
        kept = handles.check(typed)
    except Invalid:
        return
    assert WELL_FORMED.fullmatch(kept)
    assert kept not in handles.RESERVED
    assert handles.check(kept) == kept


@given(some.from_regex(WELL_FORMED, fullmatch=True).filter(lambda handle: handle not in handles.RESERVED))
def test_case_and_what_people_type_around_it_make_no_difference(handle: str) -> None:
    assert handles.check(handle) == handles.check(f"  @{handle.upper()} ") == handle


@pytest.mark.parametrize("typed", ["", "ab", "a" * 31, "a b c", "a-b-c", "ann.o", "änne", "ann\u212a", "an\u200bn", "ann\x00", "а" + "nna", "ann\n1"])
def test_what_a_handle_may_not_be(typed: str) -> None:
    with pytest.raises(Invalid):
        handles.check(typed)


@pytest.mark.parametrize("typed", ["ann\x00", "a\x00nn", "ann\ud800", "an\x1bn", "ann\x7f."])
def test_what_no_database_takes_is_nobodys_handle(typed: str) -> None:
    assert handles.fold(typed).encode().isascii()
    assert "?" in handles.fold(typed)
    assert "\x00" not in handles.fold(typed)


@pytest.mark.parametrize("typed", ["admin", "Admin", "@ROOT", "rxfeed", "settings", "sign_up"])
def test_names_of_the_server_and_its_pages_are_reserved(typed: str) -> None:
    with pytest.raises(Invalid, match="reserved"):
        handles.check(typed)


def test_every_reserved_name_could_be_a_handle_or_is_shorter() -> None:
    """A misspelt one would protect nothing."""
    assert all(re.fullmatch(r"[a-z0-9_]{2,30}", name) for name in handles.RESERVED)
