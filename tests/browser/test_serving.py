from __future__ import annotations

import http.client
import json
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from tests.browser.conftest import OpenPage, StartServer
from tests.browser.serving import SERVE, Serving, free_port


def answer(url: str, **headers: str) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as found:
            return found.status, {name.lower(): value for name, value in found.headers.items()}
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}


def test_the_pages_use_the_address_they_came_from(open_page: OpenPage, server: Serving) -> None:
    for host in ("localhost", "127.0.0.1"):
        page = open_page(server, quietly=False)
        with page.expect_event("websocket") as opened:
            page.goto(f"http://{host}:{server.port}/")
        page.wait_for_load_state("networkidle")
        assert opened.value.url.startswith(f"ws://{host}:{server.port}/_event")
        assert not opened.value.is_closed()


def test_another_port_needs_no_other_build(start_server: StartServer, open_page: OpenPage, server: Serving) -> None:
    other = start_server(port=free_port())
    assert other.port != server.port
    page = open_page(other)
    with page.expect_event("websocket") as opened:
        page.goto("/")
    assert f":{other.port}/" in opened.value.url


MAKES_FROM_TEXT = """() => new Promise(done => setTimeout(() => {
  try { done(new Function("return 'made'")()); } catch (error) { done(String(error)); }
}))"""


def test_the_policy_lets_nothing_be_made_from_text(open_page: OpenPage, server: Serving) -> None:
    page = open_page(server, quietly=False)
    answered = page.goto("/")
    assert answered is not None
    policy = answered.headers["content-security-policy"]
    scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "frame-ancestors 'none'" in policy
    assert "EvalError" in page.evaluate(MAKES_FROM_TEXT)


def test_no_address_of_a_page_is_led_elsewhere(server: Serving) -> None:
    assert answer(f"{server.url}/")[0] == 200
    status, headers = answer(f"{server.url}/nothing-here")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_reflex_takes_no_uploads(server: Serving) -> None:
    assert answer(f"{server.url}/_upload")[0] == 404


def test_what_is_kept_for_ever_is_only_what_never_changes(page: Page) -> None:
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto("/", wait_until="networkidle")
    kept = {request.url: answered.headers.get("cache-control", "") for request in requests if (answered := request.response())}
    scripts = [caching for url, caching in kept.items() if "/assets/" in url and url.endswith(".js")]
    assert scripts
    assert all("immutable" in caching for caching in scripts)
    assert all("immutable" not in caching for url, caching in kept.items() if "/assets/" not in url and "/fonts/" not in url and "/pictures/" not in url)


def test_a_server_ends_with_all_its_children(start_server: StartServer) -> None:
    serving = start_server(cold=True)
    serving.stop()


def test_a_port_in_use_is_one_sentence(copy: Path, server: Serving, tmp_path: Path) -> None:
    second = Serving(copy, tmp_path / "data", port=server.port)
    ended = subprocess.run(SERVE, cwd=copy, env=second.environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"rxfeed: Port {server.port} of 127.0.0.1 can't be used")
    assert ended.stderr.count("\n") == 1


def test_the_first_load_is_light(open_page: OpenPage, server: Serving) -> None:
    """Bytes on the wire, of a cold browser: 190 KB of JavaScript, 20 KB of CSS, 120 KB of fonts at most."""
    page = open_page(server, cold=True)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    weights: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: urls.update({event["requestId"]: event["response"]["url"]}))
    session.on("Network.loadingFinished", lambda event: weights.update({event["requestId"]: int(event["encodedDataLength"])}))
    page.goto("/", wait_until="networkidle")
    sums = {kind: sum(weights.get(number, 0) for number, url in urls.items() if url.endswith(kind)) for kind in (".js", ".css", ".woff2")}
    assert sums[".js"] <= 190_000, json.dumps(sums)
    assert sums[".css"] <= 20_000, json.dumps(sums)
    assert sums[".woff2"] <= 120_000, json.dumps(sums)


@pytest.mark.parametrize(("origin", "status"), [("http://localhost:{port}", 101), ("http://evil.test", 403), ("http://localhost", 403), (None, 403)])
def test_the_socket_opens_for_our_own_pages_only(server: Serving, origin: str | None, status: int) -> None:
    connection = http.client.HTTPConnection("localhost", server.port, timeout=10)
    headers = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    if origin is not None:
        headers["Origin"] = origin.format(port=server.port)
    connection.request("GET", "/_event/?token=t&EIO=4&transport=websocket", headers=headers)
    assert connection.getresponse().status == status
    connection.close()


@pytest.mark.parametrize("accepted", ["text/html", "*/*"])
def test_every_answer_is_safe_to_look_at(server: Serving, accepted: str) -> None:
    for path in ("/", "/create", "/nothing-here", "/api/v1/feeds/latest", "/healthz", "/rxfeed.css", "/media/1/original"):
        headers = answer(f"{server.url}{path}", Accept=accepted)[1]
        assert headers["x-content-type-options"] == "nosniff", path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert "access-control-allow-origin" not in headers, path


def test_public_pictures_are_kept_for_ever_and_can_be_had_in_parts(server: Serving) -> None:
    copy = server.data / "objects" / "public" / f"{'0' * 37}-96.webp"
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(b"RIFF....WEBP")
    url = f"{server.url}/pictures/{copy.name}"
    status, whole = answer(url)
    assert (status, whole["content-type"], whole["content-length"]) == (200, "image/webp", "12")
    assert whole["cache-control"] == "public, max-age=31536000, immutable"
    assert (whole["x-content-type-options"], whole["accept-ranges"]) == ("nosniff", "bytes")
    status, part = answer(url, Range="bytes=8-11")
    assert (status, part["content-range"], part["etag"]) == (206, "bytes 8-11/12", whole["etag"])
    assert answer(url, **{"If-None-Match": whole["etag"]})[0] == 304
    assert answer(url, Range="bytes=12-")[0] == 416
    copy.unlink()
    assert answer(url)[0] == 404
