"""The whole way with the OpenAI engine against a server that misbehaves: each fault has its end and its sentence, and nothing is asked for twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rxfeed import wiring
from rxfeed.domain import studio
from rxfeed.domain.generation_views import VariantView
from rxfeed.domain.house import House
from rxfeed.domain.studio import Ask
from rxfeed.jobs.runner import Runner
from rxfeed.settings import Settings
from tests.domain.people import account
from tests.fakes.openai.process import FakeOpenAI, running

ENDS = {
    "a boat": ("ready", "", 1),
    "a boat fault:429:7": ("failed", "retry_later", 1),
    "a boat fault:500": ("failed", "retry", 1),
    "a boat fault:503:30": ("failed", "retry_later", 1),
    "a boat fault:quota": ("failed", "tell_admin", 1),
    "a boat fault:garbage": ("failed", "tell_admin", 1),
    "a boat fault:half": ("failed", "retry", 1),
    "a boat fault:stall": ("failed", "retry_later", 1),
    "a boat fault:mute": ("failed", "retry_later", 1),
    "a boat fault:blocked": ("refused", "change_prompt", 1),
    "a boat fault:blockedlate": ("refused", "change_prompt", 1),
    "a boat fault:flagged": ("refused", "change_prompt", 1),
    "a boat fault:notpicture": ("failed", "tell_admin", 1),
}
"""Status, decision, and picture requests that reached the server."""


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeOpenAI]:
    with running(tmp_path_factory.mktemp("fake") / "tally.jsonl", "--small") as fake:
        yield fake


def with_openai(house: House, fake: FakeOpenAI, key: str) -> House:
    """The House with that engine, and room for all that is asked here."""
    settings = Settings(openai_base_url=fake.url)
    house.engines.replace("openai", *wiring.openai(settings, key))
    return replace(house, limits=replace(house.limits, generations_at_once=99, calls_at_once=20, pictures_a_day=99))


async def all_ended(house: House, asked: dict[str, str], fake: FakeOpenAI, folder: Path) -> dict[str, VariantView]:
    """Carry out generations (`asked`: ids by prompt of one viewer's) until each has ended; their only variants by prompt."""
    viewer = account(house, "anna")
    asked |= {prompt: (await house.run(studio.request, viewer, Ask("openai", prompt))).id for prompt in asked}
    changed = asyncio.Event()
    stop = house.news.listen("generation", lambda _: changed.set())
    async with Runner(house, folder, quiet=4), asyncio.timeout(60):
        while True:
            changed.clear()
            seen = {prompt: await house.run(studio.watch, viewer, generation) for prompt, generation in asked.items()}
            if all(view.status not in ("queued", "running") for view in seen.values()):
                break
            await changed.wait()
    stop()
    return {prompt: view.variants[0] for prompt, view in seen.items()}


async def test_every_fault_has_its_end_and_nothing_is_asked_for_twice(house: House, fake: FakeOpenAI, tmp_path: Path) -> None:
    house = with_openai(house, fake, "sk-good")
    seen = await all_ended(house, dict.fromkeys(ENDS, ""), fake, tmp_path)
    hits = Counter(line["call"] for line in fake.tally())
    assert {prompt: (variant.status, variant.decision, hits[variant.id]) for prompt, variant in seen.items()} == ENDS
    assert all(bool(variant.error) is (variant.status != "ready") for variant in seen.values())
    assert seen["a boat fault:429:7"].cost == 0
    assert seen["a boat fault:429:7"].retry_at
    assert all(seen[f"a boat fault:{name}"].cost > 0 for name in ("half", "stall", "mute", "flagged", "notpicture"))


@pytest.mark.parametrize("key", ["sk-wrong", "sk-unverified", "sk-poor"])
async def test_a_bad_key_is_for_the_admin(house: House, fake: FakeOpenAI, tmp_path: Path, key: str) -> None:
    house = with_openai(house, fake, key)
    seen = (await all_ended(house, {"a boat": ""}, fake, tmp_path))["a boat"]
    assert (seen.status, seen.decision, seen.cost) == ("failed", "tell_admin", 0)
    assert "admin" in seen.error
