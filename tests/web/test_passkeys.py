"""Passkeys over HTTP, through the whole edge: cookies, origins, refusals."""

from __future__ import annotations

import httpx
import pytest

from rxfeed.domain import passkeys, session_cookie, sessions
from rxfeed.domain.house import House
from rxfeed.web.passkeys import routes
from tests.fakes.authenticator import Authenticator
from tests.web.browsers import HOME, browser

PASSWORD = "violet kettle harbour"
JSON = {"accept": "application/json"}
ANN = {"handle": "Ann", "password": PASSWORD}


async def asked(client: httpx.AsyncClient, purpose: str) -> dict[str, object]:
    answer = await client.post("/session/passkey/options", data={"purpose": purpose}, headers=JSON)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def with_key(house: House) -> tuple[httpx.AsyncClient, Authenticator]:
    """A new account's browser, and its key."""
    client, device = browser(), Authenticator()
    await client.post("/session/sign-up", data=ANN, headers=JSON)
    assert (await client.post("/session/confirm", data={"password": PASSWORD}, headers=JSON)).status_code == 200
    form = {"answer": device.enrol(await asked(client, "enrol"), HOME), "name": "my phone"}
    assert (await client.post("/session/passkey/enrol", data=form, headers=JSON)).json() == {"next": "/settings/sign-in"}
    return client, device


def who(house: House, client: httpx.AsyncClient) -> str:
    return sessions.recognise(house, client.cookies.get(session_cookie.NAME, ""), "").handle


def visitor() -> httpx.AsyncClient:
    """With the cookie that came with the first page."""
    client = browser()
    client.cookies.set(session_cookie.NAME, session_cookie.mint(), domain="rxfeed.test")
    return client


async def test_in_by_a_key_alone(house: House) -> None:
    _, device = await with_key(house)
    client = visitor()
    before = client.cookies[session_cookie.NAME]
    form = {"answer": device.prove(await asked(client, "enter"), HOME), "next": "/library"}
    answer = await client.post("/session/passkey/enter", data=form, headers=JSON)
    assert answer.json() == {"next": "/library"}
    assert "HttpOnly" in answer.headers["set-cookie"]
    client.cookies.delete(session_cookie.NAME, domain="rxfeed.test")
    client.cookies.set(session_cookie.NAME, session_cookie.read(answer.headers["set-cookie"].split(";")[0], secure=False), domain="rxfeed.test")
    assert who(house, client) == "ann"
    assert client.cookies[session_cookie.NAME] != before
    assert (await client.post("/session/passkey/enter", data=form, headers=JSON)).status_code == 422


async def test_a_key_after_the_password_or_a_code(house: House) -> None:
    owner, device = await with_key(house)
    secret = owner.cookies[session_cookie.NAME]
    codes = passkeys.require(house, sessions.recognise(house, secret, ""), secret)
    client = visitor()
    first = await client.post("/session/sign-in", data={**ANN, "next": "/create?a=b"}, headers=JSON)
    assert first.json() == {"next": "/sign-in/passkey?next=/create%3Fa%3Db"}
    assert "set-cookie" not in first.headers
    plain = await client.post("/session/sign-in", data=ANN)
    assert (plain.status_code, plain.headers["location"]) == (303, "/sign-in/passkey?next=/")
    wrong = await client.post("/session/passkey/recover", data={"code": "wrong"}, headers=JSON)
    assert (wrong.status_code, wrong.json()["field"]) == (422, "code")
    answer = await client.post("/session/passkey/recover", data={"code": codes[0], "next": "//evil.test"}, headers=JSON)
    assert answer.json() == {"next": "/"}
    other = visitor()
    await other.post("/session/sign-in", data=ANN, headers=JSON)
    form = {"answer": device.prove(await asked(other, "follow"), HOME), "next": "/create"}
    assert (await other.post("/session/passkey/follow", data=form, headers=JSON)).json() == {"next": "/create"}


async def test_nobody_gets_anything_but_a_sentence(house: House) -> None:
    for client in (browser(), visitor()):
        for route in routes:
            answer = await client.post(route.path, data={"purpose": "enrol", "answer": "{}", "password": PASSWORD, "code": "x"}, headers=JSON)
            assert answer.status_code in {401, 403, 422}, route.path
            assert answer.json()["error"]
            assert "set-cookie" not in answer.headers
    nonsense = await visitor().post("/session/passkey/options", data={"purpose": "nonsense"}, headers=JSON)
    assert nonsense.status_code == 422


@pytest.mark.parametrize("origin", ["http://evil.test", "null", ""])
async def test_other_sites_ask_for_nothing(house: House, origin: str) -> None:
    client = browser(origin=origin)
    assert {(await client.post(route.path, data={"purpose": "enter"})).status_code for route in routes} == {403}
