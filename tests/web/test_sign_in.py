"""Signing in and out over HTTP: cookies, redirects, refusals, through the whole edge."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from rxfeed.domain import accounts, session_cookie, sessions
from rxfeed.domain.house import House
from rxfeed.settings import Settings
from rxfeed.ui.first_paint import drawings
from rxfeed.web.bound_socket import BoundSocket, bound
from rxfeed.web.edge import edge
from rxfeed.web.first_cookie import FirstCookie
from rxfeed.web.sign_in import routes
from rxfeed.web.viewers import has_ended
from tests.web.browsers import HOME, browser

PASSWORD = "violet kettle harbour"
JSON = {"accept": "application/json"}
ANN = {"handle": "Ann", "password": PASSWORD}


async def signed_up(house: House, **more: str) -> httpx.AsyncClient:
    """A browser whose cookie is a new account's."""
    client = browser()
    answer = await client.post("/session/sign-up", data={**ANN, **more}, headers=JSON)
    assert answer.status_code == 200, answer.text
    return client


def who(house: House, client: httpx.AsyncClient) -> str:
    return sessions.recognise(house, client.cookies.get(session_cookie.NAME, ""), "").handle


async def test_signing_up_sets_the_cookie_and_says_where_to_go(house: House) -> None:
    client = browser()
    answer = await client.post("/session/sign-up", data={**ANN, "next": "/create?generation=1#here"}, headers=JSON)
    assert answer.json() == {"next": "/create?generation=1#here"}
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("rxfeed_session=")
    assert all(part in cookie for part in ("Path=/;", "HttpOnly", "SameSite=Lax", "Max-Age=34560000"))
    assert "Secure" not in cookie
    assert answer.headers["cache-control"] == "no-store"
    assert who(house, client) == "ann"


async def test_behind_tls_the_cookie_is_secure_and_bound_to_the_host(house: House) -> None:
    app = edge(_refused, lambda path: False, Settings(data_dir=Path("unused"), host="0.0.0.0"), drawings)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://rxfeed.test", headers={"origin": "https://rxfeed.test"}) as client:
        answer = await client.post("/session/sign-up", data=ANN)
        assert answer.headers["set-cookie"].startswith("__Host-rxfeed_session=")
        assert answer.headers["set-cookie"].endswith("; Secure")
        secret = client.cookies["__Host-rxfeed_session"]
        client.cookies.clear()
        plain = await client.post("/session/keep", headers={**JSON, "cookie": f"rxfeed_session={secret}"})
        assert plain.status_code == 401


