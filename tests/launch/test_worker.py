"""Two workers beside a server that only serves: real processes, one database, one Redis, one engine elsewhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
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
            studio.request(house, anna, Ask("sketch", "a boat"))
            assert at_work_until_all_is_ready(house) == {one.pid, two.pid}
            for worker in (one, two):
                ends_with_all_its_children(worker)
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
            if lives(worker):
                os.killpg(worker.pid, signal.SIGKILL)


def at_work_until_all_is_ready(house: House) -> set[int]:
    """The processes that were seen with a call in their hands."""
    seen: set[int] = set()
    end = time.monotonic() + 120
    while True:
        with house.database.reading() as session:
            calls = session.exec(select(Call.status, Call.runner)).all()
        seen |= {int(runner.split("-")[1]) for _, runner in calls if runner}
        if {status for status, _ in calls} == {"ready"}:
            return seen
        assert time.monotonic() < end, [call for call in calls if call[0] != "ready"]
        time.sleep(0.02)


def ends_with_all_its_children(worker: subprocess.Popen[bytes]) -> None:
    """As asked by SIGTERM."""
    worker.terminate()
    assert worker.wait(10) == 0
    end = time.monotonic() + 2
    while lives(worker):
        assert time.monotonic() < end, "The worker left processes behind."
        time.sleep(0.02)


def lives(worker: subprocess.Popen[bytes]) -> bool:
    try:
        os.killpg(worker.pid, 0)
    except ProcessLookupError:
        return False
    return True
