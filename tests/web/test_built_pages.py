from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rxfeed.web.built_pages import ASK_AGAIN, FOR_EVER, BuiltPages

SCRIPT = b"export const a = 1;\n" * 200
FILES = {
    "index.html": b"<!doctype html><title>feed</title><script>go()</script>",
    "create.html": b"<!doctype html><title>create</title>",
    "create/index.html": b"<!doctype html><title>create</title>",
    "__spa-fallback.html": b"<!doctype html><title>any</title>",
    "404.html": b"<!doctype html><title>nothing</title>",
    "assets/root-f4o8sAug.js": SCRIPT,
    "assets/root-f4o8sAug.js.gz": gzip.compress(SCRIPT),
    "assets/root-f4o8sAug.js.br": b"brotli",
    "assets/manifest-2fead9a0.js": SCRIPT,
    "fonts/inter-latin-5.3.0.woff2": b"font",
    "icon.svg": b"<svg/>",
}


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return TestClient(BuiltPages(tmp_path, lambda path: bool(re.fullmatch("/p/[a-z]+", path))), follow_redirects=False)


@pytest.mark.parametrize(("path", "title"), [("/", "feed"), ("/create", "create"), ("/p/abc", "any")])
def test_pages(client: TestClient, path: str, title: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, ASK_AGAIN)
    assert f"<title>{title}</title>" in answer.text


@pytest.mark.parametrize(
    "path", ["/nothing", "/p/123", "/p", "/404", "/index", "/index.html", "/create.html", "/create/index", "/__spa-fallback", "/__spa-fallback.html", "/../x"]
)
def test_what_is_no_page_is_404_with_the_page_for_it(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<title>nothing</title>" in answer.text


@pytest.mark.parametrize(
    ("path", "target"),
    [("/create/", "/create"), ("/create/?a=1", "/create?a=1"), ("//evil.test/", "/evil.test"), ("/%5Cevil.test/", "/evil.test"), ("/a%0d%0ab/", "/a%0D%0Ab")],
)
def test_a_slash_at_the_end_goes_without_leaving_the_origin(client: TestClient, path: str, target: str) -> None:
    answer = client.get("http://rxfeed.test" + path)
    assert (answer.status_code, answer.headers["location"]) == (308, target)


@pytest.mark.parametrize(
    ("path", "cached"),
    [
        ("/assets/root-f4o8sAug.js", FOR_EVER),
        ("/assets/manifest-2fead9a0.js", FOR_EVER),
        ("/fonts/inter-latin-5.3.0.woff2", FOR_EVER),
        ("/icon.svg", ASK_AGAIN),
    ],
)
def test_names_with_a_hash_or_version_are_kept_for_ever(client: TestClient, path: str, cached: str) -> None:
    assert client.get(path).headers["cache-control"] == cached


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("identity", ""), ("zstd", ""), ("brx", "")],
)
def test_what_is_packed_already_is_sent_to_who_takes_it(client: TestClient, accepted: str, encoding: str) -> None:
    with client.stream("GET", "/assets/root-f4o8sAug.js", headers={"accept-encoding": accepted}) as answer:
        assert answer.headers.get("content-encoding", "") == encoding
        assert answer.headers["vary"] == "Accept-Encoding"


def test_what_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/create", headers={"accept-encoding": "identity"})
    again = client.get("/create", headers={"accept-encoding": "identity", "if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "content-security-policy" in again.headers


def test_the_packed_and_the_plain_have_tags_of_their_own(client: TestClient) -> None:
    tags = {client.get("/assets/root-f4o8sAug.js", headers={"accept-encoding": kind}).headers["etag"] for kind in ("gzip", "identity")}
    assert len(tags) == 2


def test_pages_are_only_looked_at(client: TestClient) -> None:
    assert client.post("/create").status_code == 405
    assert client.head("/create").content == b""


def test_without_a_build_there_is_nothing(tmp_path: Path) -> None:
    assert TestClient(BuiltPages(tmp_path / "none", lambda path: False)).get("/").status_code == 404
