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


def client(public_url: str = "", host: str = "rxfeed.test:3000") -> TestClient:
    routes = [Route("/", done, methods=["GET", "POST", "DELETE"]), WebSocketRoute("/socket", greeted)]
    return TestClient(OwnOrigin(Starlette(routes=routes), public_url), base_url=f"http://{host}")


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
