"""A server's refusals and accidents, each as the sentence its reader can act on.

`cost` follows one rule: money may have been spent when the request went out and no definite refusal (a status of 3xx or 4xx) came back.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from rxfeed.domain.errors import Decision, EngineFailed
from rxfeed.engines.openai_pictures import NotAPicture
from rxfeed.engines.openai_sdk import sdk_ready
from rxfeed.engines.openai_sentences import (
    BUSY,
    GARBAGE,
    KEY_REFUSED,
    LOST,
    MODEL_UNKNOWN,
    NO_MONEY,
    NO_PERMISSION,
    NOT_A_PICTURE,
    NOT_ALLOWED,
    PROMPT_REFUSED,
    REDIRECTED,
    REFERENCE_REFUSED,
    REQUEST_REFUSED,
    RESULT_NOT_ALLOWED,
    ROUTE_UNKNOWN,
    SERVER_ERROR,
    SETTING_REFUSED,
    SILENT,
    TOO_MANY,
    UNREACHABLE,
)

log = logging.getLogger(__name__)

LONGEST_WAIT = 24 * 3600.0
"""Seconds; a server that asks for more is not believed."""

_MONEY_CODES = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "access_terminated"}
_SAFETY_CODES = {"moderation_blocked", "content_policy_violation", "content_filter", "content_moderation"}
_PICTURE_PARAMS = ("image", "mask")


@asynccontextmanager
async def sayable(*, model: str, estimate: int) -> AsyncIterator[None]:
    """Raise `EngineFailed` for whatever the SDK raises inside; a cancellation passes untouched. `estimate` in micro-dollars."""
    await sdk_ready()
    import httpx2
    import openai

    try:
        yield
    except EngineFailed:
        raise
    except openai.APIStatusError as error:
        _note(error)
        raise _by_status(error, model, estimate) from error
    except openai.APITimeoutError as error:
        raise _failed(SILENT, Decision.RETRY_LATER, 0 if _never_sent(error) else estimate) from error
    except openai.APIConnectionError as error:
        unsent = _never_sent(error)
        raise _failed(UNREACHABLE if unsent else LOST, Decision.RETRY_LATER if unsent else Decision.RETRY, 0 if unsent else estimate) from error
    except TimeoutError as error:
        raise _failed(SILENT, Decision.RETRY_LATER, estimate) from error
    except httpx2.HTTPError as error:
        raise _failed(LOST, Decision.RETRY, estimate) from error
    except NotAPicture as error:
        raise _failed(NOT_A_PICTURE, Decision.TELL_ADMIN, estimate) from error
    except (ValueError, TypeError, LookupError, AttributeError, openai.OpenAIError) as error:
        log.warning("the picture server's answer can't be read", exc_info=error)
        raise _failed(GARBAGE, Decision.TELL_ADMIN, estimate) from error


@contextmanager
def told_in_stream(*, model: str, estimate: int, partials: int) -> Iterator[None]:
    """Raise `EngineFailed` for an error that a server tells in the middle of a stream, after `partials` forming pictures."""
    import openai

    try:
        yield
    except (openai.APIStatusError, openai.APIConnectionError):
        raise
    except openai.APIError as error:
        _note(error)
        body = error.body if isinstance(error.body, Mapping) else {}
        raise from_event(body, model=model, estimate=estimate, partials=partials) from error


def from_event(body: Mapping[str, Any], *, model: str, estimate: int, partials: int) -> EngineFailed:
    """What was refused before the first forming picture costs nothing."""
    known = _by_code(body, model)
    if known is None:
        return _failed(SERVER_ERROR, Decision.RETRY, estimate)
    known.cost = estimate if partials else 0
    return known


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds that a server asks to wait; 0 where it does not say."""
    with_unit = ((headers.get("retry-after-ms"), 1000.0), (headers.get("retry-after"), 1.0))
    for value, unit in with_unit:
        seconds = _seconds(value, unit)
        if seconds is not None:
            return min(max(seconds, 0.0), LONGEST_WAIT)
    return 0.0


