"""Two workers beside a server that only serves: real processes, one database, one Redis, one engine elsewhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from rxfeed.domain import studio
from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.domain.tables import Call
from rxfeed.jobs.working import house_at_work
from rxfeed.settings import Settings, variable
from tests.domain.people import account
from tests.fakes.openai.process import ROOT, FakeOpenAI, running
from tests.stores import redis_server


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeOpenAI]:
    with running(tmp_path / "tally.jsonl", "--small", "--delay", "0.1") as fake:
        yield fake


@pytest.fixture
def settings(tmp_path: Path, database_url: str, fake: FakeOpenAI) -> Iterator[dict[str, Any]]:
    with redis_server(tmp_path) as redis_url:
        parts = {"data_dir": tmp_path / "data", "database_url": database_url, "redis_url": redis_url, "openai_key": "sk-work", "openai_base_url": fake.url}
        yield parts | {"calls_at_once": 4, "generations_at_once": 100}


async def test_two_workers_share_what_a_server_leaves_to_them(settings: dict[str, Any], fake: FakeOpenAI) -> None:
    async with house_at_work(Settings(**settings), jobs=False) as house:
        anna, bert = account(house, "anna"), account(house, "bert")
        with a_worker(settings, stdout=subprocess.PIPE) as one, a_worker(settings, stdout=subprocess.PIPE) as two:
            assert [worker.stdout.readline() for worker in (one, two)] == [b"Making pictures (Ctrl-C ends it)\n"] * 2
            asked = [studio.request(house, (anna, bert)[number % 2], Ask("openai", f"boat {number}")) for number in range(16)]
            assert at_work_until_all_is_ready(house) <= {one.pid, two.pid}
            studio.somebody_composes(house, "sketch")
            for worker in (one, two):
                until(lambda worker=worker: len(group(worker)) > 1)
            ends_with_all_its_children(one)
            asked.append(studio.request(house, bert, Ask("openai", "the last boat")))
            assert at_work_until_all_is_ready(house) == {two.pid}
            ends_with_all_its_children(two)
    assert Counter(line["call"] for line in fake.tally()) == {generation.variants[0].id: 1 for generation in asked}


def test_a_worker_that_cannot_begin_says_why(tmp_path: Path) -> None:
    with a_worker({"data_dir": tmp_path / "data", "engine_silence": "soon"}, stderr=subprocess.PIPE) as worker:
        assert worker.wait(30) == 2
        assert worker.stderr is not None
        assert worker.stderr.read() == b"rxfeed: RXFEED_ENGINE_SILENCE must be a whole number from 5 to 600, not 'soon'.\n"


@contextmanager
def a_worker(settings: dict[str, Any], **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """In a process group of its own, which is gone at the latest when the block ends."""
    given = {variable(name): str(value) for name, value in settings.items()}
    more |= {"cwd": settings["data_dir"].parent, "env": {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **given}}
    with subprocess.Popen([sys.executable, "-m", "rxfeed", "worker"], start_new_session=True, **more) as worker:
        try:
            yield worker
        finally:
            if group(worker):
                os.killpg(worker.pid, signal.SIGKILL)


def at_work_until_all_is_ready(house: House) -> set[int]:
    """The processes that were seen with a call in their hands."""
    seen: set[int] = set()

    def all_ready() -> bool:
        with house.database.reading() as session:
            calls = session.exec(select(Call.status, Call.runner)).all()
        seen.update(int(runner.split("-")[1]) for _, runner in calls if runner)
        return {status for status, _ in calls} == {"ready"}

    until(all_ready, 120)
    return seen


def ends_with_all_its_children(worker: subprocess.Popen[bytes]) -> None:
    """As asked by SIGTERM."""
    worker.terminate()
    assert worker.wait(60) == 0
    until(lambda: not group(worker))


def group(worker: subprocess.Popen[bytes]) -> list[int]:
    """The processes of its group that run."""
    return [number for number, pgid, state in map(_stat, Path("/proc").glob("[0-9]*")) if pgid == worker.pid and state != "Z"]


def until(good: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not good():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


def _stat(process: Path) -> tuple[int, int, str]:
    try:
        state, _parent, pgid = (process / "stat").read_text().rpartition(")")[2].split()[:3]
    except OSError:
        return 0, 0, "Z"
    return int(process.name), int(pgid), state
