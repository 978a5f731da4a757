"""The least that a server in Python could do, under the same Granian: `python -m tests.bench.floor PORT URL FOLDER`.

`/rows` asks the database with the bare driver who looks and for a page of posts with all that a card shows, and writes it with orjson. `/bytes` sends such a
page that has been prepared, `/thumbnail` a small picture that lies in memory. `/pictures/` is Granian's own way with files, with nothing beside it.
"""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import orjson
import psycopg
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server
from sqlalchemy.engine import make_url

from rxfeed.domain import session_cookie
from tests.bench.seeding_postgres import driver_url
from tests.bench.waiting import await_answer
from tests.browser.serving import ROOT, free_port

WHO = "SELECT session.id, account_id, expires_at, role, handle FROM session JOIN account ON account.id = account_id WHERE token_hash = {value}"
PAGE = """
SELECT post.id, post.version, handle, display_name, avatar_name, width, height, placeholder, public_name, alt, prompt, caption, engine, post.model, shape,
    rating, licence, remix, published_at, post.is_sample, (SELECT {joined} FROM posttag WHERE posttag.post_id = post.id)
FROM post {along} {cross} JOIN account ON account.id = post.account_id {cross} JOIN postpicture ON postpicture.post_id = post.id
    {cross} JOIN picture ON picture.id = picture_id {cross} JOIN consent ON consent.post_id = post.id
WHERE post.status = 'published' AND visibility = 'public' AND delete_at IS NULL ORDER BY published_at DESC, post.id DESC LIMIT 24
"""
SQLITE = {"value": "?", "joined": "group_concat(tag)", "along": "INDEXED BY ix_post_latest", "cross": "CROSS"}
POSTGRESQL = {"value": "%s", "joined": "string_agg(tag, ',')", "along": "", "cross": ""}
HEADERS = [(b"content-type", b"application/json")]
THUMBNAIL = "bench01-96.webp"


@contextmanager
def floor(url: str, folder: Path = Path("/nowhere")) -> Iterator[tuple[int, int]]:
    """Port and process of the barest server, on the same rows."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.floor", str(port), url, str(folder)], cwd=ROOT)
    try:
        await_answer(f"http://127.0.0.1:{port}/bytes")
        yield port, process.pid
    finally:
        process.kill()
        process.wait()


def app(url: str, folder: Path) -> Any:
    connection, words = _driver(url)
    who, page = WHO.format(**words), PAGE.format(**words)
    prepared = {"/bytes": _page(connection, page), "/thumbnail": _bytes(folder / THUMBNAIL)}

    async def serve(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = prepared.get(scope["path"], b"")
        if scope["path"] == "/rows":
            cookie = next((value for name, value in scope["headers"] if name == b"cookie"), b"").decode()
            connection.execute(who, (session_cookie.digest(session_cookie.read(cookie, secure=False)),)).fetchone()
            body = _page(connection, page)
        await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, (b"content-length", str(len(body)).encode())]})
        await send({"type": "http.response.body", "body": body})

    return serve


def _driver(url: str) -> tuple[Any, dict[str, str]]:
    """A connection, and its way to say things."""
    if url.startswith("sqlite"):
        return sqlite3.connect(make_url(url).database or ""), SQLITE
    return psycopg.connect(driver_url(url), autocommit=True, prepare_threshold=0), POSTGRESQL


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _page(connection: Any, page: str) -> bytes:
    rows = connection.execute(page).fetchall()
    return orjson.dumps([[value.hex() if isinstance(value, bytes) else value for value in row] for row in rows])


async def _serve(port: int, url: str, folder: Path) -> None:
    server = Server(
        app(url, folder), address="127.0.0.1", port=port, interface=Interfaces.ASGI, log_level=LogLevels.error,
        static_path_route=["/pictures"], static_path_mount=[folder], static_path_expires=365 * 86_400,
    )  # fmt: skip
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, server.stop)
    await server.serve()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
