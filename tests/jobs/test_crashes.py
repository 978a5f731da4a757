"""kill -9 at every declared status and at random: nothing is lost, nothing is paid twice, everything ends."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from rxfeed import wiring
from rxfeed.domain import ids, pictures, studio
from rxfeed.domain.house import House
from rxfeed.domain.pictures_opening import open_picture
from rxfeed.domain.remixing_modes import ParentPick
from rxfeed.domain.studio import Ask
from rxfeed.domain.studio_statuses import FINAL, UNDER_WAY, CallStatus
from rxfeed.domain.tables import Call, Generation, Picture
from rxfeed.domain.viewer import Viewer
from rxfeed.settings import Settings
from tests import making
from tests.domain.people import account
from tests.domain.test_masks import painting
from tests.fakes.openai.process import FakeOpenAI, running
from tests.jobs.worker import Worker

SIZES = {"sqlite": (200, 5, 10), "postgresql": (60, 2, 4)}
"""How many generations, kills at each status, and kills at random. The second database sees the same in less time."""
REMIXED = 5
"""Every so-many-th is a remix with a mask."""
UNPAID = (CallStatus.QUEUED, CallStatus.CLAIMED, CallStatus.MODERATING)


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeOpenAI]:
    with running(tmp_path / "tally.jsonl", "--small", "--half", "--delay", "0.03") as fake:
        yield fake


@pytest.fixture
def settings(tmp_path: Path, database_url: str, fake: FakeOpenAI) -> dict[str, Any]:
    many = {"calls_at_once": 8, "generations_at_once": 1000, "pictures_a_day": 10_000, "budget_a_day": 1_000_000_000}
    return {"data_dir": tmp_path / "data", "database_url": database_url, "openai_key": "sk-crash", "openai_base_url": fake.url, **many}


@pytest.fixture
def server(settings: dict[str, Any]) -> Iterator[House]:
    """What the people see; the work is done elsewhere."""
    house = wiring.build(Settings(**settings))
    yield house
    wiring.dismantle(house)


@pytest.fixture
def worker(settings: dict[str, Any]) -> Iterator[Worker]:
    worker = Worker(settings)
    yield worker
    worker.kill()


@pytest.mark.parametrize("status", [*UNPAID, CallStatus.CALLING, CallStatus.STORING, CallStatus.READY])
def test_work_goes_on_after_kill_9(server: House, worker: Worker, fake: FakeOpenAI, status: CallStatus) -> None:
    anna = account(server, "anna")
    asked = studio.request(server, anna, Ask("openai", "a boat under the moon"))
    call = ids.from_text(asked.variants[0].id)
    if status != CallStatus.QUEUED:
        worker.start()
    until(lambda: statuses(server)[call] == status, pause=0.005)
    worker.kill()
    hits = len(fake.hits(asked.variants[0].id))
    worker.start()
    until(lambda: statuses(server)[call] in FINAL)
    seen = studio.watch(server, anna, asked.id)
    if status == CallStatus.CALLING:
        assert seen.variants[0].status == "interrupted"
        assert seen.cost > 0
        assert len(fake.hits(asked.variants[0].id)) <= 1
        again = studio.retry(server, anna, asked.variants[0].id)
        until(lambda: statuses(server)[ids.from_text(again.variants[0].id)] in FINAL)
        seen = studio.watch(server, anna, asked.id)
        assert len(fake.hits(again.variants[0].id)) == 1
    else:
        assert len(fake.hits(asked.variants[0].id)) == 1
        assert hits == (status not in UNPAID)
    assert seen.status == "ready"


def test_bytes_that_came_before_it_was_written_are_stored(server: House, worker: Worker, fake: FakeOpenAI) -> None:
    anna = account(server, "anna")
    asked = studio.request(server, anna, Ask("openai", "a boat under the moon"))
    call = ids.from_text(asked.variants[0].id)
    worker.last_object = "arrived/"
    worker.start()
    worker.wait()
    assert statuses(server)[call] == CallStatus.CALLING
    worker.last_object = ""
    worker.start()
    until(lambda: statuses(server)[call] in FINAL)
    assert studio.watch(server, anna, asked.id).status == "ready"
    check_books(server, fake)


def test_hundreds_of_generations_under_kills(server: House, worker: Worker, fake: FakeOpenAI, database_url: str) -> None:
    generations, each, at_random = SIZES[database_url.partition(":")[0].partition("+")[0]]
    people = [account(server, f"person{number}") for number in range(20)]
    parent = making.post(server, account(server, "mara")).card.id
    wishes = [ask(server, people[number % 20], number, parent) for number in range(generations)]
    begun = [studio.request(server, people[number % 20], wish) for number, wish in enumerate(wishes)]
    asked = {view.id: people[number % 20] for number, view in enumerate(begun)}
    killed = keep_killing(server, worker, each, at_random)
    worker.start()
    until(lambda: not set(statuses(server).values()) & UNDER_WAY, seconds=300, pause=0.1)
    check_books(server, fake)
    assert all(killed[status] >= each for status in UNDER_WAY)

    calls = rows(server)
    assert len({call.generation_id for call in calls}) == generations
    assert {call.status for call in calls} <= {CallStatus.READY, CallStatus.INTERRUPTED}
    interrupted = [ids.to_text(call.id) for call in calls if call.status == CallStatus.INTERRUPTED]
    assert interrupted
    retry_all(server, asked)
    until(lambda: not set(statuses(server).values()) & UNDER_WAY, seconds=300, pause=0.1)
    ended = [studio.watch(server, viewer, generation) for generation, viewer in asked.items()]
    assert {view.status for view in ended} == {"ready"}
    assert [(view.sources, view.mask) for view in ended] == [(view.sources, view.mask) for view in begun]
    check_books(server, fake)
    ways = Counter(line["path"].rpartition("/")[2] for line in fake.tally() if "images" in line["path"])
    assert ways["edits"] >= generations // REMIXED


def test_two_workers_share_one_queue(server: House, settings: dict[str, Any], fake: FakeOpenAI) -> None:
    people = [account(server, f"person{number}") for number in range(4)]
    asked = [studio.request(server, people[number % 4], Ask("openai", f"boat {number}")) for number in range(16)]
    workers = [Worker(settings), Worker(settings)]
    seen: set[str] = set()

    def all_ended() -> bool:
        calls = rows(server)
        seen.update(call.runner for call in calls if call.runner)
        return {call.status for call in calls} <= FINAL

    try:
        for worker in workers:
            worker.start()
        until(all_ended, seconds=120)
    finally:
        for worker in workers:
            worker.kill()
    assert len(seen) == 2
    assert {call.error for call in rows(server)} == {""}
    assert all(len(fake.hits(generation.variants[0].id)) == 1 for generation in asked)
    check_books(server, fake)


def ask(server: House, viewer: Viewer, number: int, parent: str) -> Ask:
    """A picture, or now and then a part of the parent's made anew."""
    if number % REMIXED:
        return Ask("openai", f"boat {number}")
    mask = pictures.take(server, viewer, painting(size=(96, 64), box=(0, 0, 48, 64)), "mask").id
    return Ask("openai", f"boat {number}", shape="3:2", mode="mask", parents=(ParentPick(parent),), mask=mask)


