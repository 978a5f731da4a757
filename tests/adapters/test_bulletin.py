"""Announcements: within a process, and between processes through a real Redis."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import redis

from rxfeed.adapters.bulletin import LocalBulletin
from rxfeed.adapters.redis_bulletin import CHANNEL, RedisBulletin
from tests.stores import redis_server


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    with redis_server(tmp_path) as url:
        yield url


async def _heard(bulletin: LocalBulletin | RedisBulletin, topic: str) -> asyncio.Queue[Mapping[str, object]]:
    heard: asyncio.Queue[Mapping[str, object]] = asyncio.Queue()
    bulletin.listen(topic, heard.put_nowait)
    return heard


async def test_a_listener_hears_its_topic_from_any_thread() -> None:
    bulletin = LocalBulletin()
    heard = await _heard(bulletin, "published")
    await asyncio.to_thread(bulletin.announce, "other", {"n": 1})
    await asyncio.to_thread(bulletin.announce, "published", {"n": 2})
    assert await asyncio.wait_for(heard.get(), 5) == {"n": 2}
    assert heard.empty()


async def test_who_has_stopped_hears_nothing_more() -> None:
    bulletin = LocalBulletin()
    heard: list[Mapping[str, object]] = []
    stop = bulletin.listen("published", heard.append)
    stop()
    bulletin.announce("published", {"n": 1})
    await asyncio.sleep(0)
    assert heard == []


def test_a_closed_loop_is_nobodys_problem() -> None:
    bulletin = LocalBulletin()

    async def listen() -> None:
        bulletin.listen("published", lambda _: None)

    asyncio.run(listen())
    bulletin.announce("published", {"n": 1})


async def test_processes_hear_each_other_once(redis_url: str) -> None:
    here, there = RedisBulletin(redis_url), RedisBulletin(redis_url)
    own, others = await _heard(here, "published"), await _heard(there, "published")
    while redis.Redis.from_url(redis_url).pubsub_numsub(CHANNEL)[0][1] < 2:  # noqa: ASYNC110  (Redis tells nobody who subscribes)
        await asyncio.sleep(0.02)
    here.announce("published", {"n": 1})
    assert await asyncio.wait_for(others.get(), 5) == {"n": 1}
    there.announce("published", {"n": 2})
    assert [await asyncio.wait_for(own.get(), 5) for _ in range(2)] == [{"n": 1}, {"n": 2}]
    assert own.empty()
    await asyncio.to_thread(here.close)
    await asyncio.to_thread(there.close)


async def test_without_its_server_a_process_still_hears_itself() -> None:
    bulletin = RedisBulletin("unix:///nowhere/redis.sock")
    heard = await _heard(bulletin, "published")
    bulletin.announce("published", {"n": 1})
    assert await asyncio.wait_for(heard.get(), 5) == {"n": 1}
    await asyncio.to_thread(bulletin.close)
