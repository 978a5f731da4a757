"""Turns: in order of arrival, nobody starves, who waits too long is told."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from rxfeed.adapters.turns import Turns


def test_turns_come_in_order_of_arrival() -> None:
    turns, order = Turns(10), list[int]()

    def wait(number: int) -> None:
        with turns:
            order.append(number)

    threads = [threading.Thread(target=wait, args=(number,)) for number in range(20)]
    with turns:
        for place, thread in enumerate(threads):
            thread.start()
            while len(turns._waiting) <= place:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == list(range(20))


def test_one_at_a_time_and_nobody_starves() -> None:
    turns, inside, counts = Turns(10), list[int](), [0] * 8

    def work(number: int) -> None:
        for _ in range(500):
            with turns:
                inside.append(number)
                assert inside == [number]
                counts[number] += 1
                inside.clear()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    assert counts == [500] * 8


def test_who_waits_too_long_is_told_and_leaves_no_gap() -> None:
    turns = Turns(0.05)

    def wait() -> None:
        with turns:
            raise AssertionError("it was somebody else's")

    with turns, ThreadPoolExecutor(1) as threads, pytest.raises(TimeoutError):
        threads.submit(wait).result()
    with turns:
        pass
