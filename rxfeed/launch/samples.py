"""Hangs the sample pictures into an empty server: drawn by the built-in engine, kept and published like anybody's."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta

from rxfeed.domain import accounts, circle, collections_samples, feeds_runs, ids, marks, pictures, samples
from rxfeed.domain.house import House
from rxfeed.domain.pictures import original_key
from rxfeed.domain.ports_engines import Finished, ImageEngine, Order
from rxfeed.domain.samples import SamplePost
from rxfeed.domain.viewer import Viewer
from rxfeed.engines.sketch.samples import CREATORS, SAMPLES, Sample
from rxfeed.launch.samples_family import FAMILY, Member
from rxfeed.launch.samples_talk import chat

QUALITY = "standard"
AT_ONCE = 2
"""As many as the engine has processes."""
CONSENTS = {
    "juno": ("CC-BY-4.0", "anyone", False),
    "tariq": ("CC-BY-NC-4.0", "anyone", False),
    "ines": ("CC-BY-SA-4.0", "anyone", False),
    "mara": ("LicenseRef-All-Rights-Reserved", "nobody", False),
    "kofi": ("CC0-1.0", "anyone", True),
    "lena": ("CC-BY-4.0", "ask", False),
}
"""Licence, remix and training by author: every answer is there once."""

FOLLOWS = {
    "juno": ("tariq", "mara", "lena"), "tariq": ("juno", "kofi"), "ines": ("juno", "mara", "lena"),
    "mara": ("juno", "ines"), "kofi": ("tariq", "juno"), "lena": ("ines", "juno"),
}  # fmt: skip
"""Who looks at whose pictures."""
REPOSTER, REPOSTED = "juno", "Harbour, first frost"
"""Whoever follows her finds in Following what she has reposted."""


async def hang(house: House, chosen: Sequence[Sample] = SAMPLES) -> int:
    """Draw the samples and publish them; how many. Two are drawn at a time, so that a small machine keeps breathing."""
    numbers = await house.run(samples.settle, CREATORS)
    gate = asyncio.Semaphore(AT_ONCE)
    now = house.clock.now()

    async def one(place: int, sample: Sample) -> int:
        async with gate:
            drawn = await _draw(house.engines["sketch"], sample)
            post = _post(sample, now - _ago(place))
            number = await house.run(_publish, numbers[sample.creator], post, drawn, place < len(CREATORS))
            await house.run(_like, [who for handle, who in numbers.items() if handle != sample.creator][: place * 5 % 7], ids.to_text(number))
            await house.run(chat, numbers, ids.to_text(number), sample.caption, post.at)
            return 1

    for who, whom in ((who, whom) for who, those in FOLLOWS.items() for whom in those if {who, whom} <= numbers.keys()):
        await house.run(circle.follow, Viewer(account_id=numbers[who]), whom)
    hung = [one(place, sample) for place, sample in enumerate(_mixed(chosen)) if sample.creator in numbers]
    count = sum(await asyncio.gather(*hung)) + await _remix(house, numbers)
    await house.run(_repost, numbers)
    await house.run(collections_samples.put_together, numbers)
    await house.run(feeds_runs.count)
    return count


async def _remix(house: House, numbers: Mapping[str, int], family: Sequence[Member] = FAMILY) -> int:
    """One after the other, each of what is there then; where a parent isn't, its remixes aren't either. How many there are."""
    count, hung, now = 0, await house.run(samples.hung), house.clock.now()
    for member in family:
        parents = [hung[caption] for caption in member.parents if caption in hung]
        if len(parents) < len(member.parents) or member.sample.creator not in numbers:
            continue
        shown = [house.objects.get(original_key(picture_id)) for _, picture_id in parents] if member.mode != "prompt" else []
        drawn = await _draw(house.engines["sketch"], member.sample, tuple(shown))
        taken = tuple(post_id for post_id, _ in parents)
        post = replace(_post(member.sample, now - member.ago), licence=member.licence, parents=taken, mode=member.mode)
        await house.run(_publish, numbers[member.sample.creator], post, drawn, is_first=False)
        count, hung = count + 1, await house.run(samples.hung)
    return count


def _publish(house: House, account_id: int, post: SamplePost, drawn: Finished, is_first: bool) -> int:
    number = samples.hang(house, account_id, post, pictures.keep(house, drawn.picture))
    if is_first:
        author = Viewer(account_id=account_id)
        accounts.wear(house, author, pictures.take(house, author, drawn.picture, "avatar").id)
    return number


def _like(house: House, those: Sequence[int], post_id: str) -> None:
    for account_id in those:
        marks.like(house, Viewer(account_id=account_id), post_id, on=True)


def _repost(house: House, numbers: Mapping[str, int]) -> None:
    """So that it comes to those who follow them and not its author."""
    for caption, (post_id, _) in samples.hung(house).items():
        if caption == REPOSTED and REPOSTER in numbers:
            marks.repost(house, Viewer(account_id=numbers[REPOSTER]), ids.to_text(post_id), on=True)


async def _draw(engine: ImageEngine, sample: Sample, shown: tuple[bytes, ...] = ()) -> Finished:
    order = Order("", sample.prompt, engine.abilities().sizes[sample.shape], QUALITY, sample.seed, references=shown)
    async with aclosing(engine.draw(order)) as stages:  # type: ignore[type-var]
        async for stage in stages:
            if isinstance(stage, Finished):
                return stage
    raise AssertionError("an engine ends with a finished picture or an error")


def _post(sample: Sample, at: datetime) -> SamplePost:
    licence, remix, training = CONSENTS[sample.creator]
    return SamplePost(
        prompt=sample.prompt, shape=sample.shape, quality=QUALITY, seed=sample.seed, caption=sample.caption, alt=sample.alt,
        tags=sample.tags, licence=licence, remix=remix, training=training, at=at,
    )  # fmt: skip


def _mixed(chosen: Sequence[Sample]) -> list[Sample]:
    """Authors take turns, so that a feed of samples looks like one of people."""
    turns: dict[str, int] = {}
    placed: list[tuple[int, int, Sample]] = []
    for sample in chosen:
        turns[sample.creator] = turns.get(sample.creator, 0) + 1
        placed.append((turns[sample.creator], len(placed), sample))
    return [sample for _, _, sample in sorted(placed, key=lambda entry: entry[:2])]


def _ago(place: int) -> timedelta:
    """The newest some minutes ago, the last one four days."""
    return timedelta(minutes=4 + 11 * place + 4 * place**2)
