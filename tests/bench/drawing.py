"""The composer through its socket, without a browser."""

from __future__ import annotations

import asyncio

from rxfeed.ui.composer.asking import Asking
from rxfeed.ui.composer.forming import Forming
from tests.bench.sockets import Client

SOW = f"{Asking.get_full_name()}.sow"
"""The smallest event of the composer: one var is set."""
CHOOSE = f"{Asking.get_full_name()}.choose"
GENERATE = f"{Forming.get_full_name()}.generate"
FINAL = ("ready", "failed", "partly_ready", "cancelled")
ROOMY = {"pictures_a_day": 100_000, "guest_pictures_a_day": 100_000, "generations_at_once": 50}


async def composer(port: int, number: int) -> Client:
    return await Client.open(port, "/create", f"rxfeed_session={'x' * 40}{number:03}")


async def generate(tab: Client, pictures: int) -> None:
    tab.fire(CHOOSE, what="variants", value=str(pictures))
    tab.fire(GENERATE, prompt="a boat under the moon between mountains, paper cut")


async def until_final(tab: Client) -> None:
    async with asyncio.timeout(120):
        while True:
            message = await tab.hear(b'"generation_rx_state_":')
            if any(f'"status":"{status}","engine"'.encode() in message for status in FINAL):
                return
