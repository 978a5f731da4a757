"""What goes wrong on demand: `fault:name` or `fault:name:detail` in a prompt.

Before the answer: 400, 403, 429, 500, 503 (detail: seconds of retry-after), quota, blocked, blockedoutput, redirect, garbage,
    mute (never answers), slow (detail: seconds).
In the answer: notpicture, truncated, wrongsize, flagged, nousage, url (detail: the address), heavy (a real weight even from a fake that
    draws small).
In a stream: pace (detail: seconds between events), half, stall, stallfirst, errorevent, blockedlate, garbageevent, json (one body in
    place of a stream).
To the moderation: moderation (detail: a status, or mute).
Servers of other kinds: asurl (tell the picture by address).
"""

from __future__ import annotations

import asyncio
import re

from starlette.responses import HTMLResponse, RedirectResponse, Response

from tests.fakes.openai.refusals import Refusal

_FAULT = re.compile(r"fault:([a-z0-9]+)(?::(\S+))?")
LONG = 3600.0
"""Seconds; longer than any test waits."""


def faults_in(prompt: str) -> dict[str, str]:
    """Names of faults and their details."""
    return {name: detail or "" for name, detail in _FAULT.findall(prompt)}


async def before_answer(faults: dict[str, str]) -> Response | None:
    """Wait, refuse or answer nonsense; nothing where the request shall go on."""
    if "slow" in faults:
        await asyncio.sleep(float(faults["slow"] or 2))
    if "mute" in faults:
        await asyncio.sleep(LONG)
    for name, detail in faults.items():
        if name in _REFUSALS:
            raise _refusal(name, detail)
    if "garbage" in faults:
        return HTMLResponse("<html><body>It works!</body></html>")
    return RedirectResponse("http://127.0.0.1:9/elsewhere", 307) if "redirect" in faults else None


def _refusal(name: str, detail: str) -> Refusal:
    status, message, kind, code, more = _REFUSALS[name]
    return Refusal(status, message, kind=kind, code=code, headers={"retry-after": detail} if detail else {}, **more)


SAFETY = "Your request was rejected by the safety system."
_REFUSALS: dict[str, tuple[int, str, str, str | None, dict[str, object]]] = {
    "400": (400, "Something is wrong with this request.", "invalid_request_error", None, {}),
    "403": (403, "You are not allowed to do this.", "invalid_request_error", None, {}),
    "429": (429, "Rate limit reached for images per minute.", "requests", "rate_limit_exceeded", {}),
    "500": (500, "The server had an error while processing your request.", "server_error", None, {}),
    "503": (503, "The engine is currently overloaded.", "server_error", None, {}),
    "quota": (400, "Billing hard limit has been reached.", "billing_limit_user_error", "billing_hard_limit_reached", {}),
    "blocked": (
        400, SAFETY, "image_generation_user_error", "moderation_blocked",
        {"moderation_details": {"moderation_stage": "input", "categories": ["violence"]}},
    ),
    "blockedoutput": (
        400, SAFETY, "image_generation_user_error", "moderation_blocked",
        {"moderation_details": {"moderation_stage": "output", "categories": ["sexual"]}},
    ),
}
