"""The OpenAPI document says what the routes answer."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from rxfeed.domain import circle, feeds_runs, ids, marks, search_index
from rxfeed.domain.house import House
from rxfeed.web import api_v1
from rxfeed.web.api_v1_openapi import document
from tests import making
from tests.web.browsers import browser, signed_in

PATHS = document()["paths"]


def test_every_route_is_in_it_and_everything_in_it_is_a_route() -> None:
    assert set(PATHS) == {route.path for route in api_v1.routes}


@pytest.mark.parametrize("which", ["member", "stranger"])
async def test_answers_are_what_it_says(house: House, which: str) -> None:
    client, me = signed_in(house)
    post = making.remix(house, me, making.post(house, me, tags="fog").card.id, tags="fog")
    noor = making.person(house, "noor")
    circle.follow(house, me, "noor")
    marks.repost(house, noor, making.post(house, making.person(house)).card.id, on=True)
    feeds_runs.count(house)
    search_index.index_due(house)
    async with client, browser() as stranger:
        asking = client if which == "member" else stranger
        assert (await asking.get("/api/v1/openapi.json")).json() == document()
        for path in PATHS:
            page = await _right(asking, path, post)
            if "cards" not in page:
                continue
            assert page["cards"] or path.endswith("for-you"), path
            assert len(page["answers"]) == len(page["cards"])
            assert len(page["reposters"]) == (path.endswith("following") and which == "member")
            more = await _right(asking, path, post, **({"q": "harbour"} if path.endswith("explore") else {"since": page["newest"]}))
            assert not path.endswith("explore") or more["cards"][0]["found"] == [["a quiet ", False], ["harbour", True]]


@pytest.mark.parametrize("which", ["member", "stranger"])
async def test_whatever_is_odd_is_refused_as_it_says(house: House, which: str) -> None:
    client, me = signed_in(house)
    post = making.post(house, me, tags="fog").card.id
    feeds_runs.count(house)
    odd: list[dict[str, str]] = [{name: text} for name in ("cursor", "since") for text in ("x", "é" * 26, "z" * 39, "0" * 39, "' OR 1=1 --", "1" * 10_000)]
    async with client, browser() as stranger:
        asking = client if which == "member" else stranger
        newest = {path: (await asking.get(path.format(tag="fog"))).json().get("newest", "") for path in PATHS if "{post}" not in path}
        for path in newest:
            foreign = [{"cursor": cursor} for other, cursor in newest.items() if cursor and other != path and {other, path} not in _SAME]
            takes = {parameter["name"] for parameter in PATHS[path]["get"]["parameters"]}
            periods = [{"period": "year"}, {"period": "x" * 10_000}] if "trending" in path else []
            for query in [*odd, *foreign, *periods]:
                answer = await asking.get(path.format(tag="fog"), params=query)
                refused = 422 if not query.keys() <= takes else 401 if which == "stranger" and "following" in path else 422
                assert answer.status_code == refused, (path, query)
                _fits(path, answer)
            for text in ("cursor=&cursor=", f"cursor={newest[path]}&since={newest[path]}", "cursr=x", "shape=1:1&shape=3:2", "%00=", "x" * 10_000):
                _fits(path, await asking.get(f"{path.format(tag='fog')}?{text}"), 422)
        for tag in ("two words", "x" * 10_000, "%00"):
            _fits("/api/v1/tags/{tag}", await asking.get(f"/api/v1/tags/{tag}"), 404)
        for number in ("x", post.upper() + "x", ids.to_text(7), "1" * 10_000):
            _fits("/api/v1/posts/{post}", await asking.get(f"/api/v1/posts/{number}"), 404)
            _fits("/api/v1/explore", await asking.get("/api/v1/explore", params={"like": number}), 404)


async def test_what_no_route_answers_is_said_in_json(house: House) -> None:
    async with browser() as client:
        for path in ("/api/v1", "/api/v1/", "/api/v1/feeds/nothing", "/api/v2/explore"):
            answer = await client.get(path)
            assert (answer.status_code, answer.json()["error"][:33]) == (404, "There is nothing at this address."), path
        for method in ("POST", "DELETE", "OPTIONS", "FOO"):
            for path in ("/api/v1/explore", "/api/v1/feeds/latest", "/api/v1/feeds/nothing"):
                answer = await client.request(method, path)
                assert (answer.status_code, answer.headers["allow"], answer.json()["error"][:22]) == (405, "GET, HEAD", "Here one can only read"), path


_SAME = (
    {"/api/v1/feeds/for-you", "/api/v1/feeds/trending"}, {"/api/v1/explore", "/api/v1/feeds/latest"},
    {"/api/v1/feeds/for-you", "/api/v1/feeds/latest"}, {"/api/v1/explore", "/api/v1/feeds/for-you"},
)  # fmt: skip
"""For who isn't signed in the one is the other; so is everything that fits no words and no filter; and a visit knows at which place in Latest it began."""


async def _right(client: httpx.AsyncClient, path: str, post: str, **query: str) -> dict[str, Any]:
    answer = await client.get(path.format(tag="fog", post=post), params=query)
    refused = answer.status_code == 401 and "following" in path
    assert refused or answer.status_code == 200, (path, answer.text)
    _fits(path, answer)
    return {} if refused else dict(answer.json())


def _fits(path: str, answer: httpx.Response, status: int | None = None) -> None:
    assert status in (None, answer.status_code), answer.text
    schema = PATHS[path]["get"]["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
    parts = {name: {**part, "additionalProperties": False} for name, part in document()["components"]["schemas"].items()}
    Draft202012Validator({**schema, "components": {"schemas": parts}}).validate(answer.json())
