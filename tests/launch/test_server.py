"""The server ends when it is asked to, whatever is still under way for the pages that are open."""

from __future__ import annotations

import subprocess
import sys

STUBBORN = """
import asyncio
from rxfeed.launch.server import finished

async def stay():
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            pass

async def work():
    asyncio.get_running_loop().stubborn = asyncio.create_task(stay())
    await asyncio.sleep(0)
    return "done"

print(finished(work()), flush=True)
import os; os._exit(0)
"""


def test_a_task_that_forgets_its_cancellation_does_not_keep_the_server_alive() -> None:
    ended = subprocess.run([sys.executable, "-c", STUBBORN], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (0, "done\n"), ended.stderr
