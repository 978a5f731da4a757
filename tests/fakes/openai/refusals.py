"""How OpenAI says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response


class Refusal(Exception):
    """An answer with an error body."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        param: str | None = None,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})
        self.error = {"message": message, "type": kind, "param": param, "code": code, **more}


async def answered(_: Request, refusal: Exception) -> Response:
    """The error body that belongs to a refusal."""
    assert isinstance(refusal, Refusal)
    return JSONResponse({"error": refusal.error}, refusal.status, {"x-request-id": "req_fake", **refusal.headers})


def missing(param: str) -> Refusal:
    return Refusal(400, f"Missing required parameter: '{param}'.", param=param, code="missing_required_parameter")


def unknown(param: str) -> Refusal:
    return Refusal(400, f"Unknown parameter: '{param}'.", param=param, code="unknown_parameter")


def invalid(param: str, why: str) -> Refusal:
    return Refusal(400, f"Invalid value for '{param}': {why}.", param=param, code="invalid_value")
