"""Who may ask."""

from __future__ import annotations

from starlette.requests import Request

from tests.fakes.openai.refusals import Refusal

_REFUSALS = {
    "sk-wrong": Refusal(401, "Incorrect API key provided: sk-wrong.", code="invalid_api_key"),
    "sk-unverified": Refusal(403, "Your organization must be verified to use this model."),
}
_PAID_REFUSALS = {
    "sk-poor": Refusal(429, "You exceeded your current quota.", kind="insufficient_quota", code="insufficient_quota"),
    "sk-limited": Refusal(429, "Rate limit reached.", kind="requests", code="rate_limit_exceeded", headers={"retry-after": "7"}),
}


def check_key(request: Request, *, paid: bool) -> None:
    """Raise a `Refusal` for a key that may not ask this."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme != "Bearer" or not key.startswith("sk-"):
        raise Refusal(401, "You didn't provide an API key.", code="invalid_api_key")
    refusals = _REFUSALS | _PAID_REFUSALS if paid else _REFUSALS
    if key in refusals:
        raise refusals[key]