def keep_killing(server: House, worker: Worker, each: int, at_random: int) -> Counter[str]:
    """Kill at each status in turn, as soon as some call shows it, and now and then at random, as long as there is work."""
    chance = random.Random(7)
    plan = [*([*sorted(UNDER_WAY)] * each), *["at random"] * at_random]
    chance.shuffle(plan)
    killed: Counter[str] = Counter()
    for moment in plan:
        worker.start()
        if moment == "at random":
            time.sleep(chance.uniform(0.05, 1.0))
        else:
            until_some_call_is(server, moment)
        worker.kill()
        killed[moment] += 1
    return killed


def until_some_call_is(server: House, status: str) -> None:
    """And the worker has come up, for what is queued was so before."""

    def is_so() -> bool:
        with server.database.reading() as session:
            calls = session.exec(select(Call.status, Call.runner).where(col(Call.status).in_(UNDER_WAY))).all()
        return any(runner for _, runner in calls) and any(have == status for have, _ in calls)

    until(is_so)


def check_books(server: House, fake: FakeOpenAI) -> None:
    """At most one hit a call, and every hit is accounted for; what is ready is there to be seen."""
    hits = Counter(line["call"] for line in fake.tally())
    assert max(hits.values()) == 1
    calls = {ids.to_text(call.id): call for call in rows(server)}
    assert set(hits) <= set(calls)
    assert all(calls[text].cost > 0 for text in hits)
    assert all(call.status in FINAL for call in calls.values())
    assert {text for text, call in calls.items() if call.status == CallStatus.READY} <= set(hits)
    with server.database.reading() as session:
        kept = set(session.exec(select(Picture.id).where(Picture.kind == "variant", col(Picture.post_id).is_(None))))
    ready = [call for call in calls.values() if call.status == CallStatus.READY]
    assert {call.picture_id for call in ready} == kept
    for call in ready[::20]:
        assert open_picture(server.objects.get(pictures.original_key(call.picture_id or 0)), 1 << 26).pixels.height == 512


def retry_all(server: House, asked: dict[str, Viewer]) -> None:
    for generation, viewer in asked.items():
        for variant in studio.watch(server, viewer, generation).variants:
            if variant.can_retry:
                studio.retry(server, viewer, variant.id)


def rows(server: House) -> list[Call]:
    with server.database.reading() as session:
        return list(session.exec(select(Call).join(Generation, col(Generation.id) == Call.generation_id).where(Generation.engine == "openai")))


def statuses(server: House) -> dict[int, str]:
    with server.database.reading() as session:
        return dict(session.exec(select(Call.id, Call.status)).all())


def until(good: Callable[[], bool], seconds: float = 90, pause: float = 0.02) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + seconds
    while not good():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(pause)
