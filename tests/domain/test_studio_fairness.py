"""Whose turn it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rxfeed.domain.studio_fairness import next_turn

people = st.dictionaries(st.integers(1, 6), st.integers(1, 1000), max_size=6)
busy = st.dictionaries(st.integers(1, 6), st.integers(0, 4), max_size=6)


def test_whoever_has_least_under_way_comes_first() -> None:
    assert next_turn({1: 10, 2: 20}, {1: 2}, 8) == 20
    assert next_turn({1: 10, 2: 20}, {1: 1, 2: 1}, 8) == 10
    assert next_turn({1: 10, 2: 20}, {}, 8) == 10


def test_one_person_never_fills_the_server() -> None:
    assert next_turn({1: 10}, {1: 2}, 4) == 10
    assert next_turn({1: 10}, {1: 3}, 4) is None
    assert next_turn({1: 10, 2: 20}, {1: 3}, 4) == 20
    assert next_turn({1: 10}, {}, 1) == 10


@given(people, busy, st.integers(1, 9))
def test_places_are_never_exceeded_and_newcomers_never_wait_for_one(waiting: dict[int, int], working: dict[int, int], places: int) -> None:
    turn = next_turn(waiting, working, places)
    free = places - sum(working.values())
    if free <= 0 or not waiting:
        assert turn is None
    elif any(not working.get(person) for person in waiting):
        assert turn == min(number for person, number in waiting.items() if not working.get(person))
    else:
        assert (turn is None) is (free == 1)


@given(st.lists(st.integers(1, 30), min_size=2, max_size=6), st.integers(2, 8))
def test_everybody_gets_a_turn_before_anybody_gets_a_second(queues: list[int], places: int) -> None:
    """Each person queues some calls; the first turns go round."""
    waiting = {person: list(range(person * 1000, person * 1000 + length)) for person, length in enumerate(queues, 1)}
    working: dict[int, int] = {}
    for _ in range(places):
        turn = next_turn({person: calls[0] for person, calls in waiting.items() if calls}, working, places)
        if turn is None:
            break
        person = turn // 1000
        waiting[person].remove(turn)
        working[person] = working.get(person, 0) + 1
    assert len(working) == min(len(queues), places)
