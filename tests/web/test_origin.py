from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from rxfeed.web.origin import OwnOrigin


async def done(request: Request) -> Response:
    return PlainTextResponse("done")


async def greeted(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


def client(public_url: str = "", host: str = "rxfeed.test:3000", *, loopback: bool = False) -> TestClient:
    routes = [Route("/", done, methods=["GET", "POST", "DELETE"]), WebSocketRoute("/socket", greeted)]
    return TestClient(OwnOrigin(Starlette(routes=routes), public_url, loopback=loopback), base_url=f"http://{host}")


OWN = ["http://rxfeed.test:3000", "https://rxfeed.test:3000", "http://RXFEED.test:3000"]
FOREIGN = ["http://evil.test", "http://rxfeed.test", "http://rxfeed.test:3001", "http://rxfeed.test:3000.evil.test", "null", "", "rxfeed.test:3000"]


@pytest.mark.parametrize("origin", OWN)
def test_own_pages_may(origin: str) -> None:
    assert client().post("/", headers={"origin": origin}).status_code == 200
    with client().websocket_connect("ws://rxfeed.test:3000/socket", headers={"origin": origin}) as socket:
        assert socket.receive_text() == "hello"


@pytest.mark.parametrize("origin", FOREIGN)
def test_others_may_not(origin: str) -> None:
    assert client().post("/", headers={"origin": origin}).status_code == 403
    assert client().delete("/", headers={"origin": origin}).status_code == 403
    with pytest.raises(WebSocketDisconnect), client().websocket_connect("ws://rxfeed.test:3000/socket", headers={"origin": origin}):
        pass


def test_an_origin_has_to_be_named() -> None:
    assert client().post("/").status_code == 403
    with pytest.raises(WebSocketDisconnect), client().websocket_connect("ws://rxfeed.test:3000/socket"):
        pass


def test_looking_is_free() -> None:
    assert client().get("/", headers={"origin": "http://evil.test"}).status_code == 200


def test_the_public_address_is_ours_too() -> None:
    behind_proxy = client("https://pictures.example.org", "inner:3000")
    assert behind_proxy.post("/", headers={"origin": "https://pictures.example.org"}).status_code == 200
    assert behind_proxy.post("/", headers={"origin": "https://example.org"}).status_code == 403


def test_the_usual_port_goes_without_saying() -> None:
    assert client(host="rxfeed.test:443").post("/", headers={"origin": "https://rxfeed.test"}).status_code == 200


@pytest.mark.parametrize("host", ["localhost:3000", "127.0.0.1", "[::1]:8080", "LOCALHOST:1", "pictures.example.org", "pictures.example.org:3000"])
def test_a_server_for_this_machine_answers_to_its_names(host: str) -> None:
    here = client("https://pictures.example.org", host, loopback=True)
    assert here.get("/").status_code == 200
    assert here.post("/", headers={"origin": f"http://{host}"}).status_code == 200


@pytest.mark.parametrize("host", ["evil.test:3000", "localhost.evil.test", "127.0.0.1.evil.test", "127.0.0.2", "[::1", "", "evil.test@localhost:x"])
def test_a_name_that_was_made_to_lead_here_gets_nothing(host: str) -> None:
    here = client(host="localhost:3000", loopback=True)
    for answer in (here.get("/", headers={"host": host}), here.post("/", headers={"host": host, "origin": f"http://{host}"})):
        assert (answer.status_code, "RXFEED_PUBLIC_URL" in answer.text) == (421, True)
    with pytest.raises(WebSocketDisconnect), here.websocket_connect("ws://localhost:3000/socket", headers={"host": host, "origin": f"http://{host}"}):
        pass
