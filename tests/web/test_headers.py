from __future__ import annotations

import base64
import hashlib

import pytest
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.testclient import TestClient

from rxfeed.web.headers import ALWAYS, NOTHING, SafeHeaders, page_policy


def answered(response: Response, url: str = "http://rxfeed.test/") -> dict[str, str]:
    return dict(TestClient(SafeHeaders(response)).get(url).headers)


@pytest.mark.parametrize("response", [HTMLResponse("<p>"), JSONResponse({}), Response(status_code=404)])
def test_every_answer_has_them(response: Response) -> None:
    assert ALWAYS.items() <= answered(response).items()


def test_only_pages_may_load_anything() -> None:
    assert answered(JSONResponse({}))["content-security-policy"] == NOTHING
    assert "script-src 'self';" in answered(HTMLResponse("<p>"))["content-security-policy"]


def test_an_answer_may_be_stricter_itself() -> None:
    own = HTMLResponse("<p>", headers={"content-security-policy": "default-src 'none'", "referrer-policy": "no-referrer"})
    assert answered(own)["content-security-policy"] == "default-src 'none'"
    assert answered(own)["referrer-policy"] == "no-referrer"


def test_tls_is_kept_where_there_is_some() -> None:
    assert "strict-transport-security" not in answered(JSONResponse({}))
    assert "strict-transport-security" in answered(JSONResponse({}), "https://rxfeed.test/")


def test_a_page_names_its_own_scripts() -> None:
    code = "let a = 1;\nlet b = '</p>';"
    policy = page_policy(f'<script src="/a.js"></script><script type="application/json">{{}}</script><script>{code}</script><script async="">{code}</script>')
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
