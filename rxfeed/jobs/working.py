"""All the work of a server that is not the answer to a request: generations, chores, and keys that change. In the serving process, or in one of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

from rxfeed import wiring
from rxfeed.domain import (
    accounts,
    accounts_privacy,
    attempts,
    credentials,
    feeds_inbox,
    feeds_runs,
    gallery,
    handles_held,
    lineage_likeness,
    mutes,
    notices,
    numbers,
    orders,
    passkeys,
    pictures_sweep,
    safety,
    search_index,
    sessions,
    similar_looking,
    studio_leases,
    visits,
)
from rxfeed.domain.house import House
from rxfeed.jobs.key_news import following_key
from rxfeed.jobs.runner import Runner
from rxfeed.jobs.sweeps import DAY, MINUTE, SECOND, Chore, keeping_house
from rxfeed.settings import Settings

CHORES = (
    Chore(gallery.publish_due, SECOND),
    Chore(gallery.purge, MINUTE),
    Chore(accounts.carry_out_deletions, MINUTE),
    Chore(accounts_privacy.settle_copies, SECOND),
    Chore(sessions.forget_ended, MINUTE),
    Chore(attempts.forget_old, MINUTE),
    Chore(safety.end_suspensions, MINUTE),
    Chore(passkeys.forget_open, MINUTE),
    Chore(handles_held.forget_left, MINUTE),
    Chore(mutes.tidy, MINUTE),
    Chore(feeds_inbox.settle_large, MINUTE),
    Chore(feeds_runs.count, feeds_runs.EVERY.total_seconds()),
    Chore(feeds_inbox.tidy, DAY),
    Chore(notices.forget_old, MINUTE),
    Chore(numbers.forget_days, MINUTE),
    Chore(search_index.index_due, SECOND),
    Chore(credentials.sign_due, SECOND),
    Chore(lineage_likeness.measure, SECOND),
    Chore(similar_looking.look_due, SECOND),
    Chore(orders.tidy, MINUTE),
    Chore(visits.forget_old, DAY),
    Chore(credentials.notice_new_certificate, DAY),
    Chore(pictures_sweep.sweep, DAY),
    Chore(safety.sweep_exhibits, DAY),
    Chore(studio_leases.tidy, DAY),
)


@asynccontextmanager
async def house_at_work(settings: Settings, *, jobs: bool) -> AsyncIterator[House]:
    """The process's own House while the block lasts; with `jobs` it makes pictures and does the chores meanwhile. Its engines end with it."""
    house = wiring.open_house(settings)
    try:
        async with AsyncExitStack() as stack:
            if jobs:
                patience = timedelta(minutes=settings.check_minutes)
                await stack.enter_async_context(Runner(house, settings.data_dir, quiet=settings.engine_silence, patience=patience))
                await stack.enter_async_context(keeping_house(house, CHORES))
            await stack.enter_async_context(following_key(house))
            yield house
    finally:
        for engine in house.engines.values():
            await engine.close()
        wiring.close_house()