async def test_a_form_without_scripts_is_sent_on(house: House) -> None:
    answer = await browser().post("/session/sign-up", data={**ANN, "next": "/library"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/library")
    assert "set-cookie" in answer.headers


async def test_a_refusal_names_its_field_and_can_be_said_in_any_language(house: House) -> None:
    answer = await browser().post("/session/sign-up", data={"handle": "an", "password": PASSWORD}, headers=JSON)
    assert answer.status_code == 422
    told = answer.json()
    assert (told["field"], told["message"]) == ("handle", "A handle has {shortest} to {longest} characters.")
    assert told["values"] == {"shortest": "3", "longest": "30"}
    assert "set-cookie" not in answer.headers
    plain = await browser().post("/session/sign-up", data={"handle": "an", "password": PASSWORD})
    assert (plain.status_code, plain.text) == (422, "A handle has 3 to 30 characters.")


async def test_signing_in_and_out(house: House) -> None:
    await signed_up(house)
    client = browser()
    assert (await client.post("/session/sign-in", data=ANN, headers=JSON)).status_code == 200
    secret = client.cookies[session_cookie.NAME]
    answer = await client.post("/session/end")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert not sessions.recognise(house, secret, "").signed_in
    assert (await client.post("/session/end")).status_code == 303


@pytest.mark.parametrize("sign", ["%00", "%ED%A0%80", "%1B", "%FF"])
@pytest.mark.parametrize("field", ["handle", "password", "next", "setup_code"])
async def test_signs_that_no_database_takes_are_refused_or_ignored(house: House, field: str, sign: str) -> None:
    given = {"handle": "Ann", "password": PASSWORD.replace(" ", "+"), "next": "/library"}
    body = "&".join(f"{name}={value}" for name, value in {**given, field: given.get(field, "") + sign}.items())
    for path in ("sign-up", "sign-in", "sign-in"):
        answer = await browser().post(f"/session/{path}", content=body, headers={**JSON, "content-type": "application/x-www-form-urlencoded"})
        assert answer.status_code in {200, 422}, answer.text
    assert field != "handle" or answer.status_code == 422


async def test_too_many_tries_say_when_to_come_back(house: House) -> None:
    await signed_up(house)
    client = browser()
    answers = [await client.post("/session/sign-in", data={**ANN, "password": "wrong password"}, headers=JSON) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 30
    assert answers[-1].json()["message"].startswith("Too many tries.")


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "http://rxfeed.test.evil.test", "http://rxfeed.test:81", ""])
async def test_other_sites_can_change_nothing(house: House, origin: str) -> None:
    client = browser(origin=origin)
    answers = [await client.post(route.path, data=ANN) for route in routes]
    assert {answer.status_code for answer in answers} == {403}
    assert accounts.is_first(house)


@pytest.mark.parametrize(
    "way", ["//evil.test", "/\\evil.test", "https://evil.test", "javascript:alert(1)", "", "evil", "/a\r\nset-cookie: x=1", "/\tx", "/" + "x" * 3000]
)
async def test_nobody_is_sent_to_another_site(house: House, way: str) -> None:
    answer = await browser().post("/session/sign-up", data={**ANN, "next": way})
    assert answer.headers["location"] == "/"


async def test_what_needs_an_account(house: House) -> None:
    for path in ("change-password", "delete", "keep"):
        assert (await browser().post(f"/session/{path}", data={"password": PASSWORD}, headers=JSON)).status_code == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"handle=ann&password=%ff%fe%00" * 50, "application/x-www-form-urlencoded"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b'{"handle": "ann"}', "application/json"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
async def test_what_is_no_form_is_refused_with_a_sentence(house: House, body: bytes, kind: str) -> None:
    answer = await browser().post("/session/sign-up", content=body, headers={**JSON, "content-type": kind})
    assert answer.status_code == 422
    assert answer.json()["error"]


async def test_huge_strings_are_refused_quickly(house: House) -> None:
    for form in ({"handle": "a" * 900_000, "password": PASSWORD}, {"handle": "ann", "password": "a" * 900_000}):
        assert (await browser().post("/session/sign-up", data=form, headers=JSON)).status_code == 422
        assert (await browser().post("/session/sign-in", data=form, headers=JSON)).status_code == 422


async def test_a_changed_password_keeps_this_browser(house: House) -> None:
    client, other = await signed_up(house), browser()
    await other.post("/session/sign-in", data=ANN, headers=JSON)
    answer = await client.post("/session/change-password", data={"old_password": PASSWORD, "password": "marble lantern drift"}, headers=JSON)
    assert answer.json() == {"next": "/settings/sign-in"}
    assert (who(house, client), who(house, other)) == ("ann", "")


async def test_leaving_and_coming_back(house: House) -> None:
    client = await signed_up(house)
    assert (await client.post("/session/delete", data={"password": "wrong password"}, headers=JSON)).status_code == 422
    gone = await client.post("/session/delete", data={"password": PASSWORD}, headers=JSON)
    assert "Max-Age=0" in gone.headers["set-cookie"]
    assert who(house, client) == ""
    back = await client.post("/session/sign-in", data={**ANN, "next": "/library"}, headers=JSON)
    assert back.json() == {"next": "/settings"}
    assert (await client.post("/session/keep", headers=JSON)).status_code == 200
    again = await client.post("/session/sign-in", data={**ANN, "next": "/library"}, headers=JSON)
    assert again.json() == {"next": "/library"}


async def test_a_guests_browser_is_written_down_once(house: House) -> None:
    secret = session_cookie.mint()
    client = browser(secret)
    for _ in range(2):
        assert (await client.post("/session/guest")).status_code == 204
    assert sessions.recognise(house, secret, "").guest_id is not None
    assert (await browser().post("/session/guest", headers=JSON)).status_code == 401


# --- the socket ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["http", "websocket"])
async def test_the_token_is_bound_to_the_cookie_before_reflex_sees_it(kind: str) -> None:
    seen: list[bytes] = []

    async def reflex(scope: Scope, receive: object, send: object) -> None:
        seen.append(scope["query_string"])

    secrets = [session_cookie.mint(), session_cookie.mint(), ""]
    for secret in secrets:
        headers = [(b"cookie", f"other=1; rxfeed_session={secret}".encode())] if secret else []
        await BoundSocket(reflex, _goes_on)({"type": kind, "scheme": "ws", "query_string": b"token=abc&EIO=4", "headers": headers}, None, None)  # type: ignore[arg-type]
    assert len({*seen}) == 3
    assert seen[0] == bound(b"token=abc&EIO=4", secrets[0]) == f"token=abc-{session_cookie.seat(secrets[0])}&EIO=4".encode()
    assert secrets[0].encode() not in seen[0]
    assert session_cookie.digest(secrets[0]).hex()[:32].encode() not in seen[0]


@pytest.mark.parametrize(("scheme", "name"), [("ws", "rxfeed_session"), ("wss", "__Host-rxfeed_session")])
async def test_only_the_cookie_that_holds_for_the_scheme_goes_on(scheme: str, name: str) -> None:
    """A handler then knows who asks as every route does, whatever the browser's own address looks like."""
    seen: list[Scope] = []

    async def reflex(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    secrets = {"rxfeed_session": session_cookie.mint(), "__Host-rxfeed_session": session_cookie.mint()}
    sent = "; ".join(["other=1", *(f"{key}={value}" for key, value in secrets.items())]).encode()
    headers = [(b"origin", b"https://rxfeed.test"), (b"cookie", sent)]
    await BoundSocket(reflex, _goes_on)({"type": "websocket", "scheme": scheme, "query_string": b"token=abc", "headers": headers}, None, None)  # type: ignore[arg-type]
    assert seen[0]["headers"] == [(b"origin", b"https://rxfeed.test"), (b"cookie", f"{name}={secrets[name]}".encode())]


async def test_a_session_that_has_ended_finds_an_empty_state(house: House) -> None:
    client, tokens = await signed_up(house), []

    async def reflex(scope: Scope, receive: Receive, send: Send) -> None:
        tokens.append(scope["query_string"])

    cookie = f"rxfeed_session={client.cookies[session_cookie.NAME]}"
    scope = {"type": "websocket", "scheme": "ws", "query_string": b"token=abc", "headers": [(b"cookie", cookie.encode())]}
    for _ in range(2):
        await BoundSocket(reflex, has_ended)(scope, None, None)  # type: ignore[arg-type]
        sessions.end(house, client.cookies[session_cookie.NAME])
    assert tokens[1] == tokens[0] + b"-ended"


@pytest.mark.parametrize("query", [b"", b"token=", b"token=a&token=b", b"\xff%00&token=%ff", b"EIO=4"])
def test_no_query_gets_round_it(query: bytes) -> None:
    mine, theirs = bound(query, "mine"), bound(query, "theirs")
    assert (mine == theirs) == (b"token" not in query)
    assert mine.count(session_cookie.seat("mine").encode()) == query.count(b"token=")


# --- the first cookie -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "kind", "accept", "cookie", "laid"),
    [
        (200, "text/html; charset=utf-8", "text/html,*/*", "", True),
        (304, "", "text/html,*/*", "", True),
        (404, "text/html; charset=utf-8", "text/html,*/*", "", True),
        (200, "text/html; charset=utf-8", "text/html,*/*", f"rxfeed_session={'s' * 43}", False),
        (200, "text/html; charset=utf-8", "text/html,*/*", "rxfeed_session=nonsense", True),
        (200, "text/html; charset=utf-8", "*/*", "", False),
        (200, "image/webp", "text/html,*/*", "", False),
        (303, "", "text/html,*/*", "", False),
    ],
)
async def test_who_opens_a_page_gets_a_cookie_once(status: int, kind: str, accept: str, cookie: str, laid: bool) -> None:
    async def pages(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(None, status, {"content-type": kind, "cache-control": "public, max-age=60"})(scope, receive, send)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(FirstCookie(pages)), base_url=HOME) as client:
        answer = await client.get("/", headers={"accept": accept, "cookie": cookie})
    assert ("set-cookie" in answer.headers) == laid
    assert answer.headers["cache-control"] == ("private, no-cache" if laid else "public, max-age=60")


async def _goes_on(_: str) -> bool:
    return False


async def _refused(scope: Scope, receive: object, send: object) -> None:
    raise AssertionError


async def test_while_developing_a_script_brings_the_cookie_once(house: House) -> None:
    async with browser() as client:
        first = await client.get("/session/cookie.js")
        again = await client.get("/session/cookie.js", headers={"cookie": first.headers["set-cookie"].split(";")[0]})
    assert session_cookie.read(first.headers["set-cookie"].split(";")[0], secure=False)
    assert ("set-cookie" in again.headers, again.headers["content-type"].split(";")[0]) == (False, "text/javascript")
