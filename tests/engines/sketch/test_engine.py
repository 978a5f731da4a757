"""The engine with its real process: what it yields, how it dies, how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.domain.ports_engines import Finished, Forming, Order, Size
from rxfeed.engines.sketch.engine import ABILITIES, SketchEngine
from tests.engines.sketch.making import opened

ROOT = Path(__file__).resolve().parents[3]
PARENT = """
import asyncio, time
from rxfeed.engines.sketch.engine import SketchEngine

async def main():
    engine = SketchEngine()
    await engine.warm()
    print(engine._crew.processes[0], flush=True)
    time.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
async def engine() -> AsyncIterator[SketchEngine]:
    sketch = SketchEngine(processes=1, idle=30)
    yield sketch
    await sketch.close()


def order(prompt: str = "a fox under the moon", side: int = 192, **more: object) -> Order:
    return Order("call", prompt, Size(side, side), "standard", **more)  # type: ignore[arg-type]


async def test_forming_pictures_then_exactly_one_finished(engine: SketchEngine) -> None:
    events = [event async for event in engine.draw(order(seed=5))]
    forming, finished = events[:-1], events[-1]
    assert len(forming) == ABILITIES.partials
    assert all(isinstance(e, Forming) and e.media_type == "image/jpeg" and 0 < e.progress < 1 for e in forming)
    assert [e.fleeting for e in forming if isinstance(e, Forming)] == [True, False, False, False]
    assert isinstance(finished, Finished)
    assert (finished.media_type, finished.width, finished.height, finished.seed, finished.cost) == ("image/png", 192, 192, 5, 0)
    assert opened(finished.picture).size == (192, 192)


async def test_an_open_seed_is_chosen_and_told(engine: SketchEngine) -> None:
    first = [e async for e in engine.draw(order())][-1]
    assert isinstance(first, Finished)
    again = [e async for e in engine.draw(order(seed=first.seed))][-1]
    assert isinstance(again, Finished)
    assert again.picture == first.picture


async def test_it_checks_itself_and_refuses_nothing(engine: SketchEngine) -> None:
    await engine.check()
    await engine.moderate_prompt("anything")
    await engine.moderate_picture(b"", "image/png")
    assert engine.estimate(order()) == 0


async def test_a_worker_killed_while_drawing_is_told_and_replaced(engine: SketchEngine) -> None:
    await engine.warm()
    pid = engine._crew.processes[0]
    drawing = engine.draw(order(side=1024, seed=1))
    assert isinstance(await anext(drawing), Forming)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(EngineFailed) as failed:
        async for _ in drawing:
            pass
    assert failed.value.decision is Decision.RETRY
    assert isinstance([e async for e in engine.draw(order(seed=1))][-1], Finished)


async def test_a_worker_killed_while_idle_is_not_noticed(engine: SketchEngine) -> None:
    await engine.warm()
    pid = engine._crew.processes[0]
    os.kill(pid, signal.SIGKILL)
    await _until(lambda: not _alive(pid))
    assert isinstance([e async for e in engine.draw(order(seed=1))][-1], Finished)


async def test_closing_the_iterator_stops_the_drawing_within_a_second(engine: SketchEngine) -> None:
    await engine.warm()
    drawing = engine.draw(Order("call", "a city at night, riso", Size(1536, 1024), "fine", seed=1))
    await anext(drawing)
    started = time.monotonic()
    await drawing.aclose()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 1.0
    assert isinstance([e async for e in engine.draw(order(seed=1))][-1], Finished)


async def test_a_cancelled_task_leaves_the_engine_usable(engine: SketchEngine) -> None:
    async def consume() -> None:
        async for _ in engine.draw(order(side=1024, seed=2)):
            pass
    task = asyncio.create_task(consume())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert isinstance([e async for e in engine.draw(order(seed=1))][-1], Finished)


async def test_two_orders_share_one_process(engine: SketchEngine) -> None:
    async def last(seed: int) -> Finished:
        event = [e async for e in engine.draw(order(seed=seed))][-1]
        assert isinstance(event, Finished)
        return event
    one, two = await asyncio.gather(last(1), last(2))
    assert one.picture != two.picture
    assert len(engine._crew.processes) == 1


async def test_an_idle_process_ends_by_itself() -> None:
    sketch = SketchEngine(idle=0.2)
    await sketch.warm()
    pid = sketch._crew.processes[0]
    await _until(lambda: not _alive(pid))
    assert isinstance([e async for e in sketch.draw(order(seed=1))][-1], Finished)
    await sketch.close()


async def test_broken_references_are_the_askers_to_mend(engine: SketchEngine) -> None:
    with pytest.raises(EngineFailed) as failed:
        _ = [e async for e in engine.draw(order(seed=1, references=(b"not a picture",)))]
    assert failed.value.decision is Decision.CHANGE_PROMPT
    with pytest.raises(EngineFailed, match="at most 4"):
        _ = [e async for e in engine.draw(order(references=(b"",) * 5))]


@pytest.mark.parametrize("side", [1, 5000])
async def test_sizes_out_of_reach_are_refused(engine: SketchEngine, side: int) -> None:
    with pytest.raises(EngineFailed):
        _ = [e async for e in engine.draw(order(side=side))]


def test_the_worker_ends_with_its_parent_even_when_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, cwd=ROOT, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _alive(child)
        parent.kill()
    deadline = time.monotonic() + 5
    while _alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(child)


def test_the_worker_imports_nothing_of_the_house() -> None:
    script = "import sys; import rxfeed.engines.sketch.worker; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, text=True, check=True)
    loaded = done.stdout.split()
    assert not [m for m in loaded if m.split(".")[0] in ("reflex", "sqlmodel", "sqlalchemy", "pydantic", "starlette") or m.startswith("rxfeed.domain")]


async def _until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - another process can't set an event of ours
            await asyncio.sleep(0.02)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
