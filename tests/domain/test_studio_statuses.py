"""The graph of a call: what may become of it, and what its generation is then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain.errors import Conflict
from rxfeed.domain.studio_statuses import FINAL, GRAPH, UNDER_WAY, WORKED_ON, CallStatus, after_crash, counts, generation_status, move

statuses = st.sampled_from(CallStatus)


@given(statuses, statuses, st.booleans())
def test_only_declared_moves_are_possible(have: CallStatus, wanted: CallStatus, paid: bool) -> None:
    allowed = wanted in GRAPH[have] and not (paid and (have, wanted) == (CallStatus.CALLING, CallStatus.QUEUED))
    if allowed:
        assert move(have, wanted, paid=paid) is wanted
    else:
        with pytest.raises(Conflict):
            move(have, wanted, paid=paid)


@given(statuses, st.booleans())
def test_every_status_can_reach_an_end(start: CallStatus, paid: bool) -> None:
    seen, ahead = set(), {start}
    while ahead:
        seen |= ahead
        ahead = {wanted for have in ahead for wanted in GRAPH[have] if not (paid and have == "calling" and wanted == "queued")} - seen
    assert seen & FINAL
    assert start in FINAL or CallStatus.READY in seen


@given(st.lists(statuses, max_size=40))
def test_a_paid_call_calls_at_most_once(wishes: list[CallStatus]) -> None:
    status, calls = CallStatus.QUEUED, 0
    for wanted in wishes:
        try:
            status = move(status, wanted, paid=True)
        except Conflict:
            continue
        calls += status is CallStatus.CALLING
    assert calls <= 1


@given(statuses, st.booleans(), st.booleans())
def test_after_a_crash_nothing_paid_is_repeated_and_nothing_that_came_is_lost(status: CallStatus, paid: bool, arrived: bool) -> None:
    later = after_crash(status, paid=paid, arrived=arrived)
    if arrived and status is CallStatus.CALLING:
        assert later is CallStatus.STORING
    elif status in FINAL or status in (CallStatus.STORING, CallStatus.QUEUED):
        assert later is status
    elif paid and status is CallStatus.CALLING:
        assert later is CallStatus.INTERRUPTED
    else:
        assert later is CallStatus.QUEUED


def test_the_kinds_of_status_are_disjoint_and_complete() -> None:
    assert set(CallStatus) == FINAL | UNDER_WAY
    assert not FINAL & UNDER_WAY
    assert {CallStatus.QUEUED} == UNDER_WAY - WORKED_ON


@given(statuses, st.booleans())
def test_what_did_not_come_does_not_count(status: CallStatus, spent: bool) -> None:
    if status in (CallStatus.FAILED, CallStatus.CANCELLED, CallStatus.INTERRUPTED):
        assert not counts(status, spent=spent)
    elif status is CallStatus.REFUSED:
        assert counts(status, spent=spent) is spent
    else:
        assert counts(status, spent=spent)


@given(st.lists(statuses, min_size=1, max_size=4), st.randoms())
def test_a_generation_is_what_its_calls_are_in_any_order(calls: list[CallStatus], chance: object) -> None:
    status = generation_status(calls)
    shuffled = list(calls)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert generation_status(shuffled) == status
    assert (status in ("queued", "running")) is any(call in UNDER_WAY for call in calls)
    assert (status == "ready") is (set(calls) == {CallStatus.READY})


@pytest.mark.parametrize(
    ("calls", "status"),
    [
        (["queued", "queued"], "queued"),
        (["queued", "ready"], "running"),
        (["storing"], "running"),
        (["ready", "ready"], "ready"),
        (["ready", "cancelled"], "partly_ready"),
        (["ready", "interrupted", "refused"], "partly_ready"),
        (["cancelled", "cancelled"], "cancelled"),
        (["cancelled", "failed"], "failed"),
        (["interrupted"], "failed"),
        (["refused"], "failed"),
    ],
)
def test_what_a_generation_is(calls: list[str], status: str) -> None:
    assert generation_status(calls) == status