def _by_status(error: Any, model: str, estimate: int) -> EngineFailed:
    body = error.body if isinstance(error.body, Mapping) else {}
    status = int(error.status_code)
    wait = retry_after(error.response.headers)
    known = _by_code(body, model)
    if known is not None and status < 500:
        return known
    if status >= 500:
        overloaded = status in (502, 503, 504, 529)
        return _failed(BUSY if overloaded else SERVER_ERROR, Decision.RETRY_LATER if overloaded or wait else Decision.RETRY, estimate, wait)
    if 300 <= status < 400:
        return _failed(REDIRECTED, Decision.TELL_ADMIN, 0)
    if status in (400, 422):
        return _by_param(error.param, model)
    return _by_class(status, wait)


def _by_class(status: int, wait: float) -> EngineFailed:
    sentences = {
        401: (KEY_REFUSED, Decision.TELL_ADMIN),
        402: (NO_MONEY, Decision.TELL_ADMIN),
        403: (NO_PERMISSION, Decision.TELL_ADMIN),
        404: (ROUTE_UNKNOWN, Decision.TELL_ADMIN),
        405: (ROUTE_UNKNOWN, Decision.TELL_ADMIN),
        408: (BUSY, Decision.RETRY_LATER),
        409: (BUSY, Decision.RETRY_LATER),
        413: (REFERENCE_REFUSED, Decision.CHANGE_PROMPT),
        429: (TOO_MANY, Decision.RETRY_LATER),
        451: (NOT_ALLOWED, Decision.CHANGE_PROMPT),
    }
    sentence, decision = sentences.get(status, (REQUEST_REFUSED, Decision.TELL_ADMIN))
    return _failed(sentence, decision, 0, wait)


def _by_code(body: Mapping[str, Any], model: str) -> EngineFailed | None:
    """A refusal that names itself, whatever its status."""
    code, kind = str(body.get("code") or ""), str(body.get("type") or "")
    if code in _SAFETY_CODES:
        details = body.get("moderation_details")
        after = isinstance(details, Mapping) and details.get("moderation_stage") == "output"
        return _failed(RESULT_NOT_ALLOWED if after else NOT_ALLOWED, Decision.CHANGE_PROMPT, 0)
    if code in _MONEY_CODES or kind in _MONEY_CODES:
        return _failed(NO_MONEY, Decision.TELL_ADMIN, 0)
    if code == "model_not_found":
        return _failed(MODEL_UNKNOWN, Decision.TELL_ADMIN, 0, model=model)
    if code == "invalid_api_key":
        return _failed(KEY_REFUSED, Decision.TELL_ADMIN, 0)
    if kind == "image_generation_user_error":
        return _failed(PROMPT_REFUSED, Decision.CHANGE_PROMPT, 0)
    return None


def _by_param(param: object, model: str) -> EngineFailed:
    name = re.sub(r"[^a-z0-9_.\[\]]", "", str(param or "").lower())[:40]
    if name == "model":
        return _failed(MODEL_UNKNOWN, Decision.TELL_ADMIN, 0, model=model)
    if name == "prompt":
        return _failed(PROMPT_REFUSED, Decision.CHANGE_PROMPT, 0)
    if name.startswith(_PICTURE_PARAMS):
        return _failed(REFERENCE_REFUSED, Decision.CHANGE_PROMPT, 0)
    if name:
        return _failed(SETTING_REFUSED, Decision.TELL_ADMIN, 0, setting=name)
    return _failed(REQUEST_REFUSED, Decision.TELL_ADMIN, 0)


def _never_sent(error: BaseException) -> bool:
    """Whether the connection never came about, so that the server can't have worked."""
    import ssl

    import httpx2

    return isinstance(error.__cause__, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol, ssl.SSLError))


def _seconds(value: str | None, unit: float) -> float | None:
    if not value:
        return None
    try:
        seconds = float(value) / unit
        return seconds if math.isfinite(seconds) else None
    except ValueError:
        pass
    try:
        return (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError):
        return None


def _failed(sentence: str, decision: Decision, cost: int, wait: float = 0.0, **values: object) -> EngineFailed:
    return EngineFailed(sentence, decision=decision, retry_after=wait, cost=cost, **values)


def _note(error: Any) -> None:
    """For the admin's log: what names the accident, never a prompt or a key."""
    status, request = getattr(error, "status_code", "stream"), getattr(error, "request_id", None)
    log.warning("the picture server refused: status %s, code %s, type %s, parameter %s, request %s", status, error.code, error.type, error.param, request)
